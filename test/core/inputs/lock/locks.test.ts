import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../../src/core/inputs/apply-edits.ts";
import type { InputFile, LockedPackage } from "../../../../src/core/inputs/input.ts";
import { selectLocked } from "../../../../src/core/inputs/lock/select-locked.ts";
import { readInputFile } from "../../../../src/core/inputs/read-input.ts";
import { placeOfSpan } from "../../../../src/core/inputs/structured/document.ts";
import { parseJson } from "../../../../src/core/inputs/structured/json.ts";
import { parseToml } from "../../../../src/core/inputs/structured/toml.ts";
import {
  findText,
  itemsAt,
  type StructuredValue,
  stringAt,
  type TextValue,
} from "../../../../src/core/inputs/structured/value.ts";
import { markerEnvironment } from "../../../../src/core/target/marker-environment.ts";
import { parseTarget } from "../../../../src/core/target/parse-target.ts";

/** Locks that uv 0.13, Poetry 2.5 and pipenv wrote for small projects; the hosts of the index are replaced. */
const CASES = new URL("../../../fixtures/locks/", import.meta.url);

function readCase(name: string): InputFile {
  const folder = new URL(`${name}/`, CASES);
  const path = readdirSync(folder).find((file) => file !== "expected.txt") ?? "";
  return readInputFile({ path, bytes: readFileSync(new URL(path, folder)) });
}

function environmentOf(id: string) {
  const target = parseTarget(id);
  if (!target.ok) throw new Error(JSON.stringify(target.problems));
  return markerEnvironment(target.value);
}

/** What was read, one line for a package. */
function summary(file: InputFile): string {
  const { lock, requiresPython, indexes, problems, notes, locked } = file;
  return [
    `kind ${file.kind}, format ${lock?.format}, requires-python ${requiresPython?.text}`,
    `extras ${lock?.extras.join(" ")}; groups ${lock?.groups.join(" ")}; indexes ${indexes.map(({ url }) => url).join(" ")}`,
    `problems ${problems.length}, notes ${notes.length}`,
    ...locked.flatMap(describePackage),
    "",
  ].join("\n");
}

function describePackage(locked: LockedPackage): readonly string[] {
  const { name, version, place, source, marker, files, needs, groups, hashes } = locked;
  const wheels = files.filter(({ filename }) => filename.endsWith(".whl"));
  const facts = [
    `${wheels.length} wheels`,
    `${files.length - wheels.length} sdists`,
    `${hashes.length} loose hashes`,
    ...(groups === null ? [] : [`groups ${groups.join(" ")}`]),
    ...(marker === null ? [] : [`if ${marker.canonical}`]),
  ];
  const lines = needs.map((need) => {
    const extras = need.extras.length > 0 ? `[${need.extras.join(",")}]` : "";
    const version = need.version === null ? "" : ` ${need.version}`;
    const group = need.group === null ? "" : ` (${need.group.kind} ${need.group.name})`;
    return `    needs ${need.name}${extras}${version}${need.marker === null ? "" : ` if ${need.marker.canonical}`}${group}`;
  });
  return [`${place.line}:${place.column} ${name} ${version} from ${source}: ${facts.join(", ")}`, ...lines];
}

describe("locks", () => {
  it.each(readdirSync(CASES))("reads %s", async (name) => {
    await expect(summary(readCase(name))).toMatchFileSnapshot(new URL(`${name}/expected.txt`, CASES).pathname);
  });

  it("keeps the digest, address and time of each file", () => {
    for (const name of ["field-notes-uv", "field-notes-pylock"]) {
      const numpy = readCase(name).locked.find(({ name, version }) => name === "numpy" && version === "2.4.6");
      const filename = "numpy-2.4.6-cp312-cp312-manylinux_2_27_aarch64.manylinux_2_28_aarch64.whl";
      const wheel = numpy?.files.find((file) => file.filename === filename);
      expect(wheel, name).toMatchObject({ hashes: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } });
      expect(wheel?.url).toMatch(/^https:\/\/files\.example\/packages\/.*\.whl$/);
      expect(wheel?.uploadTime).toMatch(/^2026-\d\d-\d\dT/);
    }
  });
});

