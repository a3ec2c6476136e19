import fc from "fast-check";
import { REGISTERED_COMMANDS } from "../rig/runner-commands.ts";

/** Pieces of text that mean something to some reader: Markdown, HTML, GitHub, the runner, a terminal, a spreadsheet. */
export const HOSTILE_PIECES: readonly string[] = [
  "[x](http://evil.example/a)",
  "![x](http://evil.example/a.png)",
  "<http://evil.example>",
  "www.evil.example",
  "https://evil.example/?a=b&c",
  "root@evil.example",
  "@octocat",
  "@org/team",
  "#123",
  "closes #1",
  "GH-1",
  "owner/repo#1",
  "JIRA-7",
  "deadbeefcafe1234567890deadbeefcafe123456",
  "<!-- wheelhouse-report v=1 -->",
  "<!--",
  "-->",
  "</details>",
  "<img src=x onerror=alert(1)>",
  "<svg/onload=alert(1)>",
  "&lt;b&gt;",
  "&#64;octocat",
  "`",
  "``",
  "```",
  "~~~",
  "|",
  "\\|",
  "\\",
  "\n",
  "\r\n",
  "\r",
  "\t",
  " ",
  "    ",
  "1. ",
  "- ",
  "# ",
  "> ",
  "---",
  "***",
  "$x$",
  ":tada:",
  "~~a~~",
  "__a__",
  "[^1]",
  "[x]: http://evil.example",
  "::add-mask::",
  "::error file=a::",
  "##[error]",
  "##[",
  "::",
  "%0A::error::x",
  "\x1b[31m",
  "\x1b]8;;http://evil.example\x07",
  "\x1b",
  "\u202e",
  "\u200b",
  "\u2028",
  "\ufeff",
  "\u00a0",
  "\u0085",
  "\u{e0041}",
  "\ud800",
  "\u0000",
  "=cmd|'/c calc'!A0",
  "😀",
  "é",
  "__proto__",
  '"',
  "'",
  ",",
  "numpy<2",
];

/** Any text, as foreign as it gets. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...HOSTILE_PIECES), fc.string({ unit: "binary", maxLength: 6 })), { maxLength: 8 })
    .map((pieces) => pieces.join("")),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 40 }),
);

export const hostileName: fc.Arbitrary<string> = fc.oneof(fc.constantFrom("numpy", "torch", "pyyaml"), hostileText);

/** A line that the runner would obey, in both spellings, with a prefix. */
export const commandLine: fc.Arbitrary<string> = fc
  .record({
    name: fc.constantFrom(...REGISTERED_COMMANDS),
    upper: fc.boolean(),
    legacy: fc.boolean(),
    prefix: fc.constantFrom("", " ", "\t", "\u00a0", "\u2028", "\u3000", "\ufeff", "\x1b[0m", "\r", "\u200b", "x "),
    data: hostileText,
  })
  .map(({ name, upper, legacy, prefix, data }) => {
    const spelled = upper ? name.toUpperCase() : name;
    return prefix + (legacy ? `##[${spelled} a=b]${data}` : `::${spelled} a=b::${data}`);
  });
