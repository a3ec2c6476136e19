import { describe, expect, it } from "vitest";
import { readDockerBuild } from "../../../../src/core/log/buildkit/read-dockerbuild.ts";
import type { LogParse } from "../../../../src/core/log/event.ts";
import { type DockerFacts, reduceDocker } from "../../../../src/core/log/facts/docker.ts";
import { reduceFacts } from "../../../../src/core/log/facts/facts.ts";
import { parseLog } from "../../../../src/core/log/parser.ts";
import { golden } from "../cases.ts";
import { dockerCase, dockerCases } from "./docker-cases.ts";

/** One event a line, so that a difference shows which. */
function print({ events, ...rest }: LogParse): string {
  const rows = events.map((event) => `    ${JSON.stringify(event)}`).join(",\n");
  return `{\n  "log": ${JSON.stringify(rest)},\n  "events": [\n${rows}\n  ]\n}\n`;
}

function docker(bytes: Uint8Array): DockerFacts {
  const facts = reduceDocker(parseLog(bytes));
  if (facts === null) throw new Error("no builder wrote in this log");
  return facts;
}

function recordOf(name: string): Uint8Array {
  const read = readDockerBuild(dockerCase(name).record ?? new Uint8Array());
  if (!read.ok) throw new Error(read.problems[0]?.message);
  return read.value;
}

/** What a build is, whatever form its log has: numbers of steps and places in the file differ. */
function essence({ steps, failure, builder, clipped }: DockerFacts) {
  const plain = steps
    .filter((step) => step.kind === "step")
    .map(({ id: _, span: __, stream: ___, ...step }) => step)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const failed = failure && { ...failure, step: failure.step?.name ?? null, excerpt: null, span: null };
  return { builder, clipped, steps: plain, failure: failed };
}

/** Of another build of the same Dockerfile: times differ, and what the first left in the cache. */
function timeless(facts: DockerFacts) {
  const { steps, ...rest } = essence(facts);
  const same = steps.map((step) => ({
    ...step,
    seconds: null,
    status: step.status === "cached" ? "done" : step.status,
  }));
  return { ...rest, steps: same };
}

const cases = dockerCases();
const withRecord = cases.filter((item) => item.record !== null);
const rawjson = cases.filter((item) => item.meta.form === "rawjson");

/** Of forms that are not BuildKit's. */
const BUILDERS: Readonly<Record<string, string>> = { legacy: "docker", buildah: "buildah" };

describe("logs of recorded Docker builds", () => {
  it.each(cases)("$name", ({ input, path }) => {
    const actual = print(parseLog(input));
    expect(actual).toBe(golden(path("events.json"), actual));
  });

  it.each(cases)("$name tells the truth about the step that failed", ({ input, meta }) => {
    const { failure, steps, builder } = docker(input);
    expect(failure !== null).toBe(meta.fails);
    expect(builder).toBe(BUILDERS[meta.form] ?? "buildkit");
    if (failure === null) {
      expect(steps.every((step) => step.status === "done" || step.status === "cached")).toBe(true);
      return;
    }
    const isUnreadable = failure.message.includes("parse error");
    // Older builders print no excerpt of the Dockerfile.
    const isOld = meta.form in BUILDERS || meta.form === "engine";
    expect(failure.place?.lines[0] ?? null).toBe(isOld && !isUnreadable ? null : meta.line);
    if (!isUnreadable && !(meta.form in BUILDERS)) expect(failure.step?.stage).toBe(meta.stage);
    if (!isUnreadable) {
      const [word] = meta.dockerfile[(meta.line ?? 1) - 1]?.split(" ") ?? [];
      expect(failure.step).toMatchObject({ status: "failed", instruction: word });
    }
  });

  it.each(cases)(
    "$name is whole: nothing is left open, and no line of a builder is unknown",
    ({ input, meta, name }) => {
      const parse = parseLog(input);
      expect(parse.complete).toBe(true);
      expect(parse.formats).toContain(meta.form in BUILDERS ? "legacy-docker" : "buildkit");
      // What steps print that are no installers.
      const foreign: Readonly<Record<string, number>> = { interleaved: 16, "partial-lines": 20, clipped: 4_000 };
      expect(parse.unmatchedLines).toBeLessThanOrEqual(foreign[name.replace(/-(rawjson|tty)$/, "")] ?? 5);
    },
  );
});

describe("the same build in another form", () => {
  it.each(withRecord)("$name: the exported record gives the facts of the plain log", ({ input, name }) => {
    expect(essence(docker(recordOf(name)))).toEqual(essence(docker(input)));
  });

  it.each(withRecord)("$name: and the same packages", ({ input, name }) => {
    const packages = (bytes: Uint8Array) => {
      const { packages: list, failures, runs } = reduceFacts({ log: parseLog(bytes) });
      const named = failures.map(({ package: failed, step, exitCode }) => ({ failed, step, exitCode }));
      return { list: list.map(({ name: own, version }) => [own, version]), named, runs: runs.length };
    };
    expect(packages(recordOf(name))).toEqual(packages(input));
  });

  it.each(rawjson)("$name gives the facts of the plain log", ({ input, name }) => {
    expect(timeless(docker(input))).toEqual(timeless(docker(dockerCase(name.replace("-rawjson", "")).input)));
  });
});
