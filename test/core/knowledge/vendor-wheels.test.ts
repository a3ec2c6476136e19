import { describe, expect, it } from "vitest";
import { assessAcross } from "../../../src/core/index/assess-across.ts";
import type { IndexAnswer } from "../../../src/core/index/index-answer.ts";
import { knowledgeOf } from "../../../src/core/knowledge/knowledge.ts";
import { vendorIndex } from "../../../src/core/knowledge/vendor-indexes.ts";
import {
  type VendorAnswer,
  vendorIndexesFor,
  withVendors,
  wrongIndexOf,
} from "../../../src/core/knowledge/vendor-wheels.ts";
import type { Target } from "../../../src/core/target/target.ts";
import { pageOf, requirementOf, targetOf } from "../index/pages.ts";

const JP5 = targetOf("jetson-jp5");
const JP6 = targetOf("jetson-jp6");
const JP7 = targetOf("jetson-jp7");
const SERVER = targetOf("cp310-manylinux_2_35_aarch64");
const CPU = "torch-2.9.1-cp310-cp310-manylinux_2_28_aarch64.whl";
const TORCH_JETSON = "torch-2.8.0-cp310-cp310-linux_aarch64.whl";

function answer(files: readonly string[] | "dead", index = "https://index.example/simple"): IndexAnswer {
  if (files === "dead") return { index, kind: "index", state: "unknown", page: null, reason: "connection refused" };
  return { index, kind: "index", state: "found", page: pageOf(...files), reason: null };
}

function check(
  text: string,
  target: Target,
  files: readonly string[],
  vendors: Record<string, readonly string[] | "dead">,
) {
  const requirement = requirementOf(text);
  const { verdict, index } = assessAcross(requirement, [answer(files)], target);
  const judged = { requirement, verdict, index, knowledge: knowledgeOf(requirement.name, target), target };
  const answers: VendorAnswer[] = vendorIndexesFor(judged).map((vendor) => ({
    vendor,
    answer: answer(vendors[vendor.key] ?? [], vendor.url),
  }));
  return {
    asked: answers.map(({ vendor }) => vendor.key),
    verdict: withVendors(judged, answers),
    wrong: wrongIndexOf(judged, answers),
  };
}

describe("torch of the public index on a Jetson", () => {
  it("is the wrong one though it fits, and the vendor's is named", () => {
    const { asked, verdict, wrong } = check("torch", JP6, [CPU], { "jetson-jp6-cu126": [TORCH_JETSON] });
    expect(asked).toEqual(["jetson-jp6-cu126"]);
    expect(verdict.outcome).toBe("NATIVE");
    expect(wrong?.vendor.key).toBe("jetson-jp6-cu126");
    expect(wrong?.note).toMatch(/^wheels of the public index .* up to torch 2\.10; Jetson AI Lab.* has torch-2\.8\.0-/);
  });

  it.each<[string, Target, string, RegExp | null]>([
    [
      "2.11 has the CUDA of servers, JetPack 6 that of Tegra",
      JP6,
      "torch-2.11.0-cp310-cp310-manylinux_2_28_aarch64.whl",
      /SBSA/,
    ],
    ["2.11 is right on Thor", JP7, "torch-2.11.0-cp312-cp312-manylinux_2_28_aarch64.whl", null],
    ["2.9 has no GPU code on Thor either", JP7, "torch-2.9.1-cp312-cp312-manylinux_2_28_aarch64.whl", /no GPU code/],
    [
      "+cpu says it itself",
      JP6,
      "torch-2.9.1+cpu-cp310-cp310-manylinux_2_28_aarch64.whl",
      /2\.9\.1\+cpu is built without GPU code/,
    ],
    ["a linux_aarch64 wheel is no wheel of the public index", JP6, TORCH_JETSON, null],
    ["nothing is wrong on a server", SERVER, CPU, null],
  ])("%s", (_title, target, file, note) => {
    const { wrong } = check("torch", target, [file], {});
    if (note === null) expect(wrong).toBeNull();
    else expect(wrong?.note).toMatch(note);
  });

  it("is not the wrong one when it is from the vendor's index", () => {
    const requirement = requirementOf("torch");
    const index = "https://pypi.jetson-ai-lab.io/jp6/cu126/+simple/";
    const { verdict } = assessAcross(requirement, [answer([CPU], index)], JP6);
    const judged = { requirement, verdict, index, knowledge: knowledgeOf("torch", JP6), target: JP6 };
    expect(wrongIndexOf(judged, [])).toBeNull();
  });

  it("says of a dead vendor index that nothing is known, and of an empty one what it lacks", () => {
    expect(check("torch", JP6, [CPU], { "jetson-jp6-cu126": "dead" }).wrong?.note).toMatch(
      /; it is unknown what Jetson AI Lab.* has now: connection refused$/,
    );
    expect(check("torch", JP6, [CPU], {}).wrong?.note).toMatch(/lists no wheel of it for this target now$/);
    expect(check("torch==2.9.1", JP6, [CPU], { "jetson-jp6-cu126": [TORCH_JETSON] }).wrong?.note).toMatch(
      /has torch-2\.8\.0-.*, which torch==2\.9\.1 does not allow$/,
    );
  });
});

