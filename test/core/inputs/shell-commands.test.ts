import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitShellCommands } from "../../../src/core/inputs/dockerfile/shell-commands.ts";

const split = (text: string) => splitShellCommands({ text, pieces: [{ at: 0, source: 0 }] });
const words = (text: string) =>
  split(text).commands.map((command) => command.words.map(({ embedded }) => embedded.text));

/** What a word is made of; nothing in it that a shell expands. */
const part = fc.oneof(
  fc.constantFrom("a", "numpy", "x_1", "==2.0", "[x]", "é", "\\ ", '\\"', "\\\\", "\\a", "\\\n", "b#c", "~=1"),
  fc.constantFrom(
    "'a b'",
    "'\"'",
    "'\\'",
    "''",
    '"a b"',
    '"\\""',
    '"\\\\"',
    '"\\a"',
    '"\\$"',
    '"\\\nx"',
    '"\'"',
    '">=2"',
  ),
);
const word = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => `w${parts.join("")}`);
const redirection = fc.constantFrom(
  ">/dev/null",
  "2>/dev/null",
  ">/dev/null 2>&1",
  "</dev/null",
  "2>&1",
  ">> /dev/null",
);
const command = fc
  .array(fc.oneof({ weight: 5, arbitrary: word }, { weight: 1, arbitrary: redirection }), { maxLength: 5 })
  .map((all) => `pip ${all.join(" ")}`);
const wrapped = fc.oneof(
  { weight: 6, arbitrary: command },
  command.map((text) => `(${text})`),
  command.map((text) => `{ ${text}; }`),
  command.map((text) => `if true; then ${text}; fi`),
  command.map((text) => `for i in 1; do ${text}; done`),
  command.map((text) => `${text} # not 'this "one`),
);
const separator = fc.constantFrom("\n", "\n\n", " && \\\n  ", " ; ", " \n");
const script = fc
  .array(fc.tuple(wrapped, separator), { minLength: 1, maxLength: 4 })
  // A comment ends with its line.
  .map((all) => `${all.map(([text, sign]) => text + (text.includes("# not") ? "\n" : sign)).join("")}:\n`);

/** Tells the words that each call of `pip` gets, on a descriptor that no redirection touches. */
const PRELUDE = "pip() { printf 'pip\\037' >&3; for w; do printf '%s\\037' \"$w\" >&3; done; printf '\\036' >&3; }\n";

describe("splitShellCommands", () => {
  it("gives the words that a shell gives", { skip: process.platform === "win32" }, () => {
    const folder = mkdtempSync(join(tmpdir(), "wheelhouse-shell-"));
    try {
      const scripts = fc.sample(script, 150);
      const all = scripts.map((text) => `${text}printf '\\035' >&3\n`).join("");
      const output = execFileSync("sh", ["-c", `exec 3>&1 >/dev/null\n${PRELUDE}${all}`], {
        cwd: folder,
        encoding: "utf8",
      });
      const heard = output.split("\x1d").slice(0, -1);
      expect(heard).toHaveLength(scripts.length);
      for (const [index, text] of scripts.entries()) {
        const calls = (heard[index] ?? "").split("\x1e").slice(0, -1);
        const expected = calls.map((call) => call.split("\x1f").slice(0, -1));
        expect(
          words(text).filter(([program]) => program === "pip"),
          JSON.stringify(text),
        ).toEqual(expected);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("leaves what is decided later as it is written, and says so", () => {
    const [command] = split('pip $A "b$C" \'$D\' "\\$E" $(f "$(g)") `h` $' + "{i:-j k}l").commands;
    expect(command?.words.map(({ embedded, dynamic }) => [embedded.text, dynamic])).toEqual([
      ["pip", false],
      ["$A", true],
      ["b$C", true],
      ["$D", false],
      ["$E", false],
      ['$(f "$(g)")', true],
      ["`h`", true],
      ["$" + "{i:-j k}l", true],
    ]);
  });

  it("passes over the text of a heredoc", () => {
    expect(words("cat <<A <<-'B' > x && pip a\npip no\nA\n\tpip no\n\tB\npip b\n")).toEqual([
      ["cat"],
      ["pip", "a"],
      ["pip", "b"],
    ]);
  });

  it("says where a quotation mark or parenthesis is not closed", () => {
    expect(split("pip 'a' \"b").unclosed).toBe(8);
    expect(split("pip $(a").unclosed).toBe(4);
    expect(split("pip 'a'").unclosed).toBeNull();
  });
});
