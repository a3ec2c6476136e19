import type { AssessedPackage, CheckFacts } from "../../../src/core/findings/facts.ts";
import type { Miss, Sibling, Verdict, VerdictOutcome } from "../../../src/core/index/verdict.ts";
import type { PackageKnowledge } from "../../../src/core/knowledge/model.ts";
import type { PackageReport } from "../../../src/core/report/model.ts";
import { libcFloor } from "../../../src/core/target/libc.ts";
import type { Target } from "../../../src/core/target/target.ts";
import { packageReport } from "./case-facts.ts";
import { ALPINE, JP6, sourceBuild, verdict } from "./check-facts.ts";

/** A server with ARM: glibc 2.28 is all that is asked of it. */
export const SERVER: Target = {
  ...ALPINE,
  id: "cp312-manylinux_2_28_aarch64",
  libc: libcFloor("glibc", 2, 28),
  profile: null,
};

const line = (number: number) => [{ file: "requirements.txt", line: number, column: 1 }];
const older = (name: string, version: string): Sibling => ({
  ...{ kind: "older", text: `${version} has a wheel for this target`, version },
  wheel: `${name}-${version}-py3-none-manylinux2014_aarch64.whl`,
});
const known = (name: string, note: string, source: string, more: Partial<PackageKnowledge> = {}): PackageKnowledge => ({
  ...{ names: [name], source, date: "2026-08", note },
  ...more,
});
const miss = (wheel: string, part: Miss["part"], needs: string, has: string): Miss => ({ wheel, part, needs, has });

type Item = Partial<AssessedPackage> & Pick<AssessedPackage, "name" | "verdict">;
const item = (more: Item): AssessedPackage => ({
  ...{ requirement: more.name, requestedBy: [], requiredBy: [], knowledge: null, build: null, yanked: null },
  ...{
    requiresPython: null,
    indexes: ["https://index.example/simple/"],
    wrongIndex: null,
    nearNames: [],
    status: null,
  },
  ...more,
});
const wheel = (file: string, bytes: number, outcome: VerdictOutcome = "NATIVE"): Verdict => {
  const [, version = "1"] = file.split("-");
  return verdict(outcome, { version, wheel: file, tag: file.split("-").slice(2).join("-").replace(".whl", ""), bytes });
};

const JETSON_INDEX = {
  ...{
    key: "jetson-jp6-cu126",
    url: "https://jetson.example/jp6/cu126",
    title: "the index for JetPack 6 with CUDA 12.6",
  },
  ...{ source: "dusty-nv/jetson-containers", date: "2026-05", for: ["jetson-jp6"], note: "It is sometimes down." },
};
const CAIRO = {
  build: { apt: ["libcairo2-dev", "pkg-config"], dnf: ["cairo-devel", "pkgconf"], apk: ["cairo-dev", "pkgconf"] },
  runtime: { apt: ["libcairo2"], dnf: ["cairo"], apk: ["cairo"] },
};