describe("a package without a wheel on the configured indexes", () => {
  const X86 = "onnxruntime_gpu-1.27.0-cp310-cp310-manylinux_2_28_x86_64.whl";
  const JETSON = "onnxruntime_gpu-1.23.0-cp310-cp310-linux_aarch64.whl";

  it("is OTHER_INDEX when a vendor has one that the requirement allows", () => {
    const { verdict } = check("onnxruntime-gpu", JP6, [X86], { "jetson-jp6-cu126": [JETSON] });
    expect(verdict).toMatchObject({
      outcome: "OTHER_INDEX",
      version: "1.27.0",
      siblings: [{ kind: "other-index", version: "1.23.0", wheel: JETSON }, { kind: "other-platform" }],
    });
    expect(verdict.siblings[0]?.text).toBe(
      `${vendorIndex("jetson-jp6-cu126")?.title} (https://pypi.jetson-ai-lab.io/jp6/cu126) has 1.23.0 for this target`,
    );
    const pinned = check("onnxruntime-gpu==1.27.0", JP6, [X86], { "jetson-jp6-cu126": [JETSON] });
    expect(pinned.verdict.outcome).toBe("NO_ARTIFACT");
  });

  it("is unknown, not absent, when the vendor that may have one did not answer", () => {
    const { verdict, wrong } = check("onnxruntime-gpu", JP6, [X86], { "jetson-jp6-cu126": "dead" });
    expect(verdict.outcome).toBe("UNKNOWN");
    expect(wrong).toBeNull();
    expect(verdict.siblings[0]?.text).toMatch(/^it is unknown what Jetson AI Lab.* has: connection refused$/);
  });

  it("keeps what the configured index says on machines that no vendor keeps wheels for", () => {
    const { verdict } = check("onnxruntime-gpu", SERVER, [X86], { "onnxruntime-cuda-13": "dead" });
    expect(verdict.outcome).toBe("NO_ARTIFACT");
    expect(verdict.siblings[0]?.text).toMatch(/^it is unknown what ONNX Runtime.* has: connection refused$/);
  });

  it("asks the indexes of the platform on other machines, and none where a wheel fits", () => {
    expect(check("onnxruntime-gpu", SERVER, [X86], {}).asked).toEqual(["onnxruntime-cuda-13"]);
    expect(check("torch", SERVER, [CPU], {}).asked).toEqual([]);
    expect(check("requests", JP6, ["requests-2.0-py3-none-any.whl"], {}).asked).toEqual([]);
    expect(check("torch", JP5, [CPU], {}).asked).toEqual([]);
  });

  it("asks an index with wheels of many projects about each that has none, by platform and C library", () => {
    const none = ["demo-1.0.tar.gz"];
    expect(check("demo", targetOf("cp313-musllinux_1_2_aarch64"), none, {}).asked).toEqual(["home-assistant-musl"]);
    expect(check("demo", targetOf("cp313-manylinux_2_41_armv7l"), none, {}).asked).toEqual(["piwheels"]);
    expect(check("demo", targetOf("cp312-manylinux_2_39_riscv64"), none, {}).asked).toEqual(["rise-riscv64"]);
    expect(check("demo", SERVER, none, {}).asked).toEqual([]);
    expect(check("demo", targetOf("cp312-manylinux_2_39_riscv64"), ["demo-1.0-py3-none-any.whl"], {}).asked).toEqual(
      [],
    );
    expect(check("demo", targetOf("cp312-manylinux_2_39_riscv64"), [], {}).asked).toEqual([]);
  });
});
