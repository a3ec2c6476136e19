/**
 * Runs the layers above `npm cit`, each with what it needs, and counts. Exit 1 when a test failed or when a layer that can
 * run on this machine did not. Results of every run lie in `tmp/results/<layer>.json`.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { LAYERS } from "./layer-list.ts";
import { readResults, type TestResult } from "./results.ts";

const RESULTS = "tmp/results";

function runLayer(name: string, command: readonly string[]): readonly TestResult[] {
  console.log(`\n=== ${name}`);
  const [program = "", ...rest] = command;
  const { status } = spawnSync(program, rest, { stdio: "inherit" });
  return judged(name, status);
}

/** The results of a layer. What was skipped could have run here, so it counts as failed; so does a run without results. */
function judged(name: string, exit: number | null): readonly TestResult[] {
  const results = (readResults(`${RESULTS}/${name}.json`) ?? []).map(
    (result): TestResult =>
      result.status === "skipped" ? { ...result, title: `skipped: ${result.title}`, status: "failed" } : result,
  );
  if (results.length === 0) return [{ title: `${name}: no test ran`, status: "failed", file: name }];
  const isExplained = exit === 0 || results.some(({ status }) => status === "failed");
  return isExplained ? results : [...results, { title: `${name}: exit ${exit}`, status: "failed", file: name }];
}

function main(): void {
  mkdirSync(RESULTS, { recursive: true });
  const only = process.argv.slice(2).filter((argument) => !argument.startsWith("--") && !/^\d+$/.test(argument));
  const unitExit = Number(process.argv[process.argv.indexOf("--unit-exit") + 1] ?? "0");
  const all: TestResult[] = [];
  if (process.argv.includes("--unit-exit")) {
    all.push(...judged("unit", unitExit));
  }
  for (const layer of LAYERS) {
    if (only.length > 0 && !only.includes(layer.name)) continue;
    const obstacle = layer.obstacle();
    if (obstacle !== null) {
      console.log(`\n=== ${layer.name}: not run, ${obstacle}`);
      continue;
    }
    const started = performance.now();
    all.push(...runLayer(layer.name, layer.command));
    console.log(`=== ${layer.name}: ${Math.round((performance.now() - started) / 1000)} s`);
  }
  if (only.length === 0 && spawnSync(process.execPath, ["scripts/rows.ts"], { stdio: "inherit" }).status !== 0) {
    all.push({ title: "a row lacks a test that passes", status: "failed", file: "scripts/rows.ts" });
  }
  const failed = all.filter(({ status }) => status === "failed");
  for (const { title, file } of failed) console.log(`FAILED ${file}: ${title}`);
  console.log(`${all.filter(({ status }) => status === "passed").length} passed, ${failed.length} failed`);
  process.exitCode = failed.length > 0 || all.length === 0 ? 1 : 0;
}

main();
