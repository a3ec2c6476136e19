import { describe, expect, it } from "vitest";
import { WheelhouseError } from "../../../src/core/error.ts";
import { collectInputs } from "../../../src/core/inputs/collect-inputs.ts";

function reader(files: Readonly<Record<string, string>>) {
  return async (path: string): Promise<Uint8Array> => {
    const text = files[path];
    if (text === undefined) throw new WheelhouseError("unreadable-file", `${path} does not exist`, { hint: null });
    return new TextEncoder().encode(text);
  };
}

describe("collectInputs", () => {
  it("reads files of several kinds, with what they include, in order", async () => {
    const read = reader({
      "req/dev.txt": "--index-url https://index.example/simple\nfirst\n-r base.txt\n-c ../constraints.txt\nlast\n",
      "req/base.txt": "--only-binary :all:\ninner\n",
      "constraints.txt": "pin==1\n",
      "uv.lock":
        'version = 1\n[[package]]\nname = "Locked.Thing"\nversion = "1.0"\nsource = { registry = "https://index.example/simple" }\n',
    });
    const set = await collectInputs([{ path: "req/dev.txt" }, { path: "./uv.lock" }], read);
    expect(set.problems).toEqual([]);
    expect(set.files.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      "requirements req/dev.txt",
      "requirements req/base.txt",
      "constraints constraints.txt",
      "uv.lock uv.lock",
    ]);
    expect(set.requirements.map(({ name, group }) => [name, group])).toEqual([
      ["first", null],
      ["inner", null],
      ["last", null],
    ]);
    expect(set.constraints.map(({ name }) => name)).toEqual(["pin"]);
    expect(set.locked.map(({ name, place }) => [name, place.line])).toEqual([["locked-thing", 3]]);
    expect(set.indexes.map(({ kind, explicit, place }) => [kind, explicit, place.file, place.line])).toEqual([
      ["index", false, "req/dev.txt", 1],
      ["index", true, "uv.lock", 3],
    ]);
    expect(set.files[1]?.options).toMatchObject([{ name: "--only-binary", value: ":all:" }]);
  });

  it("takes the kind that is given before the one that the name tells", async () => {
    const read = reader({ "pins.txt": "a==1\n", "uv.lock": "b==2\n" });
    const roots = [
      { path: "pins.txt", kind: "constraints" },
      { path: "uv.lock", kind: "requirements" },
    ] as const;
    const set = await collectInputs(roots, read);
    expect(set.constraints.map(({ name }) => name)).toEqual(["a"]);
    expect(set.requirements.map(({ name }) => name)).toEqual(["b"]);
  });

  it("tells what could not be read where it was asked for", async () => {
    const set = await collectInputs([{ path: "a.txt" }], reader({ "a.txt": "x\n  -r gone.txt\n-r a.txt\n" }));
    expect(set.problems.map(({ code, line, column, message }) => [code, line, column, message])).toEqual([
      ["unreadable-file", 2, 3, "gone.txt does not exist"],
      ["include-cycle", 3, 1, "the file includes itself: a.txt → a.txt"],
    ]);
    expect(set.requirements.map(({ name }) => name)).toEqual(["x"]);
  });
});
