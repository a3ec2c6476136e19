import { describe, expect, it } from "vitest";
import type { EventOf, LogEvent } from "../../../src/core/log/event.ts";
import { reduceFacts } from "../../../src/core/log/facts/facts.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { golden } from "./cases.ts";
import { printParse, toolCase, toolCases } from "./tool-cases.ts";

const parse = (text: string) => parseLog(Buffer.from(text));
const eventsOf = (name: string): readonly LogEvent[] => parseLog(toolCase("uv", name).input).events;
const only = <K extends LogEvent["kind"]>(events: readonly LogEvent[], kind: K): readonly EventOf<K>[] =>
  events.filter((event): event is EventOf<K> => event.kind === kind);

describe("the events of uv's recorded logs", () => {
  it.each(toolCases("uv"))("$name", ({ input, path }) => {
    const actual = printParse(parseLog(input));
    expect(actual).toBe(golden(path("events.json"), actual));
  });

  it.each(toolCases("uv"))("$name is uv's, ends, and holds no line that no rule knows", ({ name, meta, input }) => {
    const { format, complete, unmatchedLines, toolVersion } = parseLog(input);
    expect({ complete, unmatchedLines }).toEqual({ complete: true, unmatchedLines: 0 });
    // "error: File not found" could be anybody's.
    expect(format).toBe(name.endsWith("-usage") ? "unknown" : "uv");
    expect(toolVersion).toBe(meta.command.includes("-v") ? meta.version : null);
  });
});

describe("an error of uv", () => {
  it.each(["0.5.20", "0.8.22", "0.12.5", "0.13.8"])("says the same in the drawing of %s", (version) => {
    const [failed] = only(eventsOf(`${version}-build-failed-header`), "build-failed");
    expect(failed).toMatchObject({ packages: ["headerbad"], step: "backend.build_wheel", exitCode: 1, tool: "uv" });
    const text = toolCase("uv", `${version}-build-failed-header`).input.subarray(...(failed?.output?.bytes ?? [0, 0]));
    expect(text.toString()).toMatch(/^ +\[stdout\]\n/);
    expect(text.toString()).toMatch(/exit code 1\n$/);
    const [conflict] = only(eventsOf(`${version}-conflict`), "uv-no-solution");
    const depends = conflict?.because.filter((item) => item.kind === "depends").flatMap((item) => item.on);
    expect(depends?.toSorted()).toEqual(["shared-lib<2", "shared-lib>=2"]);
  });

  it("keeps what a build prints inside, in every drawing", () => {
    for (const { name, input } of toolCases("uv").filter((item) => item.name.includes("build-spoof"))) {
      const { events } = parseLog(input);
      const kinds = ["uv-environment", "uv-phase", "uv-build", "build-failed", "uv-hint"];
      expect(
        events.filter((event) => !kinds.includes(event.kind)),
        name,
      ).toEqual([]);
    }
  });

  it("does not let output out that erases its indentation", () => {
    for (const version of ["0.5.20", "0.13.8"]) {
      const text = toolCase("uv", `${version}-build-failed-header`).input.toString();
      for (const trick of ["\b".repeat(12), "x\r", "\x1b[2K\r"]) {
        const { events } = parse(text.replace("running bdist_wheel", `${trick} + evil==1.0`));
        expect(only(events, "uv-change")).toEqual([]);
        expect(only(events, "build-failed")).toHaveLength(1);
      }
    }
  });

  it("takes unindented output below `Caused by` up to uv's own hint", () => {
    const [failed] = only(eventsOf("0.8.22-build-failed-local"), "build-failed");
    expect(failed).toMatchObject({ packages: [], step: "none.build_wheel", output: { lines: [5, 11] } });
  });

  it("is only that of a log of uv: other programs write `error:` too", () => {
    const { format, events } = parse("error: could not lock config file\nfatal: not a git repository\n");
    expect(format).toBe("unknown");
    expect(events.map((event) => event.kind)).toEqual(["uv-error"]);
  });
});

