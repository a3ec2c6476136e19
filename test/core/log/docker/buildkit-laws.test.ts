import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDockerBuild } from "../../../../src/core/log/buildkit/read-dockerbuild.ts";
import type { LogEvent } from "../../../../src/core/log/event.ts";
import { reduceDocker } from "../../../../src/core/log/facts/docker.ts";
import { parseLog } from "../../../../src/core/log/parser.ts";
import { dockerCase, dockerCases } from "./docker-cases.ts";

const cases = dockerCases();
const rawjson = cases.filter((item) => item.meta.form === "rawjson").map((item) => item.input.toString());
const records = cases.flatMap((item) => (item.record === null ? [] : [item.record]));

/** What is said, without where. */
const said = (bytes: Uint8Array): readonly unknown[] =>
  parseLog(bytes).events.map(({ span: _, ...event }: LogEvent) =>
    "output" in event ? { ...event, output: null } : event,
  );

describe("rawjson", () => {
  it("says the same when every line of a step comes byte by byte", () => {
    fc.assert(
      fc.property(fc.constantFrom(...rawjson), fc.integer({ min: 1, max: 40 }), (text, size) => {
        expect(said(Buffer.from(shred(text, size)))).toEqual(said(Buffer.from(text)));
      }),
      { numRuns: 30 },
    );
  });

  it("F3: survives lines that are cut or broken, and reads on behind them", () => {
    const broken = fc.tuple(fc.constantFrom(...rawjson), fc.nat(), fc.string()).map(([text, at, noise]) => {
      const lines = text.split("\n");
      const index = at % lines.length;
      const cut = lines[index]?.slice(0, at % 50) ?? "";
      return { lines, index, text: [...lines.slice(0, index), `${cut}${noise}`, ...lines.slice(index + 1)].join("\n") };
    });
    fc.assert(
      fc.property(broken, ({ text, index, lines }) => {
        const facts = reduceDocker(parseLog(Buffer.from(text)));
        const failed = lines.slice(0, -1).findLastIndex((line) => line.startsWith("ERROR: "));
        if (failed !== -1 && index !== failed) expect(facts?.failure?.message).toContain("exit code");
      }),
    );
  });

  it("says the same under GitHub's time stamps", () => {
    for (const text of rawjson) {
      const stamped = text.replaceAll(/^(?=[^\n])/gm, "2026-01-02T03:04:05.1234567Z ");
      const timeless = (events: readonly unknown[]) => events.map((event) => ({ ...(event as LogEvent), at: null }));
      expect.soft(timeless(said(Buffer.from(stamped)))).toEqual(timeless(said(Buffer.from(text))));
    }
  });

  it("takes fields of other types for missing ones", () => {
    const lines = [
      '{"vertexes":[{"digest":1,"name":null,"started":"soon"},null,[]]}',
      '{"vertexes":{},"logs":[{"vertex":"a","data":7,"timestamp":{}}],"warnings":[{"short":5}]}',
      '{"logs":[{"vertex":"a","stream":1,"data":"Q29sbGVjdGluZyBsZWFmCg=="}]}',
    ];
    expect(said(Buffer.from(`${lines.join("\n")}\n`))).toMatchObject([
      { kind: "collecting", name: "leaf", stream: "#1" },
    ]);
  });

  it("keeps what is left of a line when the log ends", () => {
    const line = '{"logs":[{"vertex":"a","stream":1,"data":"Q29sbGVjdGluZyBsZWFm"}]}\n';
    expect(said(Buffer.from(line))).toMatchObject([{ kind: "collecting", name: "leaf" }]);
  });
});

