import { describe, expect, it } from "vitest";
import { evaluateMarker } from "../../../src/core/pep/marker.ts";
import { markerEnvironment } from "../../../src/core/target/marker-environment.ts";
import type { Target } from "../../../src/core/target/target.ts";
import { tellApart } from "../../../src/core/target/tell-apart.ts";
import { targetOf } from "../../rig/resolve/problem.ts";
import { makeRandom } from "../../rig/store/random.ts";

const on = (machine: string, python = "3.12", libc = "manylinux_2_28") =>
  targetOf({ platform: `linux/${machine}`, python, libc });

const texts = (...groups: readonly (readonly Target[])[]) =>
  tellApart(groups)?.map(({ canonical }) => canonical) ?? null;

describe("markers that tell targets apart", () => {
  it("ask for the machine, and the contrary", () => {
    expect(texts([on("arm64")], [on("amd64")])).toEqual([
      'platform_machine == "aarch64"',
      'platform_machine != "aarch64"',
    ]);
  });

  it("ask for a bound of the Python where the machine is the same", () => {
    expect(texts([on("arm64", "3.9")], [on("arm64", "3.10"), on("arm64", "3.12")])).toEqual([
      'python_version < "3.10"',
      'python_version >= "3.10"',
    ]);
    expect(texts([on("arm64", "3.10")], [on("arm64", "3.9"), on("arm64", "3.12")])).toEqual([
      'python_version == "3.10"',
      'python_version != "3.10"',
    ]);
  });

  it("ask for two things only where one does not do", () => {
    const others = [on("arm64", "3.12"), on("amd64", "3.9"), on("amd64", "3.12")];
    expect(texts([on("arm64", "3.9")], others)).toEqual([
      'platform_machine == "aarch64" and python_version < "3.12"',
      'platform_machine != "aarch64" or python_version >= "3.12"',
    ]);
  });

  it("tell three groups apart, the last one by the contrary of both others", () => {
    expect(texts([on("arm64")], [on("s390x")], [on("amd64")])).toEqual([
      'platform_machine == "aarch64"',
      'platform_machine == "s390x"',
      'platform_machine != "aarch64" and platform_machine != "s390x"',
    ]);
  });

  it("are not there where only the C library differs", () => {
    expect(tellApart([[on("arm64")], [on("arm64", "3.12", "musllinux_1_2")]])).toBeNull();
  });

  it("hold on their own group and nowhere else, whatever the groups are", () => {
    const random = makeRandom(Number(process.env.FAST_CHECK_SEED ?? 1));
    const all = ["arm64", "amd64", "s390x"].flatMap((machine) =>
      ["3.9", "3.10", "3.13"].map((one) => on(machine, one)),
    );
    for (let round = 0; round < 200; round += 1) {
      const groups: Target[][] = [[], [], []];
      for (const target of all) groups[random.below(4)]?.push(target);
      const filled = groups.filter((group) => group.length > 0);
      const markers = tellApart(filled) ?? [];
      expect(markers).toHaveLength(filled.length > 1 ? filled.length : 0);
      for (const target of filled.flat()) {
        const holding = markers.filter((marker) => evaluateMarker(marker, markerEnvironment(target)));
        const isRight = holding.map((marker) => filled[markers.indexOf(marker)]?.includes(target));
        expect(isRight).toEqual(filled.length > 1 ? [true] : []);
      }
    }
  });
});
