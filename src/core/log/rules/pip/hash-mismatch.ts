import type { HashMismatch } from "../../event.ts";
import { plainAddress, splitFrom } from "../../names.ts";
import type { Block, LogRule } from "../../rule.ts";

const EXPECTED = /^Expected +(?:[a-z]+\d+|or) +([0-9a-f]+)$/;
const GOT = /^Got +([0-9a-f]+)$/;
const FILES_KEPT = 500;

/**
 * Downloaded files are not what was asked for. pip says "FROM THE REQUIREMENTS FILE" for hashes of the index too, so a
 * download that was cut short looks the same.
 */
export const hashMismatch: LogRule = {
  name: "hash-mismatch",
  examples: [
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated …",
    "    leaf==1.0 from http://index.example/files/leaf-1.0-py3-none-any.whl#sha256=2d00 (from -r hash.txt (line 1)):",
    "        Expected sha256 0000",
    "        Expected     or 1111",
    "             Got        2d00",
  ],
  starts: ["THESE PACKAGES DO NOT MATCH THE HASHES"],
  level: "top",
  read: (line) => (line.label === "ERROR" ? makeMismatches() : null),
};

function makeMismatches(): Block {
  const files: { -readonly [K in keyof HashMismatch]: HashMismatch[K] }[] = [];
  return {
    take(line) {
      if (line.indent < 4) return false;
      const last = files.at(-1);
      const expected = EXPECTED.exec(line.text)?.[1];
      const got = GOT.exec(line.text)?.[1];
      if (expected !== undefined && last !== undefined)
        last.expected = [...last.expected, expected].slice(0, FILES_KEPT);
      else if (got !== undefined && last !== undefined) last.got = got;
      else if (line.indent === 4 && files.length < FILES_KEPT) files.push(readFile(line.text));
      return true;
    },
    close: () => ({ kind: "hash-mismatch", files }),
  };
}

function readFile(text: string): HashMismatch {
  const { requirement: head, from } = splitFrom(text.replace(/:$/, ""));
  const at = head.indexOf(" from ");
  const url = at === -1 ? null : plainAddress(head.slice(at + " from ".length));
  return { requirement: at === -1 ? head : head.slice(0, at), url, from, expected: [], got: null };
}
