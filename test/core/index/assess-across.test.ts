import { describe, expect, it } from "vitest";
import { type AcrossOptions, assessAcross } from "../../../src/core/index/assess-across.ts";
import type { IndexAnswer } from "../../../src/core/index/index-answer.ts";
import { pageOf, requirementOf, targetOf } from "./pages.ts";

const TARGET = targetOf("cp312-manylinux_2_28_aarch64");
const first = (...files: readonly string[]) => answer("https://first.example/simple", files);
const second = (...files: readonly string[]) => answer("https://second.example/simple", files);
const links = (...files: readonly string[]): IndexAnswer => ({ ...answer("./wheels", files), kind: "find-links" });

function answer(index: string, files: readonly string[]): IndexAnswer {
  return { index, kind: "index", state: "found", page: pageOf(...files), reason: null };
}

function silent(state: "absent" | "auth" | "unknown", index = "https://silent.example/simple"): IndexAnswer {
  const reason = state === "absent" ? null : state === "auth" ? "it answered 401" : "connection refused";
  return { index, kind: "index", state, page: null, reason };
}

function across(answers: readonly IndexAnswer[], options: AcrossOptions = {}, requirement = "demo") {
  const { verdict, index, indexes } = assessAcross(requirementOf(requirement), answers, TARGET, options);
  return { outcome: verdict.outcome, version: verdict.version, index: index?.slice(8, 14) ?? null, indexes, verdict };
}

const ANY = (version: string) => `demo-${version}-py3-none-any.whl`;

describe("several indexes", () => {
  const older = first(ANY("1.0"), ANY("1.5"));
  const newer = second(ANY("1.0"), ANY("2.0"));

  it.each<[AcrossOptions, string, string, string]>([
    [{}, "demo", "2.0", "second"],
    [{ rules: "uv" }, "demo", "1.5", "first."],
    [{ rules: "uv" }, "demo==1.0", "1.0", "first."],
    [{}, "demo==1.0", "1.0", "second"],
    [{ indexStrategy: "unsafe-first-match" }, "demo>1.8", "2.0", "second"],
    [{ indexStrategy: "unsafe-first-match" }, "demo", "1.5", "first."],
    [{ rules: "uv", indexStrategy: "unsafe-best-match" }, "demo", "2.0", "second"],
    [{ rules: "uv", indexStrategy: "unsafe-best-match" }, "demo==1.0", "1.0", "first."],
  ])("with %j give %s as %s of %s", (options, requirement, version, index) => {
    const result = across([older, newer], options, requirement);
    expect(result).toMatchObject({ version, index, indexes: [older.index, newer.index] });
  });

  it("are no reason for first-index to look into the second one", () => {
    expect(across([older, newer], { rules: "uv" }, "demo>=2").outcome).toBe("NOT_FOUND");
    expect(across([silent("absent"), newer], { rules: "uv" }).version).toBe("2.0");
    expect(across([first("other-1.0-py3-none-any.whl"), newer], { rules: "uv" }).version).toBe("2.0");
  });

  it.each([{}, { rules: "uv" }, { rules: "uv", indexStrategy: "unsafe-best-match" } as const])(
    "count beside what --find-links has, with %j",
    (options) => {
      expect(across([older, links(ANY("3.0"))], options)).toMatchObject({ version: "3.0", indexes: [older.index] });
      expect(across([silent("absent"), links(ANY("3.0"))], options).version).toBe("3.0");
    },
  );

  it("give a native wheel of one before the pure one of another, of the same version", () => {
    const native = first("demo-2.0-cp312-cp312-manylinux_2_17_aarch64.whl");
    expect(across([native, newer])).toMatchObject({ outcome: "NATIVE", index: "first." });
  });
});

describe("an index that does not answer", () => {
  it("leaves it unknown whether a project exists", () => {
    expect(across([silent("unknown")])).toMatchObject({ outcome: "UNKNOWN", version: null });
    expect(across([silent("auth")]).outcome).toBe("AUTH");
    expect(across([silent("absent"), silent("auth")]).outcome).toBe("AUTH");
    expect(across([silent("auth"), silent("unknown")]).outcome).toBe("UNKNOWN");
    expect(across([first(ANY("1.0")), silent("unknown")], {}, "demo==2").outcome).toBe("UNKNOWN");
    expect(across([silent("absent")]).outcome).toBe("NOT_FOUND");
    expect(across([]).outcome).toBe("NOT_FOUND");
  });

  it("is told of where another one has the project", () => {
    const { verdict } = across([silent("unknown"), second(ANY("1.0"))]);
    expect(verdict.outcome).toBe("PURE");
    expect(verdict.siblings).toEqual([
      {
        kind: "other-index",
        text: "nothing is known of https://silent.example/simple: connection refused",
        version: null,
        wheel: null,
      },
    ]);
  });

  it("stops uv when it stands before the first that has the project", () => {
    expect(across([silent("unknown"), second(ANY("1.0"))], { rules: "uv" }).outcome).toBe("UNKNOWN");
    expect(across([second(ANY("1.0")), silent("unknown")], { rules: "uv" }).outcome).toBe("PURE");
  });
});
