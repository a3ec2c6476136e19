import type { Random } from "../store/random.ts";
import { BROKEN, editable, fileOption, requirement } from "./random-line.ts";

/** A requirements file with those that it includes, by their paths seen from its folder. */
export interface RandomTree {
  readonly main: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Files as people and tools write them, in every encoding that pip knows, some of them with mistakes. */
export function randomTree(random: Random): RandomTree {
  const files = new Map<string, Uint8Array>();
  const main = "requirements.txt";
  addFile(random, files, main, 2);
  return { main, files };
}

function addFile(random: Random, files: Map<string, Uint8Array>, path: string, depth: number): void {
  // Taken before it is written, so that no file includes itself or one that includes it.
  files.set(path, new Uint8Array());
  const lines = Array.from({ length: random.below(18) }, () => randomLine(random));
  for (let more = depth === 0 ? 0 : random.below(3); more > 0; more -= 1) {
    const target = `${random.pick(["", "sub/", "../", "./sub/../"])}part-${files.size}.txt`;
    const resolved = new URL(target, `file:///tree/inner/${path}`).pathname.replace("/tree/inner/", "");
    if (resolved.startsWith("/") || files.has(resolved)) continue;
    const option = random.pick(["-r ", "-r", "--requirement ", "--requirement=", "-c ", "--constraint=", "--req "]);
    lines.splice(random.below(lines.length + 1), 0, `${option}${target}`);
    addFile(random, files, resolved, depth - 1);
  }
  files.set(path, encode(random, lines));
}

function randomLine(random: Random): string {
  const roll = random.below(100);
  if (roll < 52) return decorate(random, requirement(random));
  if (roll < 66) return decorate(random, fileOption(random));
  if (roll < 73) return decorate(random, editable(random));
  if (roll < 79) return random.pick(["", "   ", "\t"]);
  if (roll < 96) return random.pick(COMMENTS);
  return random.pick(BROKEN);
}

const COMMENTS = [
  "# comment",
  "  # indented comment -r other.txt",
  "#no-space",
  "# é, 日本, 🦄",
  "# ends with a backslash \\",
  "# page\fbreak\u2028and line separator",
];

/** Continuations at spaces, trailing comments and spaces, indentation. */
function decorate(random: Random, line: string): string {
  const continued = line.replace(/ +/g, (space) =>
    random.below(12) === 0 ? `${space}\\\n${random.pick(["", "  ", "\t"])}` : space,
  );
  const indent = random.below(12) === 0 ? random.pick([" ", "\t", "    "]) : "";
  const tail = random.below(5) === 0 ? random.pick([" # why", "  #why", "\t# naïve ✓", "   ", " #"]) : "";
  return indent + continued + tail;
}

/** Line ends, the last one or none, and the encoding. */
function encode(random: Random, lines: readonly string[]): Uint8Array {
  const lineEnd = random.pick(["\n", "\n", "\n", "\r\n", "\r"]);
  const end = random.pick(["\n", "\n", "", "\\", "\n\n"]);
  const text = (lines.join("\n") + end).replaceAll("\n", lineEnd);
  return random.pick(ENCODINGS)(text);
}

type Encoding = (text: string) => Uint8Array;

const utf8: Encoding = (text) => Buffer.from(text);
const utf32: Encoding = (text) => {
  const signs = [...`\ufeff${text}`];
  const bytes = Buffer.alloc(4 * signs.length);
  for (const [index, sign] of signs.entries()) bytes.writeUInt32LE(sign.codePointAt(0) ?? 0, 4 * index);
  return bytes;
};

const ENCODINGS: readonly Encoding[] = [
  utf8,
  utf8,
  utf8,
  utf8,
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
  utf32,
  (text) => Buffer.from(`# -*- coding: latin-1 -*-\n${text}`, "latin1"),
  (text) => Buffer.from(`#!/usr/bin/env pip\n# vim: set fileencoding=utf-8 :\n${text}`),
];