describe("a derivation", () => {
  const because = (text: string) =>
    only(parse(`error: No solution found when resolving dependencies\n  cause: ${text}\n`).events, "uv-no-solution")[0]
      ?.because;

  it("is read into its statements, without the conclusions", () => {
    expect(
      because(
        "Because there are no versions of leaf>=3 and app-b==1.0 depends on leaf>=3, we can conclude that app-b==1.0 cannot be used.",
      ),
    ).toEqual([
      { kind: "no-versions", requirement: "leaf>=3" },
      { kind: "depends", dependent: "app-b==1.0", on: ["leaf>=3"] },
    ]);
    expect(
      because(
        "Because we know from (1) that a<2 depends on b and c>=1, and you require a<2 and d, we can conclude that it fails.",
      ),
    ).toEqual([
      { kind: "depends", dependent: "a<2", on: ["b", "c>=1"] },
      { kind: "requested", requirements: ["a<2", "d"] },
    ]);
  });

  it("does not take the `and` of a marker for its own", () => {
    expect(
      because(
        "Because your project depends on x{os_name == 'nt' and python_version < '3.9'} and y, we can conclude that it fails.",
      ),
    ).toEqual([{ kind: "requested", requirements: ["x{os_name == 'nt' and python_version < '3.9'}", "y"] }]);
  });

  it("keeps a sentence that it does not understand", () => {
    expect(because("Because the moon is full, we can conclude that it fails.")).toEqual([
      { kind: "other", text: "the moon is full" },
    ]);
  });

  it("joins the list of the versions that uv prints line by line", () => {
    const [event] = only(eventsOf("0.5.20-lock-split"), "uv-no-solution");
    expect(event?.because[0]).toMatchObject({ kind: "available", requirements: { length: 4 } });
  });
});

describe("with -v", () => {
  it("F6: does not believe what a backend prints behind DEBUG", () => {
    for (const { name, input } of toolCases("uv").filter((item) => item.name.includes("build-metadata-verbose"))) {
      expect(JSON.stringify(parseLog(input).events), name).not.toContain("evil");
      expect(only(parseLog(input).events, "uv-build-log")[0], name).toMatchObject({ name: "older", what: "metadata" });
    }
  });

  it("follows the resolver over its steps back", () => {
    const steps = eventsOf("0.13.8-backtrack-verbose").flatMap((event) => {
      if (event.kind === "pinned") return [`${event.candidate.name} ${event.candidate.version}`];
      return event.kind === "conflict-recorded" ? ["conflict"] : [];
    });
    expect(steps).toEqual([
      "wavering 1.3",
      "conflict",
      "wavering 1.2",
      "conflict",
      "wavering 1.1",
      "conflict",
      "wavering 1.0",
      "shared-lib 1.0",
    ]);
  });
});

describe("real conflicts of many versions", () => {
  it.each([
    ["real-django", "requested: django==4.2 | requested: django<3"],
    ["real-jupyterlab", "notebook: jupyterlab>=4.0.2 | requested: jupyterlab<4"],
    ["real-urllib3", "requests 2.25.0: urllib3>=1.21.1,<1.27 | requested: urllib3>=2"],
  ])("%s comes down to what people can change, in both drawings", (name, expected) => {
    for (const version of ["0.5.20", "0.13.8"]) {
      const { conflict, noMatches } = reduceFacts({ log: parseLog(toolCase("uv", `${version}-${name}`).input) });
      const causes = conflict?.causes.map(({ requirer, requirement }) => `${requirer ?? "requested"}: ${requirement}`);
      expect(causes?.join(" | ")).toBe(expected);
      expect(noMatches).toEqual([]);
    }
  });

  it("says the range that uv concludes, also when it has gaps", () => {
    const causesOf = (name: string) => reduceFacts({ log: parseLog(toolCase("uv", name).input) }).conflict?.causes;
    expect(causesOf("0.13.8-real-pandas")?.[0]).toMatchObject({ requirer: "pandas", requirement: "numpy>=1.23.2" });
    expect(causesOf("0.5.20-real-pandas")?.[0]).toMatchObject({
      requirer: "pandas",
      requirement: "numpy>=1.23.2,<=2.3.5 | >=2.4.1,<=2.4.6",
    });
  });
});

