import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../src/core/inputs/apply-edits.ts";
import type { InputFile, InputRequirement } from "../../../src/core/inputs/input.ts";
import { readInputFile } from "../../../src/core/inputs/read-input.ts";
import type { LocatedRequirement } from "../../../src/core/inputs/requirement-set.ts";
import type { Place } from "../../../src/core/report/model.ts";

const CASES = new URL("../../fixtures/inputs/", import.meta.url);
const NAMES = readdirSync(CASES, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

function openCase(name: string) {
  const folder = new URL(`${name}/`, CASES);
  const path = readdirSync(folder).find((file) => file !== "expected.txt") ?? "";
  const bytes = readFileSync(new URL(path, folder));
  const kind = name === "constraints" ? name : undefined;
  return { path, bytes, file: readInputFile({ path, bytes, kind }) };
}

const at = ({ line, column }: Place) => `${line}:${column}`;

function describeRequirement(requirement: LocatedRequirement & Partial<InputRequirement>): string {
  const { place, group, kind, display, hashes, quoting, sources } = requirement;
  const facts = [
    kind,
    ...(group ? [`${group.kind} ${group.name}`] : []),
    ...(hashes.length > 0 ? [`${hashes.length} hashes`] : []),
    ...(sources ?? []).map(
      (source) => `from ${source.kind} ${source.value}${source.marker ? ` if ${source.marker}` : ""}`,
    ),
    quoting ?? "line",
  ];
  return `${at(place)} ${display} (${facts.join(", ")})`;
}

/** Everything that was read, one line for each. */
function summary(file: InputFile): string {
  const { requiresPython, requirements, constraints, indexes, includes, options = [], notes, problems } = file;
  return [
    `kind ${file.kind}, requires-python ${requiresPython === null ? "not said" : `${at(requiresPython.place)} ${requiresPython.text}`}`,
    ...requirements.map((each) => `requirement ${describeRequirement(each)}`),
    ...constraints.map((each) => `constraint ${describeRequirement(each)}`),
    ...indexes.map(
      ({ place, kind, name, url, explicit }) =>
        `${kind} ${at(place)} ${name ?? "-"} ${url}${explicit ? " explicit" : ""}`,
    ),
    ...includes.map(({ place, kind, path }) => `include ${at(place)} ${kind} ${path}`),
    ...options.map(({ place, name, value }) => `option ${at(place)} ${name}${value === null ? "" : ` ${value}`}`),
    ...notes.map(({ place, code, text }) => `note ${at(place)} ${code}: ${text}`),
    ...problems.map(({ line, column, code, message }) => `problem ${line}:${column} ${code}: ${message}`),
    "",
  ].join("\n");
}

/** Lines that differ between two texts with the same number of lines. */
function changedLines(before: Uint8Array, after: Uint8Array): readonly number[] {
  const [old, fresh] = [before, after].map((bytes) => Buffer.from(bytes).toString("latin1").split("\n"));
  expect(fresh?.length).toBe(old?.length);
  return (old ?? []).flatMap((line, index) => (line === fresh?.[index] ? [] : [index + 1]));
}

/** A requirement that every place can hold: the same name, another version. */
function otherVersion({ name, requirement }: LocatedRequirement): string {
  const extras = requirement?.writtenExtras ?? [];
  return `${requirement?.writtenName ?? name}${extras.length > 0 ? `[${extras.join(",")}]` : ""}>=7.5,!=8.*`;
}

const LOCKS = new URL("../../fixtures/locks/", import.meta.url);

describe("locks", () => {
  it.each(readdirSync(LOCKS))("an edit of a version in %s differs in its line only", (name) => {
    const folder = new URL(`${name}/`, LOCKS);
    const path = readdirSync(folder).find((file) => file !== "expected.txt") ?? "";
    const bytes = readFileSync(new URL(path, folder));
    const lines = bytes.toString().split("\n");
    const versions = readInputFile({ path, bytes }).locked.flatMap(({ version, place }) => {
      const line = lines.findIndex((text, index) => index >= place.line - 1 && /^\s*"?version"? ?[=:]/.test(text));
      const column = version === null || line === -1 ? -1 : (lines[line]?.indexOf(version) ?? -1);
      return version === null || column === -1
        ? []
        : [{ version, place: { file: path, line: line + 1, column: column + 1 } }];
    });
    expect(versions.length).toBeGreaterThan(3);
    fc.assert(
      fc.property(fc.constantFrom(...versions), ({ version, place }) => {
        const result = applyEdits(new Map([[path, bytes]]), [{ place, before: version, after: "9.8.7" }]);
        expect(result).toMatchObject({ ok: true });
        const fresh = result.ok ? (result.value.get(path) ?? bytes) : bytes;
        expect(changedLines(bytes, fresh)).toEqual([place.line]);
        expect(readInputFile({ path, bytes: fresh }).locked.some((locked) => locked.version === "9.8.7")).toBe(true);
      }),
      { numRuns: 10 },
    );
  });
});

describe("input files", () => {
  it.each(NAMES)("reads %s", async (name) => {
    const expected = new URL(`${name}/expected.txt`, CASES).pathname;
    await expect(summary(openCase(name).file)).toMatchFileSnapshot(expected);
  });

  it.each(NAMES)("an edit of %s differs in its line only", (name) => {
    const { path, bytes, file } = openCase(name);
    const editable = [...file.requirements, ...file.constraints].filter(
      ({ kind, marker }) => kind === "named" && marker === null,
    );
    fc.assert(
      fc.property(fc.constantFrom(...editable), (requirement) => {
        const after = otherVersion(requirement);
        const { place, text: before, hashes } = requirement;
        const result = applyEdits(new Map([[path, bytes]]), [
          { place, before, after, ...(hashes.length > 0 ? { hashes: hashes.map(() => "sha256:ab") } : {}) },
        ]);
        expect(result).toMatchObject({ ok: true });
        const fresh = result.ok ? (result.value.get(path) ?? bytes) : bytes;
        const lines = changedLines(bytes, fresh);
        expect(lines).toEqual([place.line, ...hashes.map((_hash, index) => place.line + 1 + index)]);
        const again = readInputFile({ path, bytes: fresh });
        const found = [...again.requirements, ...again.constraints].map(
          (each) => each.requirement?.specifiers.canonical,
        );
        expect(found.filter((canonical) => canonical === "!=8.*,>=7.5").length).toBeGreaterThanOrEqual(1);
        expect(again.problems).toEqual(file.problems.map((problem) => expect.objectContaining({ code: problem.code })));
      }),
      { numRuns: 40 },
    );
  });

  it.each(NAMES)("several edits of %s at once are as good as one after the other", (name) => {
    const { path, bytes, file } = openCase(name);
    const places = new Map<string, LocatedRequirement>();
    for (const each of [...file.requirements, ...file.constraints]) {
      if (each.kind === "named" && each.marker === null && each.hashes.length === 0) places.set(at(each.place), each);
    }
    const edits = [...places.values()].map((each) => ({
      place: each.place,
      before: each.text,
      after: otherVersion(each),
    }));
    const all = applyEdits(new Map([[path, bytes]]), edits);
    expect(all).toMatchObject({ ok: true });
    // From the end, so that places before keep their columns.
    let files: ReadonlyMap<string, Uint8Array> = new Map([[path, bytes]]);
    for (const edit of edits.toSorted((a, b) => b.place.line - a.place.line || b.place.column - a.place.column)) {
      const result = applyEdits(files, [edit]);
      expect(result).toMatchObject({ ok: true });
      if (result.ok) files = result.value;
    }
    expect(Buffer.from((all.ok ? all.value.get(path) : undefined) ?? []).toString()).toBe(
      Buffer.from(files.get(path) ?? []).toString(),
    );
  });
});