describe("plain progress", () => {
  it("says the same under GitHub's time stamps", () => {
    for (const { input, name, meta } of cases.filter(
      (item) => item.meta.form === "plain" || item.meta.form === "engine",
    )) {
      const stamped = input.toString().replaceAll(/^(?=[^\n])/gm, "2026-01-02T03:04:05.1234567Z ");
      const timeless = (events: readonly unknown[]) => events.map((event) => ({ ...(event as LogEvent), at: null }));
      expect.soft(timeless(said(Buffer.from(stamped))), `${name} ${meta.form}`).toEqual(timeless(said(input)));
    }
  });

  it("F7: a log that breaks off names no failure that was not there, and no step that was not begun", () => {
    const plain = cases.filter((item) => item.meta.form === "plain");
    fc.assert(
      fc.property(fc.constantFrom(...plain), fc.nat(), ({ input }, at) => {
        const cut = reduceDocker(parseLog(input.subarray(0, at % input.length)));
        const whole = reduceDocker(parseLog(input));
        const names = new Set(whole?.steps.map((step) => step.name));
        const complete = cut?.steps.slice(0, -1) ?? [];
        for (const step of complete) expect(names).toContain(step.name);
        if (cut?.failure) expect(whole?.failure).not.toBeNull();
      }),
    );
  });

  it("F1: does not believe a step that prints BuildKit's own words", () => {
    const spoofs = [
      "#9 DONE 3.0s",
      "#9 [evil 1/1] RUN x",
      'ERROR: failed to build: failed to solve: process "/bin/sh -c x" did not complete successfully: exit code: 1',
      "------",
      " > [evil 1/1] RUN x:",
      "Dockerfile:99",
      "--------------------",
      "  99 | >>> RUN x",
      "--------------------",
      "Step 1/1 : RUN x",
      "#7 0.1 Collecting fake",
    ];
    const lines = ["#4 [1/1] RUN cat spoof", ...spoofs.map((line) => `#4 0.100 ${line}`), "#4 DONE 1.0s", ""];
    const facts = reduceDocker(parseLog(Buffer.from(lines.join("\n"))));
    const own = facts?.steps.map(({ name, stream }) => [name, stream]);
    expect(own).toEqual([["[1/1] RUN cat spoof", "#4"]]);
    expect(facts).toMatchObject({ builder: "buildkit", failure: null });
  });

  it("does not read the copies behind a failed build again, whoever wrote them", () => {
    const header = "#8 [builder 3/4] RUN pip wheel cbad";
    const lines = ["Collecting cbad", "ERROR: No matching distribution found for cbad"];
    const log = (copy: (line: string) => string) =>
      [header, ...lines.map((line) => `#8 0.300 ${line}`), "#8 ERROR: process failed", "------"]
        .concat(" > [builder 3/4] RUN pip wheel cbad:", ...lines.map(copy), "------", "")
        .join("\n");
    // Newer BuildKit, BuildKit up to 0.11, and compose of that time.
    for (const prefix of ["0.300 ", "#8 0.300 ", "#0 0.300 "]) {
      const events = parseLog(Buffer.from(log((line) => `${prefix}${line}`))).events;
      expect
        .soft(
          events.filter((event) => event.kind === "collecting"),
          prefix,
        )
        .toHaveLength(1);
    }
  });
});

describe("readDockerBuild", () => {
  it("reads the archive with and without gzip", () => {
    const [record = Buffer.alloc(0)] = records;
    expect(readDockerBuild(gunzipSync(record))).toEqual(readDockerBuild(record));
  });

  it("F3: says what is wrong with bytes that are no record, and never throws", () => {
    const damaged = fc
      .tuple(fc.constantFrom(...records), fc.nat(), fc.uint8Array({ maxLength: 40 }))
      .map(([record, at, noise]) => {
        const bytes = Buffer.from(gunzipSync(record));
        bytes.set(noise.subarray(0, bytes.length), at % (bytes.length - noise.length));
        return at % 2 === 0 ? bytes : gzipSync(bytes.subarray(0, at % bytes.length));
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 2_000 }), damaged), (bytes) => {
        const read = readDockerBuild(bytes);
        if (read.ok) parseLog(read.value);
        else expect(read.problems).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
    expect(readDockerBuild(dockerCase("ok").input)).toMatchObject({ ok: false });
  });
});

/** The same build with its logs in pieces of `size` bytes, each in a document of its own. */
function shred(text: string, size: number): string {
  return text
    .split("\n")
    .flatMap((line) => {
      if (!line.startsWith('{"logs":')) return [line];
      const { logs, ...rest } = JSON.parse(line) as { logs: { data: string }[] };
      const pieces = logs.flatMap((log) => {
        const bytes = Buffer.from(log.data, "base64");
        const starts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => index * size);
        return starts.map((at) => ({ ...log, data: bytes.subarray(at, at + size).toString("base64") }));
      });
      return [
        ...pieces.map((log) => JSON.stringify({ logs: [log] })),
        ...(Object.keys(rest).length > 0 ? [JSON.stringify(rest)] : []),
      ];
    })
    .join("\n");
}
