import { decodeUri } from "../../../decode-uri.ts";
import type { ResolverCandidate } from "../../events/resolver.ts";
import { fileProject, fileVersion, requirementName } from "../../names.ts";
import type { ReprNode } from "./python-repr.ts";

/** What pip's `repr` of a candidate says (resolution/resolvelib/candidates.py); null for other nodes. */
export function readCandidate(node: ReprNode | undefined): ResolverCandidate | null {
  if (node === undefined || node.kind !== "call" || !node.name.endsWith("Candidate")) return null;
  if (node.name === "AlreadyInstalledCandidate") return readInstalled(node.raw);
  if (node.name === "ExtrasCandidate") return readExtras(node);
  const first = node.items[0]?.value;
  return first?.kind === "text" ? candidateOfLink(first.text) : null;
}

/** `leaf 1.0 (/usr/lib/python3/dist-packages)`; pip ≤ 21.3 prints no place. */
function readInstalled(text: string): ResolverCandidate | null {
  const [name, version, ...rest] = text.split(" ");
  if (name === undefined || version === undefined) return null;
  const location = rest.join(" ").replace(/^\(/, "").replace(/\)$/, "");
  return { name, version, origin: "installed", ...(location === "" ? {} : { location }) };
}

function readExtras(node: ReprNode & { kind: "call" }): ResolverCandidate | null {
  const base = readCandidate(node.items.find(({ name }) => name === "base")?.value);
  const given = node.items.find(({ name }) => name === "extras")?.value;
  const set = given?.kind === "call" ? given.items[0]?.value : given;
  const extras =
    set?.kind === "list" ? set.items.flatMap(({ value }) => (value.kind === "text" ? [value.text] : [])) : [];
  return base === null ? null : { ...base, extras: extras.sort() };
}

/**
 * A link as pip prints it: `http://…/app_c-1.16-py3-none-any.whl#sha256=… (from http://…) (requires-python:>=3.8)`. Name
 * and version stand in the file's name; for a repository or folder only `#egg=` can tell.
 */
export function candidateOfLink(link: string): ResolverCandidate {
  const file = fileOfLink(link);
  const name = fileProject(file);
  if (name !== null) return { name, version: fileVersion(file), origin: "link" };
  const egg = /[#&]egg=([A-Za-z0-9._-]{1,200})/.exec(link)?.[1];
  return { name: egg ?? null, version: null, origin: "other" };
}

/** The file's name, percent-encoding undone (`%2B` in local versions). */
export function fileOfLink(link: string): string {
  const address = link.replace(/(?: \(from | \(requires-python:)[\s\S]*$/, "").replace(/[?#][\s\S]*$/, "");
  const file = address.slice(address.lastIndexOf("/") + 1);
  return decodeUri(file);
}

/** What pip's `repr` of a requirement says (resolution/resolvelib/requirements.py); null for other nodes. */
export function readRequirement(
  node: ReprNode | undefined,
): { readonly requirement: string; readonly name: string | null } | null {
  if (node === undefined || node.kind !== "call" || !node.name.endsWith("Requirement")) return null;
  const first = node.items[0]?.value;
  if (node.name === "ExplicitRequirement") return readExplicit(readCandidate(first));
  if (first?.kind !== "text") return null;
  if (node.name === "RequiresPythonRequirement") return { requirement: `Python${first.text}`, name: "Python" };
  return { requirement: first.text, name: requirementName(first.text) };
}

/** A file, folder or repository that was named itself. */
function readExplicit(candidate: ResolverCandidate | null): { requirement: string; name: string | null } | null {
  if (candidate === null) return null;
  const { name, version, extras } = candidate;
  const extra = extras === undefined || extras.length === 0 ? "" : `[${extras.join(",")}]`;
  return { requirement: name === null ? "" : `${name}${extra}${version === null ? "" : `==${version}`}`, name };
}

/** `Criterion((SpecifierRequirement('leaf<2'), via=LinkCandidate('…')), …)`: who wants what of one package. */
export function readCriterion(
  node: ReprNode | undefined,
): readonly { readonly requirement: string; readonly requirer: ResolverCandidate | null }[] {
  if (node === undefined || node.kind !== "call" || node.name !== "Criterion") return [];
  return node.items.flatMap(({ value }) => {
    if (value.kind !== "list") return [];
    const wanted = readRequirement(value.items[0]?.value);
    const requirer = readCandidate(value.items.find(({ name }) => name === "via")?.value);
    return wanted === null ? [] : [{ requirement: wanted.requirement, requirer }];
  });
}
