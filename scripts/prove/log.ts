/**
 * Logs whose truth is known, and bytes that are none. In a round: a build that prints every message of every tool inside
 * of pip's output, in both forms that pip gives it; lines of all tools in any order; a hundred inputs of random bytes. With
 * a full count also every cut of every recorded log.
 */
import { reduceFacts } from "../../src/core/log/facts/facts.ts";
import { makeLogParser, parseLog } from "../../src/core/log/parser.ts";
import { RULES } from "../../src/core/log/rules/index.ts";
import { makeRandom, type Random } from "../../test/rig/store/random.ts";
import { findBrokenPromise } from "./log/broken-promise.ts";
import { findWrongCut } from "./log/cuts.ts";
import { recordedLogs } from "./log/recorded-logs.ts";
import { spoofedBox, spoofedCommand } from "./log/spoofed-builds.ts";

export const name = "log";

export interface LogProof {
  readonly lines: number;
  readonly randomInputs: number;
  readonly cuts: number;
  readonly failures: readonly string[];
}

/** From so many rounds on, every cut of every recorded log is tried. */
const FULL = 10_000;
const BUILD_LINES = 400;
const MIXED_LINES = 200;
const RANDOM_INPUTS = 100;
const FAILURES_KEPT = 20;

export function run({ count, seed }: { readonly count: number; readonly seed: number }): Promise<LogProof> {
  const random = makeRandom(seed);
  const failures: string[] = [];
  let lines = 0;
  const note = (text: string | null): void => {
    if (text !== null && failures.length < FAILURES_KEPT) failures.push(`seed ${seed}: ${text}`);
  };
  for (let round = 0; round < count; round += 1) {
    for (const spoofed of [spoofedBox, spoofedCommand]) {
      const log = spoofed(random, MESSAGES, BUILD_LINES);
      lines += BUILD_LINES;
      note(attempt(`round ${round}, ${spoofed.name}`, () => findInvented(log)));
    }
    const mixed = mixedLines(random);
    lines += MIXED_LINES;
    note(attempt(`round ${round}, lines of all tools`, () => findBrokenPromise(mixed, random)));
    for (let input = 0; input < RANDOM_INPUTS; input += 1) {
      const bytes = randomBytes(random);
      note(attempt(`round ${round}, ${bytes.toString("hex")}`, () => findBrokenPromise(bytes, random)));
    }
  }
  const cuts = proveCuts(random, count >= FULL, note);
  return Promise.resolve({ lines, randomInputs: count * RANDOM_INPUTS, cuts, failures });
}

/** Whatever any tool says, by the examples of its rules. */
const MESSAGES: readonly string[] = RULES.flatMap((rule) => rule.examples)
  .flatMap((text) => text.split("\n"))
  .filter((text) => text.trim() !== "");

function attempt(what: string, prove: () => string | null): string | null {
  try {
    const failure = prove();
    return failure === null ? null : `${what}: ${failure}`;
  } catch (error) {
    return `${what}: it threw ${error instanceof Error ? error.stack : String(error)}`;
  }
}

/** The truth of a spoofed build: `victim` failed to build, and nothing else happened. */
function findInvented(log: Buffer): string | null {
  const parse = parseLog(log);
  const facts = reduceFacts({ log: parse });
  const failed = facts.failures.map((failure) => failure.package).join();
  if (failed !== "victim") return `failures: ${failed}`;
  if (facts.conflict !== null) return "a conflict";
  if (facts.noMatches.length + facts.hashMismatches.length + facts.requiresPython.length > 0)
    return "something missing";
  const kinds = parse.events.map((event) => event.kind);
  const invented = kinds.filter((kind) => !["collecting", "downloading", "step", "build-failed"].includes(kind));
  return invented.length === 0 ? null : `events ${invented.join()} in\n${log.toString()}`;
}

const NOISE = [
  "gcc -O2 -c a.c -o a.o",
  "",
  "   ",
  "│ ╰─> ─────",
  "\x1b[31mred\x1b[0m",
  "1/2\r2/2",
  "#7 1.5 x",
  "#7 [builder 2/3] RUN pip",
];

function mixedLines(random: Random): Buffer {
  const lines = Array.from({ length: MIXED_LINES }, () => {
    const text = random.below(3) === 0 ? random.pick(NOISE) : random.pick(MESSAGES);
    const before = ["", "", "", "  ", "      ", "#7 12.34 ", "2026-01-02T03:04:05.1234567Z ", "web-1  | "];
    return `${random.pick(before)}${random.below(8) === 0 ? text.slice(0, random.below(text.length + 1)) : text}`;
  });
  return Buffer.from(`${lines.join(random.pick(["\n", "\r\n"]))}\n`);
}

const TELLING_BYTES = [0x0a, 0x0d, 0x1b, 0x08, 0x00, 0xff, 0xfe, 0xef, 0xbb, 0xbf, 0x20, 0x23, 0x5b, 0x45, 0x3a, 0x7b];

function randomBytes(random: Random): Buffer {
  const length = random.below(80);
  return Buffer.from(
    Array.from({ length }, () => (random.below(2) === 0 ? random.below(256) : random.pick(TELLING_BYTES))),
  );
}

/** @returns how many were tried */
function proveCuts(random: Random, every: boolean, note: (text: string | null) => void): number {
  let cuts = 0;
  for (const { name: title, input } of recordedLogs()) {
    const whole = parseLog(input);
    const emitted = makeLogParser().push(input).length;
    const places = every
      ? Array.from({ length: input.length }, (_, at) => at)
      : Array.from({ length: 2 }, () => random.below(input.length));
    for (const at of places) {
      cuts += 1;
      note(attempt(`${title} cut at ${at}`, () => findWrongCut(input, at, whole, emitted)));
    }
  }
  return cuts;
}
