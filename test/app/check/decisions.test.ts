import { describe, expect, it } from "vitest";
import { solveObtainable } from "../../../src/app/check/closure.ts";
import { DecisionRecorder } from "../../../src/core/explain/from-solver.ts";
import { sourceFromUniverse } from "../../../src/core/resolve/universe.ts";
import { offers, problemOf } from "../../rig/resolve/problem.ts";

const PACKAGES = {
  app: { "2.0": offers("leaf>=2"), "1.0": offers("leaf<2") },
  leaf: { "2.0": offers(), "1.0": offers() },
};
const solved = (lines: readonly string[], record?: () => DecisionRecorder) =>
  solveObtainable(problemOf(lines), sourceFromUniverse({ packages: PACKAGES }), new AbortController().signal, record);

describe("what the solver tried, in a check", () => {
  it("is not recorded unless somebody asks for it", async () => {
    expect((await solved(["app"])).decisions).toBeNull();
  });

  it("finds the same versions when it is recorded", async () => {
    const [plain, recorded] = [
      await solved(["app", "leaf<2"]),
      await solved(["app", "leaf<2"], () => new DecisionRecorder("pip")),
    ];
    expect(recorded.resolution).toEqual(plain.resolution);
    expect(recorded.decisions?.patterns.map(({ kind, package: name }) => `${kind} ${name}`)).toEqual(["recovered app"]);
  });

  it("is that of the run that failed, where the rest was solved without a project that is not there", async () => {
    const { resolution, decisions } = await solved(["app", "doesntexist"], () => new DecisionRecorder("pip"));
    expect(resolution.kind).toBe("incomplete");
    expect(decisions?.patterns.map(({ kind, package: name }) => `${kind} ${name}`)).toEqual(["not-found doesntexist"]);
  });
});
