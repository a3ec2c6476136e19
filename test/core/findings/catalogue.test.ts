import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CATALOGUE } from "../../../src/core/findings/catalogue.ts";
import { findFindings } from "../../../src/core/findings/find-findings.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { wholeText } from "../../../src/core/log/reader/log-text.ts";
import { logCases } from "../log/cases.ts";
import { dockerCase } from "../log/docker/docker-cases.ts";
import { factsOfCase, factsOfDockerLog, NOTHING, packageReport } from "./case-facts.ts";
import { checkFacts } from "./check-facts.ts";
import { JETSON_CHECKS } from "./jetson-example.ts";

const ROOT = join(import.meta.dirname, "../../..");
const HEADINGS = ["## What it means", "## What you see", "## Why it happens", "## What to do"];

const HELLO = Buffer.from("hello\n");

/** Codes that no log of pip gives by itself. */
const OTHERS = [
  { ...NOTHING, packages: [packageReport({ name: "a", artifact: "sdist", status: "built", lane: "native" })] },
  { ...NOTHING, bypasses: [{ option: "--no-index", effect: "no", reason: "No index.", remedy: "None.", place: null }] },
  { ...NOTHING, incomplete: "The disk is full." },
  {
    ...NOTHING,
    sources: [{ option: "--no-index", place: { file: "requirements.txt", line: 1, column: 1 } }],
  },
  {
    ...NOTHING,
    problems: [
      { code: "x", message: "no", expected: "yes", file: "requirements.txt", line: 3, column: 1, offset: 0 } as const,
    ],
  },
  factsOfDockerLog(dockerCase("apt-fails").input),
  checkFacts([], {
    cycles: (["build", "run-time"] as const).map((kind) => ({ kind, packages: ["a", "b"], bootstrap: [] })),
  }),
  {
    ...NOTHING,
    disagreements: [
      { tool: { name: "uv", version: "0.13.8" }, way: "-", kind: "fix-refused", fix: "Use a 1", text: "no" } as const,
    ],
  },
  {
    ...NOTHING,
    log: {
      file: "a.log",
      parse: parseLog(HELLO),
      text: wholeText(HELLO),
      bytes: HELLO.length,
      ended: "unknown",
      complete: false,
      cut: null,
    },
  } as const,
];

const CHECKS = JETSON_CHECKS.map((check) => ({ ...NOTHING, target: check.target.id, check }));

const found = new Set(
  [...logCases().map(factsOfCase), ...OTHERS, ...CHECKS].flatMap((facts) =>
    findFindings(facts).findings.map((finding) => finding.code),
  ),
);

describe("the catalogue of findings", () => {
  it.each([...CATALOGUE])("$code has a page that says what, why and what to do", ({ code, docs }) => {
    const page = readFileSync(join(ROOT, docs), "utf8");
    expect(page.startsWith(`# ${code}\n`)).toBe(true);
    expect(page.split("\n").filter((line) => line.startsWith("## "))).toEqual(HEADINGS);
  });

  it("has a row for every page", () => {
    const pages = readdirSync(join(ROOT, "docs/findings")).filter(
      (name) => name.endsWith(".md") && name !== "README.md",
    );
    expect(pages.map((name) => name.slice(0, -3)).sort()).toEqual(CATALOGUE.map((entry) => entry.code).sort());
    expect(existsSync(join(ROOT, "docs/findings"))).toBe(true);
  });

  it("has exactly the codes that recorded runs and the check of an example give", () => {
    expect([...found].sort()).toEqual(CATALOGUE.map((entry) => entry.code).sort());
  });
});