/** What every target has alike. */
const COMMON: readonly AssessedPackage[] = [
  item({
    ...{ name: "einops", requirement: "einops==0.8.1", requestedBy: line(2) },
    verdict: wheel("einops-0.8.1-py3-none-any.whl", 64_359, "PURE"),
  }),
  item({
    ...{ name: "moshi", requirement: "moshi==0.2.2", requestedBy: line(3) },
    verdict: wheel("moshi-0.2.2-py3-none-any.whl", 127_000, "PURE"),
  }),
  item({
    ...{ name: "tokenizers", requirement: "tokenizers>=0.20", requiredBy: ["transformers"] },
    verdict: wheel("tokenizers-0.21.0-cp39-abi3-manylinux_2_17_aarch64.whl", 2_900_000, "ABI3"),
  }),
  item({
    ...{ name: "transformers", requirement: "transformers==4.49.0", requestedBy: line(4) },
    verdict: wheel("transformers-4.49.0-py3-none-any.whl", 10_000_000, "PURE"),
  }),
  item({
    ...{ name: "torchvison", requirement: "torchvison", requestedBy: line(5), indexes: [], nearNames: ["torchvision"] },
    verdict: verdict("NOT_FOUND", { version: null }),
  }),
  item({
    ...{ name: "decord", requirement: "decord==0.6.0", requestedBy: line(6) },
    knowledge: known(
      "decord",
      "Has no wheel for aarch64 and no source, and nothing new since 2021.",
      "evadb issue 1453",
      {
        alternatives: [{ text: "a fork has wheels for aarch64", requirement: "decord2" }],
      },
    ),
    verdict: verdict("NO_ARTIFACT", {
      version: "0.6.0",
      miss: miss("decord-0.6.0-py3-none-manylinux2010_x86_64.whl", "platform", "x86_64", "aarch64"),
    }),
  }),
  item({
    ...{ name: "billing-client", requirement: "billing-client", requestedBy: line(7) },
    verdict: wheel("billing_client-3.1-py3-none-any.whl", 20_000, "PURE"),
    indexes: ["https://wheels.example/simple/", "https://index.example/simple/"],
  }),
  item({
    ...{ name: "sphn", requirement: "sphn==0.1.4", requiredBy: ["moshi"], yanked: "" },
    verdict: verdict("SDIST_ONLY", { version: "0.1.4", sdist: "sphn-0.1.4.tar.gz", bytes: 81_000 }),
    build: sourceBuild({
      ...{ file: "sphn-0.1.4.tar.gz", compile: ["Rust"], backend: "maturin", buildRequires: ["maturin>=1"] },
      evidence: "from pyproject.toml of sphn-0.1.4.tar.gz",
    }),
  }),
  item({
    ...{ name: "pycairo", requirement: "pycairo>=1.26", requestedBy: line(8) },
    verdict: verdict("SDIST_ONLY", { version: "1.29.0", sdist: "pycairo-1.29.0.tar.gz", bytes: 665_000 }),
    build: sourceBuild({
      ...{ file: "pycairo-1.29.0.tar.gz", compile: ["C"], backend: "mesonpy", system: CAIRO },
      ...{ minutes: { value: 1, source: "measured 2026-08" }, evidence: "by the table of known packages, 2026-08" },
    }),
  }),
  item({
    ...{ name: "docopt", requirement: "docopt", requestedBy: line(9), status: "archived" },
    verdict: verdict("SDIST_ONLY", { version: "0.6.2", sdist: "docopt-0.6.2.tar.gz", bytes: 25_901 }),
    build: sourceBuild({
      file: "docopt-0.6.2.tar.gz",
      compile: [],
      backend: "setuptools",
      evidence: "no file to compile in it",
    }),
  }),
  item({
    ...{ name: "tensorboard-data-server", requirement: "tensorboard-data-server", requestedBy: line(10) },
    verdict: wheel("tensorboard_data_server-0.7.2-py3-none-any.whl", 2_400, "STUB"),
  }),
  item({
    ...{ name: "urllib3", requirement: "urllib3==2.0.0", requestedBy: line(11), yanked: "broken with OpenSSL 1.1" },
    verdict: wheel("urllib3-2.0.0-py3-none-any.whl", 123_000, "PURE"),
  }),
  item({
    ...{ name: "acme-models", requirement: "acme-models", requestedBy: line(12), indexes: [] },
    verdict: verdict("UNKNOWN", { version: null }),
  }),
  item({
    ...{ name: "acme-secrets", requirement: "acme-secrets", requestedBy: line(13), indexes: [] },
    verdict: verdict("AUTH", { version: null }),
  }),
  item({
    ...{ name: "badlib", requirement: "badlib", requestedBy: line(14), status: "quarantined" },
    verdict: verdict("NO_ARTIFACT", { version: null }),
  }),
  item({
    ...{ name: "gpulib", requirement: "gpulib", requestedBy: line(15) },
    verdict: verdict("VARIANT_ONLY", {
      version: "2.0",
      miss: miss(
        "gpulib-2.0-cp310-cp310-linux_aarch64-cu126.whl",
        "variant",
        "an installer that selects the variant cu126",
        "installers that select no variants",
      ),
    }),
  }),
];

const torch = (python: string, more: Partial<AssessedPackage> = {}) =>
  item({
    ...{ name: "torch", requirement: "torch==2.9.1", requestedBy: line(1) },
    verdict: wheel(`torch-2.9.1-${python}-${python}-manylinux_2_28_aarch64.whl`, 104_000_000),
    ...more,
  });

