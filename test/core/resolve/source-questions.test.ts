import { describe, expect, it } from "vitest";
import { conflictText } from "../../../src/core/resolve/conflict-text.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import type { MetadataSource } from "../../../src/core/resolve/source.ts";
import { sourceFromUniverse } from "../../../src/core/resolve/universe.ts";
import { offers, pinned, problemOf } from "../../rig/resolve/problem.ts";
import { why } from "../../rig/resolve/solve.ts";

describe("what is not known", () => {
  const packages = { app: { "1.0": offers("lib", "dead>=1") }, lib: { "1.0": offers() } };
  const source = sourceFromUniverse({ packages });
  const dead = { name: "dead", state: "unknown", reason: "503 of the index" } as const;
  const halfDead: MetadataSource = {
    versions: async (names) => (await source.versions(names)).map((answer) => (answer.name === "dead" ? dead : answer)),
    requirements: source.requirements,
  };

  it("leaves a project of a dead index out and says so", async () => {
    expect(await resolve(problemOf(["app"]), halfDead)).toMatchObject({
      kind: "incomplete",
      reason: "the versions of 1 package could not be read",
      unknown: [{ name: "dead", version: null, reason: "503 of the index" }],
    });
    expect(pinned(await resolve(problemOf(["app"]), halfDead))).toEqual(["app 1.0", "lib 1.0"]);
  });

  it("takes a version whose metadata cannot be read, and marks it", async () => {
    const mute: MetadataSource = {
      versions: source.versions,
      requirements: async (wanted) => wanted.map((one) => ({ ...one, state: "unknown", reason: "dynamic" })),
    };
    const resolution = await resolve(problemOf(["app"]), mute);
    const [pins = []] = resolution.kind === "solved" ? resolution.pins.values() : [];
    expect(pins).toMatchObject([{ name: "app", known: false, needs: [] }]);
  });

  it("does not flee from a conflict into versions of which nothing is known", async () => {
    const rivals = {
      old: { "1.0": offers(), "2.0": offers("core>=2") },
      app: { "1.0": offers("core==1.0"), "2.0": offers("core==2.0"), "3.0": offers("core==3.0") },
      top: { "1.0": offers("app==1.0"), "2.0": offers("app==3.0") },
      core: { "1.0": offers(), "2.0": offers(), "3.0": offers() },
    };
    const known = sourceFromUniverse({ packages: rivals });
    const blind: MetadataSource = {
      versions: known.versions,
      requirements: async (wanted, target) =>
        (await known.requirements(wanted, target)).map((answer) =>
          answer.name === "app" && answer.version?.normalized === "1.0"
            ? { ...answer, state: "unknown", reason: "dynamic" }
            : answer,
        ),
    };
    const solved = (lines: readonly string[]) => resolve(problemOf(lines), blind).then(pinned);
    expect(await solved(["core<3", "app"])).toEqual(["app 2.0", "core 2.0"]);
    expect(await solved(["core<2", "app>1", "old"]).catch(() => "conflict")).toBe("conflict");
    // There is no other way: then it is taken after all.
    expect(await solved(["core<2", "app"])).toEqual(["app 1.0", "core 1.0"]);
    expect(await solved(["core<3", "top"])).toEqual(["app 1.0", "core 2.0", "top 1.0"]);
    const resolution = await resolve(problemOf(["core<2", "app"]), blind);
    const doubts = resolution.kind === "solved" ? [...resolution.doubts.values()] : [];
    expect(doubts.map((tree) => conflictText(tree))).toEqual([
      "requirements.txt:1 asks for core<2; requirements.txt:2 asks for app; app 3.0 needs core==3.0; app 2.0 needs core==2.0; app 1.0 cannot be taken (what it needs could not be read)",
    ]);
    // Asked for as it is, it is nobody's way out.
    expect(await solved(["core<3", "top==1.0"])).toEqual(["app 1.0", "core 2.0", "top 1.0"]);
  });

  it("counts an answer that does not come as unknown", async () => {
    const silent: MetadataSource = { versions: async () => [], requirements: async () => [] };
    expect((await resolve(problemOf(["app"]), silent)).kind).toBe("incomplete");
  });

  it("still finds a conflict that the rest is enough for", async () => {
    const resolution = await resolve(problemOf(["app", "lib>=2"]), halfDead);
    expect(why(resolution)).toBe("requirements.txt:2 asks for lib>=2; there is no lib >=2 (the index has 1.0)");
  });

  it("ends with the budget or when it is called off, and says what is known so far", async () => {
    const stopped = await resolve(problemOf(["app"]), halfDead, { maxSteps: 1 });
    expect(stopped).toMatchObject({ kind: "incomplete", reason: "the search took more steps than allowed" });
    expect(pinned(stopped)).toEqual(["app 1.0"]);
    const called = await resolve(problemOf(["app"]), halfDead, { signal: AbortSignal.abort() });
    expect(called).toMatchObject({ kind: "incomplete", reason: "it was called off" });
  });
});

describe("questions to the source", () => {
  it("come in batches: one for each step down the graph, not one for each package", async () => {
    const names = Array.from({ length: 30 }, (_, index) => `p${index}`);
    const wide = Object.fromEntries(names.map((name) => [name, { "1.0": offers("leaf") }]));
    const packages = { app: { "1.0": offers(...names) }, leaf: { "1.0": offers() }, ...wide };
    const source = sourceFromUniverse({ packages });
    const asked: string[] = [];
    const counting: MetadataSource = {
      versions: (wanted) => {
        asked.push(`versions of ${wanted.length}`);
        return source.versions(wanted);
      },
      requirements: (wanted, target) => {
        asked.push(`metadata of ${wanted.length}`);
        return source.requirements(wanted, target);
      },
    };
    await resolve(problemOf(["app"]), counting);
    expect(asked).toEqual([
      ...["versions of 1", "metadata of 1", "versions of 30"],
      ...["metadata of 30", "versions of 1", "metadata of 1"],
    ]);
  });
});