describe("an edit of a lock", () => {
  it.each(readdirSync(CASES))("changes one line of %s and no other", (name) => {
    const file = readCase(name);
    const path = new URL(`${name}/${file.path}`, CASES);
    const bytes = readFileSync(path);
    const document =
      file.kind === "pipfile.lock" ? parseJson({ path: file.path, bytes }) : parseToml({ path: file.path, bytes });
    const version = versionOf(document.root, "packaging") ?? versionOf(document.root, "attrs");
    if (version === null) throw new Error("the fixture has lost its package");
    const place = placeOfSpan(document, version.content);
    const edited = applyEdits(new Map([[file.path, bytes]]), [
      { place, before: version.value, after: version.value.replace(/\d+(?:\.\d+)*$/, "99.1") },
    ]);
    if (!edited.ok) throw new Error(JSON.stringify(edited.problems));
    const after = edited.value.get(file.path) ?? new Uint8Array();
    const [old, fresh] = [bytes, Buffer.from(after)].map((content) => content.toString("utf8").split("\n"));
    expect(fresh).toEqual(old?.with(place.line - 1, (old[place.line - 1] ?? "").replace(/\d+(?:\.\d+)*"/, '99.1"')));
    const read = readInputFile({ path: file.path, bytes: after });
    expect(read.problems).toEqual([]);
    expect(read.locked.filter(({ version }) => version === "99.1")).toHaveLength(1);
  });
});

/** The first version that a lock states for a package. */
function versionOf(root: StructuredValue | null, name: string): TextValue | null {
  const lists = [...itemsAt(root, "package"), ...itemsAt(root, "packages")];
  const found = lists.find((item) => stringAt(item, "name") === name);
  return findText(found ?? null, "version") ?? findText(root, "develop", name, "version");
}

/** What `uv sync --dry-run` and `poetry install --dry-run` named for the same choices. */
const BASE =
  "anyio 4.16.0, certifi 2026.10.18, h11 0.16.0, h2 4.4.1, hpack 4.2.0, httpcore 1.0.9, httpx 0.28.1, hyperframe 6.1.0, idna 3.20, numpy 2.4.6, pyyaml 6.0.3, typing-extensions 4.16.0, uvloop 0.23.0";

describe("selectLocked", () => {
  const select = (name: string, target: string, choice = {}) =>
    selectLocked(readCase(name), environmentOf(target), choice)
      .filter(({ source }) => source !== "project")
      .map(({ name, version }) => `${name} ${version}`)
      .sort()
      .join(", ");
  const arm = "cp311-manylinux_2_28_aarch64";

  it("follows the needs of the project through uv.lock", () => {
    expect(select("field-notes-uv", arm)).toBe(BASE);
    expect(select("field-notes-uv", arm, { groups: ["dev"] })).toContain("pluggy 1.7.0, pygments 2.21.0, pytest 9.2.0");
    expect(select("field-notes-uv", arm, { extras: ["Table"] })).toContain("markdown-it-py 4.3.0, mdurl 0.1.2");
  });

  it("takes the version of the fork that the target is in", () => {
    expect(select("field-notes-uv", "cp310-manylinux_2_28_aarch64")).toContain("numpy 2.2.6, ");
    expect(select("field-notes-uv", "cp310-manylinux_2_28_aarch64")).toContain("exceptiongroup 1.3.1, ");
    expect(select("field-notes-uv", "cp313-manylinux_2_28_aarch64")).toContain("numpy 2.5.5, ");
    expect(select("field-notes-pylock", "cp313-manylinux_2_28_aarch64")).toContain("numpy 2.5.5, ");
  });

  it("keeps extras that exclude each other apart, and follows members of a workspace", () => {
    expect(select("stations-uv", arm)).toBe("attrs 26.1.0, six 1.17.0");
    expect(select("stations-uv", arm, { extras: ["old"] })).toBe("attrs 26.1.0, packaging 24.0, six 1.17.0");
    expect(select("stations-uv", arm, { extras: ["new"] })).toBe("attrs 26.1.0, packaging 26.3, six 1.17.0");
    expect(select("stations-uv", "cp311-manylinux_2_28_x86_64")).toBe("six 1.17.0");
  });

  it("goes by groups and markers in poetry.lock and Pipfile.lock", () => {
    expect(select("field-notes-poetry", arm)).toBe(BASE.replace("numpy 2.4.6", "numpy 2.2.6"));
    expect(select("field-notes-poetry", arm, { groups: ["dev"] })).toContain("pygments 2.21.0, pytest 8.4.2");
    expect(select("field-notes-poetry", arm, { extras: ["table"] })).toContain("pygments 2.21.0, pyyaml 6.0.3, rich");
    expect(select("field-notes-pipenv", arm)).toBe(BASE);
    expect(select("field-notes-pipenv", arm, { groups: ["dev"] })).toContain("pytest 9.2.0");
  });
});