const JETSON: readonly AssessedPackage[] = [
  torch("cp310", {
    wrongIndex: { vendor: JETSON_INDEX, note: "Wheels of the public index for aarch64 have no CUDA code up to 2.10" },
  }),
  item({
    ...{ name: "z3-solver", requirement: "z3-solver==5.0.0", requestedBy: line(16) },
    verdict: verdict("OLDER_HAS", {
      ...{ version: "5.0.0", siblings: [older("z3_solver", "4.15.4")] },
      miss: miss("z3_solver-5.0.0-py3-none-manylinux_2_38_aarch64.whl", "libc-version", "glibc 2.38", "glibc 2.35"),
    }),
  }),
  item({
    ...{ name: "numpy", requirement: "numpy==2.3.0", requestedBy: line(17), requiresPython: ">=3.11" },
    verdict: verdict("REQUIRES_PYTHON", { version: "2.3.0", siblings: [older("numpy", "2.2.6")] }),
  }),
  item({
    ...{ name: "ray", requirement: "ray", requestedBy: line(18) },
    verdict: verdict("OLDER_HAS", {
      version: "2.56.1",
      miss: miss("ray-2.56.1-cp312-cp312-manylinux2014_aarch64.whl", "python", "CPython 3.12", "CPython 3.10"),
      siblings: [older("ray", "2.46.0")],
    }),
  }),
  item({
    ...{ name: "mediapipe", requirement: "mediapipe", requestedBy: line(19) },
    knowledge: known("mediapipe", "Has wheels for aarch64 up to 0.10.18.", "mediapipe issue 5965"),
    verdict: verdict("OLDER_HAS", {
      ...{ version: "0.10.21", siblings: [older("mediapipe", "0.10.18")] },
      miss: miss("mediapipe-0.10.21-cp310-cp310-manylinux_2_28_x86_64.whl", "platform", "x86_64", "aarch64"),
    }),
  }),
  item({
    ...{ name: "onnxruntime-gpu", requirement: "onnxruntime-gpu", requestedBy: line(20) },
    verdict: verdict("OTHER_INDEX", { version: "1.23.0" }),
    wrongIndex: { vendor: JETSON_INDEX, note: "The index for JetPack 6 has 1.23.0" },
  }),
];

const ELSEWHERE = (python: string, tag: string): readonly AssessedPackage[] => [
  item({
    ...{ name: "z3-solver", requirement: "z3-solver==5.0.0", requestedBy: line(16) },
    verdict: verdict("OLDER_HAS", {
      ...{ version: "5.0.0", siblings: [older("z3_solver", "4.15.1")] },
      miss: miss("z3_solver-5.0.0-py3-none-manylinux_2_38_aarch64.whl", "libc-version", "glibc 2.38", "glibc 2.28"),
    }),
  }),
  item({
    ...{ name: "numpy", requirement: "numpy==2.3.0", requestedBy: line(17) },
    verdict: wheel(`numpy-2.3.0-${python}-${python}-${tag}.whl`, 14_000_000),
  }),
];

const MUSL: readonly AssessedPackage[] = [
  torch("cp312", {
    verdict: verdict("LIBC_FAMILY", {
      version: "2.9.1",
      miss: miss("torch-2.9.1-cp312-cp312-manylinux_2_28_aarch64.whl", "libc-family", "glibc", "musl"),
    }),
  }),
  ...ELSEWHERE("cp312", "musllinux_1_2_aarch64").slice(1),
];

/** A requirements file of a speech project on a Jetson, with something of everything that can be found. */
export const JETSON_CHECKS: readonly CheckFacts[] = [
  {
    ...{ target: JP6, assessed: [...COMMON, ...JETSON], conflicts: [] },
    undecided: "What legacy-lib 1.0 needs is only known to its setup.py",
  },
  {
    ...{ target: SERVER, undecided: null, conflicts: [] },
    assessed: [...COMMON, torch("cp312"), ...ELSEWHERE("cp312", "manylinux_2_28_aarch64")],
  },
  { target: ALPINE, assessed: [...COMMON, ...MUSL], conflicts: [], undecided: null },
];

/** What the report says of a package that was judged. */
export function packageOf({ name, requestedBy, requiredBy, verdict: each, build }: AssessedPackage): PackageReport {
  const artifact = each.wheel !== null ? "wheel" : build !== null ? "sdist" : null;
  return packageReport({
    ...{ name, version: each.version, requestedBy, requiredBy, artifact, verdict: each, bytes: each.bytes },
    ...{ origin: artifact === null ? null : "index", file: each.wheel ?? build?.file ?? null, status: "planned" },
  });
}
