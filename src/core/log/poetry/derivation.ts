import type { UvIncompatibility } from "../uv/incompatibility.ts";

/** A package with a range as Poetry prints it: `shared-lib (<2)`, `purepkg (9)`, `needs-old (*)`. */
const RANGED = /(?<![A-Za-z0-9._-])([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\][]*\])? \(([^()]*)\)/;

/** Reads a derivation, one sentence a line. Conclusions ("every version of …") repeat and are left out. */
export function readPoetryDerivation(text: string): readonly UvIncompatibility[] {
  return text.split("\n").flatMap((sentence) => {
    const start = /^(?:So, |And |Thus, )?[Bb]ecause /.exec(sentence)?.[0].length;
    return start === undefined ? [] : splitStatements(premiseOf(sentence.slice(start))).flatMap(readStatement);
  });
}

/** `shared-lib (<2)` as a requirement has it; null for what is none (Python, a path). */
export function readPoetryRequirement(text: string): { readonly requirement: string; readonly name: string } | null {
  const match = RANGED.exec(text);
  if (match?.[1] === undefined || match.index !== 0) return null;
  return { requirement: toRequirement(match[1], match[2] ?? ""), name: match[1] };
}

/** Up to the first comma outside of parentheses. */
function premiseOf(sentence: string): string {
  let depth = 0;
  for (let at = 0; at < sentence.length; at += 1) {
    const character = sentence[at];
    if (character === "(") depth += 1;
    else if (character === ")") depth -= 1;
    else if (character === "," && depth === 0) return sentence.slice(0, at);
  }
  return sentence.replace(/\.$/, "");
}

/** At the words "and" that stand between statements: not inside of "both a and b". */
function splitStatements(premise: string): readonly string[] {
  const statements: string[] = [];
  for (const part of premise.split(" and ")) {
    const last = statements.at(-1);
    const isList = last?.includes(" depends on both ") === true && !/ depends on |^no versions of /.test(part);
    if (isList) statements[statements.length - 1] = `${last} and ${part}`;
    else statements.push(part);
  }
  return statements;
}

function readStatement(text: string): readonly UvIncompatibility[] {
  const none = /^no versions of ([A-Za-z0-9][A-Za-z0-9._-]*) match (.+)$/.exec(text);
  if (none?.[1] !== undefined && none[2] !== undefined) {
    return [{ kind: "no-versions", requirement: toRequirement(none[1], none[2]) }];
  }
  const python = /^(\S+) \(([^()]+)\) requires Python (.+)$/.exec(text);
  if (python?.[1] !== undefined && python[2] !== undefined) {
    return [{ kind: "depends", dependent: `${python[1]}==${python[2]}`, on: [`Python${python[3]}`] }];
  }
  const at = text.indexOf(" depends on ");
  if (at === -1) return [{ kind: "other", text }];
  return readDependency(text.slice(0, at), text.slice(at + " depends on ".length));
}

/** The project itself stands without a version. */
function readDependency(subject: string, object: string): readonly UvIncompatibility[] {
  const missing = object.endsWith(" which doesn't match any versions");
  const inner = object.indexOf(" which depends on ");
  const own = inner === -1 ? object : object.slice(0, inner);
  const on = own
    .replace(/^both /, "")
    .split(" and ")
    .flatMap((part) => readPoetryRequirement(part)?.requirement ?? []);
  const version = /^(\S+) \(([^()]*)\)$/.exec(subject);
  const every = /^every version of (\S+)$/.exec(subject)?.[1];
  const dependent = version?.[1] === undefined ? every : toRequirement(version[1], version[2] ?? "");
  return [
    dependent === undefined ? { kind: "requested", requirements: on } : { kind: "depends", dependent, on },
    ...(missing ? on.map((requirement): UvIncompatibility => ({ kind: "no-versions", requirement })) : []),
    ...(inner === -1 ? [] : readDependency(own, object.slice(inner + " which depends on ".length))),
  ];
}

/** `(9)` is an exact version, `(*)` any. */
function toRequirement(name: string, range: string): string {
  if (range === "*" || range === "") return name;
  return /^\d/.test(range) ? `${name}==${range}` : `${name}${range.replaceAll(", ", ",")}`;
}
