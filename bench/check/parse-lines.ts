import { readUvLock } from "../../src/core/inputs/lock/uv-lock.ts";
import { parseRequirementsFile } from "../../src/core/inputs/requirements-file.ts";
import { compatibleTags } from "../../src/core/pep/tags.ts";
import { parseTarget } from "../../src/core/target/parse-target.ts";
import type { Target } from "../../src/core/target/target.ts";
import { median } from "../bench.ts";

const LINES = 10_000;
const RUNS = 15;

/** A part of a check that asks nobody: what it does, how long it may take, and how many things come out. */
interface Part {
  readonly name: string;
  readonly limit: number;
  readonly run: () => number;
  readonly expected: number;
}

/**
 * Prints the processor time of what a check does before it asks an index: that of this thread, which is the wall time of a
 * machine with nothing else to do. The first run of each, in code that the engine has not compiled yet, is told beside the
 * median that the limit is for. Returns whether every limit is held.
 */
export function measurePureParts(): boolean {
  console.log(`  without an index, processor time: median of ${RUNS} runs, and the first of them`);
  return PARTS.map(measurePart).every(Boolean);
}

const PARTS: readonly Part[] = [
  requirementsPart("pins", (index) => `package-${index}==${index % 20}.${index % 7}.${index % 13}`),
  requirementsPart("ranges and markers", (index) => {
    const marker = index % 3 === 0 ? '; python_version >= "3.9"' : "";
    return `Package_${index}[extra]>=${index % 20}.${index % 7},<${(index % 20) + 1}${marker}  # why`;
  }),
  requirementsPart("pins with two hashes", (index) => {
    const hash = (number: number) => `--hash=sha256:${number.toString(16).padStart(8, "0").repeat(8)}`;
    return `package-${index}==1.${index} \\\n    ${hash(index)} \\\n    ${hash(index + 1)}\n    # via other`;
  }),
  lockPart(),
  tagsPart(),
];

function requirementsPart(what: string, line: (index: number) => string): Part {
  const bytes = Buffer.from(Array.from({ length: LINES }, (_, index) => `${line(index)}\n`).join(""));
  const run = () => {
    const { requirements, problems } = parseRequirementsFile({ path: "requirements.txt", bytes });
    return requirements.length - problems.length;
  };
  return { name: `${LINES} requirements: ${what}`, limit: 100, run, expected: LINES };
}

/** As uv writes it: 3 MB, as large as those of the largest projects. */
function lockPart(): Part {
  const packages = 600;
  const index = "https://index.example";
  const file = (name: string) =>
    `{ url = "${index}/packages/ab/cd/${name}", hash = "sha256:${"0a1b2c3d".repeat(8)}", size = 1234567, upload-time = "2026-01-02T03:04:05.678Z" }`;
  const one = (number: number): string => {
    const wheels = Array.from({ length: 20 }, (_, tag) => {
      return `    ${file(`package_${number}-1.0-cp3${tag}-cp3${tag}-manylinux_2_28_aarch64.whl`)},\n`;
    });
    const need = number === 0 ? "" : `    { name = "package-${number - 1}", marker = "sys_platform == 'linux'" },\n`;
    const head = `[[package]]\nname = "package-${number}"\nversion = "1.0"\nsource = { registry = "${index}/simple" }\n`;
    return `${head}dependencies = [\n${need}]\nsdist = ${file(`package-${number}-1.0.tar.gz`)}\nwheels = [\n${wheels.join("")}]\n\n`;
  };
  const text = `version = 1\nrevision = 3\n\n${Array.from({ length: packages }, (_, number) => one(number)).join("")}`;
  const bytes = Buffer.from(text);
  const run = () => readUvLock({ path: "uv.lock", bytes }).locked.reduce((sum, { files }) => sum + files.length, 0);
  return {
    name: `uv.lock of ${(bytes.length / 1e6).toFixed(1)} MB, ${packages} packages`,
    limit: 1000,
    run,
    expected: 21 * packages,
  };
}

function tagsPart(): Part {
  const target: Target = requireTarget("cp312-manylinux_2_35_aarch64");
  // As many as `packaging` 26.3 has for it.
  return { name: "tags of a target", limit: 2, run: () => compatibleTags(target).length, expected: 582 };
}

function requireTarget(id: string): Target {
  const target = parseTarget(id);
  if (!target.ok) throw new Error(`${id} is no target`);
  return target.value;
}

function measurePart({ name, limit, run, expected }: Part): boolean {
  const times = Array.from({ length: RUNS }, () => {
    const before = process.threadCpuUsage();
    const count = run();
    const { user, system } = process.threadCpuUsage(before);
    if (count !== expected) throw new Error(`${name}: ${count} instead of ${expected}`);
    return (user + system) / 1000;
  });
  const [first = 0] = times;
  const isHeld = median(times) <= limit;
  const told = `${median(times).toFixed(1)} ms (first ${first.toFixed(1)})`;
  console.log(`  ${name.padEnd(46)} ${told.padEnd(32)}limit ${limit} ms: ${isHeld ? "held" : "BROKEN"}`);
  return isHeld;
}