describe("a log of uv that is cut", () => {
  const whole = toolCases("uv").filter(({ name }) => !name.includes("real-"));

  it("F7: at any line says nothing that the whole does not say", () => {
    for (const { name, input } of whole) {
      const said = new Set(parseLog(input).events.map((event) => JSON.stringify({ ...event, span: 0, output: 0 })));
      const ends = [...input.entries()].filter(([, byte]) => byte === 0x0a).map(([at]) => at + 1);
      for (const end of ends) {
        const cut = parseLog(input.subarray(0, end)).events;
        // The last one can be a message of several lines.
        const settled = cut.slice(0, -1).map((event) => JSON.stringify({ ...event, span: 0, output: 0 }));
        expect(
          settled.filter((text) => !said.has(text)),
          `${name} at ${end}`,
        ).toEqual([]);
      }
    }
  });

  it("F7: between resolution and installation is not whole", () => {
    for (const version of ["0.5.20", "0.13.8"]) {
      for (const scenario of ["ok", "sync"]) {
        const text = toolCase("uv", `${version}-${scenario}`).input.toString();
        for (const line of ["Resolved", "Prepared", "Installed"]) {
          const end = text.indexOf("\n", text.indexOf(`\n${line} `) + 1) + 1;
          expect(parse(text.slice(0, end)).complete, `${version}-${scenario} after ${line}`).toBe(false);
        }
      }
    }
  });

  it("F4: gives the same events with a runner's stamps, BuildKit's prefix, colours and CRLF", () => {
    for (const { name, input } of whole.filter((item) => item.name.startsWith("0.13.8"))) {
      const text = input.toString();
      const kinds = (log: string) => parse(log).events.map((event) => event.kind);
      const expected = kinds(text);
      expect(kinds(text.replaceAll(/^(?=[^\n])/gm, "2026-01-02T03:04:05.1234567Z ")), name).toEqual(expected);
      expect(kinds(text.replaceAll("\n", "\r\n")), name).toEqual(expected);
      expect(kinds(text.replaceAll(/^(error|warning|hint):/gm, "\x1b[1m\x1b[31m$1\x1b[39m\x1b[0m:")), name).toEqual(
        expected,
      );
      const buildkit = `#9 [2/3] RUN uv sync\n${text.replaceAll(/^/gm, "#9 0.812 ")}\n`;
      expect(
        kinds(buildkit).filter((kind) => !kind.startsWith("docker")),
        name,
      ).toEqual(expected);
    }
  });
});

/** What must be the same whichever uv wrote the log. Newer ones say "all versions of x" where older ones name the only one. */
function comparable(input: Buffer): unknown {
  const facts = reduceFacts({ log: parseLog(input) });
  const { conflict, noMatches, failures, hashMismatches, hashMissing, yanked, requiresPython, network } = facts;
  const bare = (name: string | null) => name?.replace(/[ =].*$/, "") ?? null;
  return {
    outcomes: facts.runs.map(({ outcome }) => outcome),
    packages: facts.packages.map(({ name, version, failed }) => `${name} ${version} ${failed}`).toSorted(),
    changes: [facts.installed, facts.removed].map((list) => list.map(({ name, version, how }) => [name, version, how])),
    causes: conflict?.causes
      .map(({ kind, requirer, requirement }) => `${kind} ${bare(requirer)} ${requirement}`)
      .toSorted(),
    noMatches: noMatches.map(({ span: _, reason, from, ...rest }) => ({
      ...rest,
      from: from?.map(bare),
      ...(rest.yanked.length > 0 ? {} : { reason: reason?.kind, text: reason?.text }),
    })),
    failures: failures.map(({ package: name, step, exitCode, output }) => ({
      ...{ name, exitCode, hasOutput: output !== null },
      // For a folder uv 0.13 asks for requirements first.
      step: name === null ? null : step,
    })),
    hashes: [hashMismatches.map(({ span: _, ...rest }) => rest), hashMissing.map(({ requirements }) => requirements)],
    yanked: yanked.map(({ name, version, reason }) => [name, version, reason]),
    requiresPython: requiresPython.map(({ packages, python }) => [packages, python]),
    network: network.map(({ problem, status, where }) => [problem, status, where]),
  };
}

describe("facts of the same run of uv 0.5.20, 0.8.22, 0.12.5 and 0.13.8", () => {
  const scenarios = new Set(toolCases("uv").map(({ name }) => name.replace(/^[\d.]+-/, "")));
  // Newer ones take a pre-release where nothing else is left, and know of fewer gaps.
  const different = new Set(["no-match-prerelease", "real-pandas"]);

  it.each([...scenarios].filter((scenario) => !different.has(scenario)))("are equal: %s", (scenario) => {
    const cases = toolCases("uv").filter(({ name }) => name.replace(/^[\d.]+-/, "") === scenario);
    expect(cases.length).toBeGreaterThan(1);
    const [first, ...others] = cases.map(({ input }) => comparable(input));
    for (const other of others) expect(other).toEqual(first);
  });
});

it("F10: keeps a beginning of an error that does not end", () => {
  const line = `      ${"x".repeat(1_000)}\n`;
  const [event] = parse(
    `  × No solution found when resolving dependencies:\n  ╰─▶ Because ${line.repeat(3_000)}`,
  ).events;
  expect(event?.kind).toBe("uv-no-solution");
  expect(JSON.stringify(event).length).toBeLessThan(3 * 1024 * 1024);
});
