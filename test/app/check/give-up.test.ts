import { expect, it } from "vitest";
import { unobtainable } from "../../../src/app/check/give-up.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse, type UniverseVersion } from "../../../src/core/resolve/universe.ts";
import { offers, problemOf } from "../../rig/resolve/problem.ts";

const FOREIGN: UniverseVersion = { requires: [], sdist: false, wheelTags: ["cp312-cp312-win_amd64"] };

async function givenUp(packages: Record<string, Record<string, UniverseVersion>>, lines: readonly string[]) {
  const resolution = await resolve(problemOf(lines), sourceFromUniverse({ packages }));
  if (resolution.kind !== "conflict") throw new Error(resolution.kind);
  return unobtainable(resolution.conflicts);
}

it("gives up a project of which nothing can be had", async () => {
  expect(await givenUp({ demo: { "1.0": FOREIGN } }, ["demo"])).toEqual([
    { name: "demo", demand: "demo", exists: true },
  ]);
  expect(await givenUp({ app: { "1.0": offers("gone>=2") } }, ["app"])).toEqual([
    { name: "gone", demand: "gone>=2", exists: false },
  ]);
});

it("does not give up a project whose versions contradict others, though some of them are yanked or do not fit", async () => {
  const packages = {
    models: {
      "1.0": offers("tokens>=2"),
      "2.0": { ...offers(), yanked: "broken" },
      "3.0": FOREIGN,
      "4.0rc1": offers(),
    },
    tokens: { "1.0": offers(), "2.0": offers() },
  };
  expect(await givenUp(packages, ["models", "tokens<2"])).toEqual([]);
});
