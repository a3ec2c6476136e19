import { describe, expect, it } from "vitest";
import { parseRequirement } from "../../../../src/core/pep/requirement.ts";
import type { PlanPackage } from "../../../../src/core/plan/stages/install-plan.ts";
import { planInstall } from "../../../../src/core/plan/stages/plan-install.ts";

const TARGET = "cp312-manylinux_2_28_aarch64";

function wheel(name: string, needs: readonly string[] = [], more: Partial<PlanPackage> = {}): PlanPackage {
  return { name, version: "1.0", pin: `${name}==1.0`, needs, build: null, isHard: false, indexUrl: null, ...more };
}

function sdist(
  name: string,
  requires: readonly string[] | null,
  more: Partial<PlanPackage> & { readonly wheels?: NonNullable<PlanPackage["build"]>["wheels"] } = {},
): PlanPackage {
  const { wheels = [], ...rest } = more;
  return { ...wheel(name), build: { requires: requires?.map(read) ?? null, wheels }, ...rest };
}

function read(text: string) {
  const parsed = parseRequirement(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

/** `[flags] packages`, one line a stage. */
function stagesOf(...packages: readonly PlanPackage[]): readonly string[] {
  return planInstall(TARGET, packages).stages.map((stage) =>
    [
      ...(stage.indexUrl === null ? [] : [stage.indexUrl]),
      ...(stage.onlyWheels ? ["wheels"] : []),
      ...(stage.noDeps ? ["no-deps"] : []),
      ...(stage.noIsolation ? ["no-isolation"] : []),
      ...stage.packages,
    ].join(" "),
  );
}

describe("an install plan", () => {
  it("is one call when nothing has to be there before something else", () => {
    expect(stagesOf(wheel("b", ["a"]), wheel("a"), sdist("c", ["setuptools"]))).toEqual(["a==1.0 b==1.0 c==1.0"]);
  });

  it("installs what a build asks for, with all that it needs, before the build", () => {
    const packages = [sdist("c", ["b"]), sdist("b", ["a>=0.5"]), wheel("a", ["d"]), wheel("d")];
    expect(stagesOf(...packages)).toEqual(["a==1.0 d==1.0", "no-isolation b==1.0", "no-isolation c==1.0"]);
  });

  it("waits for a build that is needed at run time by what a build asks for", () => {
    const packages = [sdist("top", ["plugin"]), wheel("plugin", ["core"]), sdist("core", ["base"]), wheel("base")];
    expect(stagesOf(...packages)).toEqual([
      "no-deps base==1.0 plugin==1.0",
      "no-isolation core==1.0",
      "no-isolation top==1.0",
    ]);
  });

  it("installs the tools of a build that sees what is installed, each set by itself", () => {
    const packages = [
      wheel("a"),
      sdist("b", ["a", 'setuptools>=61; python_version > "3"']),
      sdist("c", ["a", "setuptools<60"]),
    ];
    expect(stagesOf(...packages)).toEqual([
      "a==1.0",
      "setuptools<60",
      "no-isolation c==1.0",
      "setuptools>=61",
      "no-isolation b==1.0",
    ]);
  });

  it("leaves a build in isolation that asks for another version than the plan has", () => {
    expect(stagesOf(wheel("numpy"), sdist("b", ["numpy==2.*"]))).toEqual(["b==1.0 numpy==1.0"]);
  });

  it("has hard builds last, unless another build waits for them", () => {
    const hard = { isHard: true };
    expect(stagesOf(sdist("a", ["setuptools"], hard), wheel("b"))).toEqual(["b==1.0", "a==1.0"]);
    expect(stagesOf(sdist("a", ["setuptools"], hard), wheel("b", ["a"]))).toEqual(["no-deps b==1.0", "a==1.0"]);
    expect(stagesOf(sdist("a", ["x"], hard), sdist("z", ["a"]))).toEqual(["a==1.0", "no-isolation z==1.0"]);
  });

  it("takes packages of a vendor's index first, without what that index may lack", () => {
    const indexUrl = "https://wheels.example/cu126";
    expect(stagesOf(wheel("torch", ["sympy"], { indexUrl }), wheel("sympy"), sdist("flash", ["torch"]))).toEqual([
      "https://wheels.example/cu126 no-deps torch==1.0",
      "sympy==1.0",
      "no-isolation flash==1.0",
    ]);
  });

  it("says whose build is not known", () => {
    expect(planInstall(TARGET, [sdist("b", null), wheel("a")]).notes).toEqual([
      "What the build of these asks for is not known, so they are built in isolation: b.",
    ]);
  });
});

describe("a cycle", () => {
  it("of run-time needs is told, and installed in one call", () => {
    const packages = [wheel("a", ["b"]), wheel("b", ["c"]), wheel("c", ["a"]), wheel("d", ["a", "d"])];
    expect(planInstall(TARGET, packages).cycles).toEqual([
      { kind: "run-time", packages: ["a", "b", "c"], bootstrap: [] },
    ]);
    expect(stagesOf(...packages)).toEqual(["a==1.0 b==1.0 c==1.0 d==1.0"]);
  });

  it("of run-time needs with a build in it is cut by --no-deps", () => {
    const packages = [wheel("a", ["b"]), sdist("b", ["a"], { needs: ["a"] })];
    // b is built with a, and a needs b at run time: b would have to be there before it is built.
    expect(planInstall(TARGET, packages).cycles).toMatchObject([{ kind: "build", packages: ["a", "b"] }]);
  });

  it("of builds leaves no plan", () => {
    const plan = planInstall(TARGET, [sdist("a", ["b"]), sdist("b", ["a"]), wheel("c")]);
    expect(plan).toMatchObject({
      ...{ stages: [], cycles: [{ kind: "build", packages: ["a", "b"], bootstrap: [] }] },
      blocked: "These cannot be built, for the build of each needs the others: a, b.",
    });
  });

  it("of a build that asks for itself is one", () => {
    expect(planInstall(TARGET, [sdist("a", ["a"])]).cycles).toMatchObject([{ kind: "build", packages: ["a"] }]);
  });

  it("of builds is broken by a wheel of another version that suits the build", () => {
    const older = [{ version: "0.9", isNewer: false }];
    const packages = [sdist("a", ["b"], { wheels: older }), sdist("b", ["a>=0.5"], { needs: ["a"] })];
    expect(planInstall(TARGET, packages).cycles).toMatchObject([{ kind: "build", bootstrap: ["a==0.9"] }]);
    expect(stagesOf(...packages)).toEqual([
      "wheels no-deps a==0.9",
      "no-deps no-isolation b==1.0",
      "no-isolation a==1.0",
    ]);
    const strict = [sdist("a", ["b"], { wheels: older }), sdist("b", ["a>=0.95"])];
    expect(planInstall(TARGET, strict).stages).toEqual([]);
  });

  it("of builds is none where an installer takes a newer wheel", () => {
    const packages = [sdist("a", ["b"], { wheels: [{ version: "2.0", isNewer: true }] }), sdist("b", ["a"])];
    expect(planInstall(TARGET, packages).cycles).toEqual([]);
  });
});

describe("what builds ask for besides", () => {
  const tool = (each: PlanPackage): PlanPackage => ({ ...each, isTool: true });
  const hashed = (each: PlanPackage): PlanPackage => ({ ...each, hashes: ["sha256:00"] });

  it("is no part of the plan where installers can bring it", () => {
    const packages = [sdist("a", ["hatchling"]), tool(wheel("hatchling", ["packaging"])), tool(wheel("packaging"))];
    expect(stagesOf(...packages)).toEqual(["a==1.0"]);
    expect(planInstall(TARGET, packages).cycles).toEqual([]);
  });

  it.each([
    ["the build of a tool", [sdist("a", ["t"]), tool(sdist("t", ["u"])), tool(sdist("u", ["a"]))], ["a", "t", "u"]],
    [
      "what a tool needs at run time",
      [sdist("a", ["t"]), tool(wheel("t", ["u"])), tool(wheel("u", ["a"]))],
      ["a", "t", "u"],
    ],
    ["both", [sdist("a", ["t"]), tool(sdist("t", ["u"])), tool(wheel("u", ["a"]))], ["a", "t", "u"]],
  ])("makes a cycle by way of %s", (_, packages, names) => {
    const plan = planInstall(TARGET, packages);
    expect(plan.cycles).toEqual([{ kind: "build", packages: names, bootstrap: [] }]);
    expect(plan.blocked).toContain(names.join(", "));
  });

  it("names who leads to a cycle of tools alone", () => {
    const packages = [
      ...[sdist("a", ["x"]), sdist("b", ["y"]), wheel("c"), tool(sdist("x", ["t"])), tool(wheel("y"))],
      ...[tool(sdist("t", ["u"])), tool(sdist("u", ["t"]))],
    ];
    expect(planInstall(TARGET, packages).cycles).toEqual([
      { kind: "build", packages: ["t", "u"], bootstrap: [], askedBy: ["a"] },
    ]);
  });

  it("is built by the plan, with all that it needs, where a wheel of another version breaks the cycle", () => {
    const wheels = [{ version: "0.9", isNewer: false }];
    const packages = [
      ...[sdist("a", ["t"], { wheels }), tool(sdist("t", ["a>=0.5", "other"], { needs: ["six"] }))],
      ...[tool(wheel("six")), tool(wheel("other"))],
    ];
    expect(stagesOf(...packages)).toEqual([
      "wheels no-deps a==0.9",
      "six==1.0",
      "other",
      "no-isolation t==1.0",
      "no-isolation a==1.0",
    ]);
  });

  it("keeps digests to stages of which every package has some", () => {
    const { stages } = planInstall(TARGET, [hashed(wheel("a")), hashed(sdist("b", ["a", "setuptools"]))]);
    expect(stages.map(({ hashes }) => hashes)).toEqual([
      { "a==1.0": ["sha256:00"] },
      undefined,
      { "b==1.0": ["sha256:00"] },
    ]);
  });
});
