import type { ResolverCandidate } from "../events/resolver.ts";
import { requirementName } from "../names.ts";

/** `wavering==1.2`, `app[test]==1.0`, `urllib3{python_full_version >= '3.10'}==2.0`, or a bare name. */
export function readUvCandidate(text: string): ResolverCandidate {
  const at = text.lastIndexOf("==");
  const label = at === -1 || text.endsWith("}") ? text : text.slice(0, at);
  const extras = /\[([^\][]*)\]/.exec(withoutMarker(label))?.[1];
  return {
    name: readUvName(label),
    version: label === text ? null : text.slice(at + 2),
    origin: "link",
    ...(extras === undefined ? {} : { extras: extras.split(",").map((extra) => extra.trim()) }),
  };
}

/** `wavering*` and `urllib3{python_full_version >= '3.10'}>=1.26, <3` as a requirement has it. */
export function readUvRequirement(text: string): { readonly requirement: string; readonly name: string | null } {
  const open = text.indexOf("{");
  const close = text.lastIndexOf("}");
  const marker = open === -1 || close < open ? "" : `; ${text.slice(open + 1, close)}`;
  const plain = withoutMarker(text)
    .replace(/(?<!\.)\*$/, "")
    .replaceAll(", ", ",");
  return { requirement: `${plain}${marker}`, name: requirementName(plain) };
}

/** Without extras, groups and markers. */
export function readUvName(text: string): string {
  return withoutMarker(text)
    .replace(/[[:(<>=!~*\s].*$/s, "")
    .trim();
}

/** What stands before a range: the name, with extras and marker. */
export function withoutRange(text: string): string {
  const marker = text.lastIndexOf("}") + 1;
  return text.slice(0, marker) + (/^[^<>=!~]*/.exec(text.slice(marker))?.[0] ?? "");
}

function withoutMarker(text: string): string {
  const open = text.indexOf("{");
  const close = text.lastIndexOf("}");
  return open === -1 || close < open ? text : text.slice(0, open) + text.slice(close + 1);
}
