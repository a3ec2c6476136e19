import { describe, expect, it } from "vitest";
import type { PipPackage } from "../../../src/core/log/facts/pip-report.ts";
import type { MarkerEnvironment } from "../../../src/core/pep/marker.ts";
import { dependencyGraph } from "../../../src/core/plan/dependencies.ts";
import { growth } from "../../rig/growth.ts";

const arm64 = { platform_machine: "aarch64", python_version: "3.12", sys_platform: "linux" } as MarkerEnvironment;

function item(name: string, requiresDist: readonly string[] = [], requestedExtras: readonly string[] = []): PipPackage {
  return {
    ...{ name, displayName: name, version: "1.0", url: `http://index.example/${name}`, sha256: null, isDirect: false },
    ...{
      isYanked: false,
      requested: false,
      requestedExtras,
      requiresDist,
      requiresPython: null,
      vcs: null,
      directory: null,
    },
  };
}

describe("dependencyGraph", () => {
  it("holds the edges whose markers hold on the target", () => {
    const graph = dependencyGraph(
      [item("app", ["Lib>=1", 'only-x86; platform_machine == "x86_64"', "absent"]), item("lib"), item("only-x86")],
      arm64,
    );
    expect(graph.needs("app")).toEqual(["lib"]);
    expect(graph.requiredBy("lib")).toEqual(["app"]);
    expect(graph.requiredBy("only-x86")).toEqual([]);
  });

  it("spreads extras along the edges, also around a cycle", () => {
    const graph = dependencyGraph(
      [
        item("app", ['b[x]; extra == "all"'], ["all"]),
        item("b", ['c; extra == "x"', 'd; extra == "y"', 'b[y]; extra == "x"']),
        item("c", ["b"]),
        item("d"),
      ],
      arm64,
    );
    expect(graph.needs("app")).toEqual(["b"]);
    expect(graph.needs("b")).toEqual(["b", "c", "d"]);
    expect(graph.requiredBy("b")).toEqual(["app", "b", "c"]);
  });

  it("takes linear time over a large set", () => {
    const ask = (size: number) => {
      const many = Array.from({ length: size }, (_, index) => item(`p${index}`, [`p${index + 1}`, "p0"]));
      const graph = dependencyGraph(many, arm64);
      return many.map(({ name }) => graph.requiredBy(name).length);
    };
    expect(ask(3)).toEqual([3, 1, 1]);
    expect(growth(ask, 100)).toBeLessThan(10);
  });

  it("passes over a line that is no requirement", () => {
    expect(dependencyGraph([item("app", ["!!"]), item("lib")], arm64).needs("app")).toEqual([]);
  });
});
