import { cpSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VENDOR_INDEXES } from "../../../src/core/knowledge/vendor-indexes.ts";
import type { Finding } from "../../../src/core/report/model.ts";
import { JETSON_PROJECTS, PUBLIC_PROJECTS } from "../../rig/jetson/projects.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { type CliRun, cliEnvironment, runCli } from "./run-cli.ts";
import { makeStage, type Stage } from "./stage.ts";

const EXAMPLES = new URL("../../../examples", import.meta.url);

/**
 * The example's own command, with the public index and NVIDIA's stood up on loopback from what they have. The address of
 * the vendor's index is overridden the way a user would: by `--knowledge`.
 */
async function checkExample(stage: Stage, publicUrl: string, vendorUrl: string): Promise<CliRun> {
  cpSync(EXAMPLES, `${stage.project}/examples`, { recursive: true });
  const shipped = VENDOR_INDEXES.find(({ key }) => key === "jetson-jp6-cu126");
  stage.write("knowledge.json", JSON.stringify({ vendorIndexes: [{ ...shipped, url: vendorUrl }] }));
  const what = ["-r", "examples/jetson/requirements.txt", "--target", "jetson-jp6"];
  const where = ["--index-url", publicUrl, "--knowledge", "knowledge.json"];
  return await runCli(["check", ...what, ...where], { cwd: stage.project, env: cliEnvironment(stage.home) });
}

function findingOf(stage: Stage, name: string): Finding {
  const found = stage.report().findings.find(({ packages }) => packages.includes(name));
  if (found === undefined) throw new Error(`no finding is about ${name}`);
  return found;
}

const textOf = ({ title, message, remedies }: Finding): string =>
  [title, message, ...remedies.flatMap(({ text, commands }) => [text, ...commands])].join("\n");

describe("check of the Jetson example", () => {
  let stage: Stage;
  let main: SimpleIndex;
  let vendor: SimpleIndex;
  let run: CliRun;

  beforeAll(async () => {
    stage = makeStage();
    main = await startSimpleIndex({ projects: PUBLIC_PROJECTS });
    vendor = await startSimpleIndex({ projects: JETSON_PROJECTS });
    run = await checkExample(stage, main.url, vendor.url.replace(/\/$/, ""));
  });
  afterAll(async () => {
    stage.remove();
    await Promise.all([main.close(), vendor.close()]);
  });

  it("fails, and counts what has wheels", () => {
    expect(run.code).toBe(1);
    expect(run.stdout).toContain("14 of 20 packages have wheels");
  });

  it("tells which lack wheels, each by its reason", () => {
    const verdicts = Object.fromEntries(
      stage.report().targets[0]?.packages.map((each) => [each.name, each.verdict?.outcome]) ?? [],
    );
    expect(verdicts).toMatchObject({
      ...{
        torch: "NATIVE",
        torchvision: "NATIVE",
        torchaudio: "NATIVE",
        numpy: "NATIVE",
        einops: "PURE",
        torchao: "STUB",
      },
      ...{ "onnxruntime-gpu": "OTHER_INDEX", decord: "NO_ARTIFACT", mediapipe: "OLDER_HAS" },
      ...{ pyaudio: "SDIST_ONLY", webrtcvad: "SDIST_ONLY", "flash-attn": "SDIST_ONLY" },
    });
  });

  it.each(["torch", "torchvision", "torchaudio"])(
    "says that %s is from the wrong index, though a wheel fits",
    (name) => {
      const finding = findingOf(stage, name);
      expect(finding.code).toBe("wrong-index");
      expect(textOf(finding)).toMatch(new RegExp(`has ${name}-[\\d.]+-cp310-cp310-linux_aarch64\\.whl`));
      expect(textOf(finding)).toContain(vendor.origin);
    },
  );

  it("names the vendor's index for what has no wheel elsewhere, with the version to pin", () => {
    const text = textOf(findingOf(stage, "onnxruntime-gpu"));
    expect(text).toContain(`--extra-index-url ${vendor.origin}`);
    expect(text).toContain("onnxruntime-gpu==1.23.0");
  });

  it("gives system packages, and the board's CUDA architectures, as lines for a Dockerfile", () => {
    const commands = stage
      .report()
      .findings.filter(({ code }) => code === "system-packages")
      .flatMap(({ remedies }) => remedies.flatMap((remedy) => remedy.commands));
    expect(commands).toEqual([
      expect.stringMatching(/^RUN apt-get update && apt-get install .* build-essential python3-dev portaudio19-dev /),
      expect.stringMatching(/^RUN apt-get update && apt-get install .* libportaudio2 /),
      'ENV TORCH_CUDA_ARCH_LIST="8.7"',
    ]);
    for (const command of commands) expect(run.stdout).toContain(command);
  });

  it("names the nearest versions that have wheels", () => {
    const text = textOf(findingOf(stage, "mediapipe"));
    expect(text).toContain("mediapipe==0.10.18");
    expect(text).toContain("mediapipe==1.2.2");
  });

  it("points at the requirement's own line", () => {
    const lines = readFileSync(`${stage.project}/examples/jetson/requirements.txt`, "utf8").split("\n");
    for (const name of ["torch", "decord", "mediapipe", "onnxruntime-gpu", "pyaudio"]) {
      const [place] = findingOf(stage, name).places;
      expect(place?.file).toBe("examples/jetson/requirements.txt");
      expect(lines[(place?.line ?? 0) - 1]).toMatch(new RegExp(`^${name}\\b`));
    }
  });
});

describe("check of the Jetson example while the vendor's index is down", () => {
  let stage: Stage;
  let main: SimpleIndex;
  let run: CliRun;

  beforeAll(async () => {
    stage = makeStage();
    main = await startSimpleIndex({ projects: PUBLIC_PROJECTS });
    const gone = await startSimpleIndex({ projects: [] });
    await gone.close();
    run = await checkExample(stage, main.url, gone.url.replace(/\/$/, ""));
  });
  afterAll(async () => {
    stage.remove();
    await main.close();
  });

  it("does not say that the vendor lacks what it cannot tell", () => {
    expect(run.code).toBe(1);
    expect(stage.package("onnxruntime-gpu").verdict?.outcome).toBe("UNKNOWN");
    expect(textOf(findingOf(stage, "onnxruntime-gpu"))).toMatch(/unknown what Jetson AI Lab/);
  });

  it("still says that torch's wheel is not one for a Jetson", () => {
    const finding = findingOf(stage, "torch");
    expect(finding.code).toBe("wrong-index");
    expect(textOf(finding)).toMatch(/it is unknown what Jetson AI Lab.* has now/);
  });

  it("judges what no vendor has as before", () => {
    expect(stage.package("decord").verdict?.outcome).toBe("NO_ARTIFACT");
    expect(stage.package("pyaudio").verdict?.outcome).toBe("SDIST_ONLY");
  });
});
