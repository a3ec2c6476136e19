// Cuts the REST operations that the rig's fake answers out of GitHub's OpenAPI text, so that tests need neither the
// 10 MB text nor the network. Run it when an operation is added: node scripts/cut-openapi.ts
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PACKAGE = "@octokit/openapi";
const VERSION = "23.0.2";
const FIXTURE = join(import.meta.dirname, "../test/fixtures/github-openapi/paths.json");

const OPERATIONS = [
  "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
  "GET /repos/{owner}/{repo}/issues/comments/{comment_id}",
  "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}",
  "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}",
  "GET /repos/{owner}/{repo}/pulls",
  "GET /repos/{owner}/{repo}/pulls/{pull_number}",
  "GET /repos/{owner}/{repo}/actions/runs/{run_id}",
  "GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs",
  "GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs",
];

/** Prose, samples and Octokit's own notes: nothing that a request or an answer can break. */
const DROPPED = new Set([
  "description",
  "summary",
  "title",
  "example",
  "examples",
  "externalDocs",
  "tags",
  "callbacks",
]);

type Json = null | boolean | number | string | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [name: string]: Json;
}

const folder = await mkdtemp(join(tmpdir(), "openapi-"));
try {
  const npm = spawnSync("npm", ["install", "--ignore-scripts", "--no-audit", `${PACKAGE}@${VERSION}`], { cwd: folder });
  if (npm.status !== 0) throw new Error(npm.stderr.toString());
  const root = join(folder, "node_modules", PACKAGE);
  const whole = JSON.parse(await readFile(join(root, "generated/api.github.com.json"), "utf8")) as JsonObject;
  const licence = (await readFile(join(root, "LICENSE"), "utf8")).trim();
  const cut = { source: `${PACKAGE} ${VERSION}, generated/api.github.com.json`, licence, ...cutOut(whole) };
  await mkdir(join(FIXTURE, ".."), { recursive: true });
  await writeFile(`${FIXTURE}.new`, `${JSON.stringify(cut, null, 1)}\n`);
  await rename(`${FIXTURE}.new`, FIXTURE);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function cutOut(whole: JsonObject): { openapi: Json; paths: JsonObject; components: JsonObject } {
  const paths: Record<string, Record<string, Json>> = {};
  const needed: Json[] = [];
  for (const name of OPERATIONS) {
    const [verb = "", path = ""] = name.split(" ");
    const operation = member(member(member(whole, "paths"), path), verb.toLowerCase());
    const lean = slim(operation);
    paths[path] = { ...paths[path], [verb.toLowerCase()]: lean };
    needed.push(lean);
  }
  const components: Record<string, Record<string, Json>> = {};
  const seen = new Set<string>();
  for (let next = needed.pop(); next !== undefined; next = needed.pop()) {
    for (const [, kind = "", name = ""] of JSON.stringify(next).matchAll(/"#\/components\/([^/"]+)\/([^"]+)"/g)) {
      if (seen.has(`${kind}/${name}`)) continue;
      seen.add(`${kind}/${name}`);
      const component = slim(member(member(member(whole, "components"), kind), name));
      components[kind] = { ...components[kind], [name]: component };
      needed.push(component);
    }
  }
  return { openapi: member(whole, "openapi"), paths, components: sorted(components) };
}

function member(value: Json, name: string): Json {
  const found =
    typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject)[name] : null;
  if (found === undefined || found === null) throw new Error(`${PACKAGE} ${VERSION} has no ${name}`);
  return found;
}

/** Without prose. Names below `properties` are data and stay. */
function slim(value: Json, areNames = false): Json {
  if (Array.isArray(value)) return value.map((item: Json) => slim(item));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value as JsonObject).filter(
    ([name]) => areNames || !(DROPPED.has(name) || name.startsWith("x-")),
  );
  return Object.fromEntries(kept.map(([name, item]) => [name, slim(item, !areNames && name === "properties")]));
}

function sorted(components: Record<string, Record<string, Json>>): JsonObject {
  const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);
  const kinds = Object.entries(components).sort(byName);
  return Object.fromEntries(kinds.map(([kind, all]) => [kind, Object.fromEntries(Object.entries(all).sort(byName))]));
}
