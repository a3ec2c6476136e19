import { runtimeOnly } from "../libraries.ts";
import type { PackageKnowledge } from "../model.ts";
import { GLIBC_IMAGE, INDEX, row, use } from "./row.ts";

const ARM = ["linux/arm64"];

/** Learning, robotics, 3D, language. */
export const MACHINE_LEARNING: readonly PackageKnowledge[] = [
  row(
    "mediapipe",
    "Releases 0.10.5 to 0.10.18 have wheels for linux/arm64 (Python 3.9 to 3.12), 0.10.20 to 0.10.35 have none, 1.0 and later have them again (glibc 2.28).",
    {
      source:
        "the project's page on the public index; google-ai-edge/mediapipe issue 5965; rupeshs/fastsdcpu issue 352",
      date: "2026-11",
      platforms: ARM,
      firstWith: "0.10.5",
      alternatives: [
        use("of 0.10 take the last release with a wheel, on Python 3.12 or older", "mediapipe<=0.10.18"),
        use("or go to 1.0 or later", "mediapipe>=1.0"),
      ],
      system: runtimeOnly("gl"),
      compile: ["C++"],
    },
  ),
  row("decord", "Has neither wheels for linux/arm64 nor an sdist; its last release is of 2021.", {
    alternatives: [
      use("decord2 is a maintained successor with wheels", "decord2"),
      use("PyAV reads the same files", "av"),
      use("torchcodec, with torch 2.11 and later", "torchcodec>=0.11"),
    ],
    compile: ["C++"],
  }),
  row("eva-decord", "Has no wheels for Linux on ARM.", {
    source: "georgia-tech-db/evadb issue 1453",
    platforms: ARM,
    alternatives: [use("decord2 has wheels", "decord2"), use("PyAV reads the same files", "av")],
    compile: ["C++"],
  }),
  row(
    "open3d",
    "Some releases have wheels for linux/arm64: 0.18 (glibc 2.27) and 0.20 (glibc 2.35); 0.19 has none. No sdist.",
    {
      source: INDEX,
      date: "2026-11",
      platforms: ARM,
      firstWith: "0.14.1",
      alternatives: [use("leave out 0.19", "open3d!=0.19.0"), use("on an older glibc take 0.18", "open3d==0.18.0")],
      system: runtimeOnly("gl", "gomp"),
      compile: ["C++"],
    },
  ),
  row("usd-core", "Has wheels for linux/arm64 since 26.11, for Python 3.11 and later; no sdist.", {
    source: INDEX,
    date: "2026-11",
    platforms: ARM,
    firstWith: "26.11",
    alternatives: [
      use("ask for 26.11 or later", "usd-core>=26.11"),
      use("usd-exchange has wheels for linux/arm64 (glibc 2.35)", "usd-exchange>=2.3.0"),
    ],
    compile: ["C++"],
  }),
  row("sapien", "Has no wheels for linux/arm64 on the public index; its releases on GitHub have some.", {
    source: "haosulab/SAPIEN issue 294",
    platforms: ARM,
    alternatives: [use("take the linux_aarch64 wheel from its release on GitHub")],
    compile: ["C++"],
  }),
  row("embreex mplib", "Has neither wheels for linux/arm64 nor an sdist.", {
    platforms: ARM,
    alternatives: [use('make it optional there: add ; platform_machine == "x86_64" to its line')],
    compile: ["C++"],
  }),
  row("quadprog toppra", "Has no wheels for linux/arm64; the sdist is small and easy to build.", {
    platforms: ARM,
    compile: ["C", "Cython"],
  }),
  row("cysignals", "Has no wheels for linux/arm64; the sdist is easy to build.", {
    platforms: ARM,
    compile: ["Cython", "C"],
  }),
  row("sentencepiece", "Has wheels for linux/arm64; none for musl.", {
    alternatives: [GLIBC_IMAGE],
    compile: ["C++"],
  }),
  row("spacy thinc blis", "Has wheels for linux/arm64, glibc and musl; those for a new Python come months after it.", {
    source: INDEX,
    date: "2026-11",
    alternatives: [use("stay on the Python before the newest")],
    compile: ["Cython", "C"],
  }),
  row("ray", "Has wheels for linux/arm64 (glibc 2.17), for Python 3.14 since 2.55; none for musl, no sdist.", {
    source: INDEX,
    date: "2026-11",
    alternatives: [use("for Python 3.14 ask for 2.55 or later", "ray>=2.55"), GLIBC_IMAGE],
    compile: ["C++"],
  }),
  row("xgboost", "Has wheels for linux/arm64 (glibc 2.28); none for musl.", {
    alternatives: [GLIBC_IMAGE],
    compile: ["C++"],
  }),
  row("lightgbm", "Has wheels for linux/arm64 (glibc 2.17); none for musl. The wheel loads libgomp of the system.", {
    alternatives: [GLIBC_IMAGE],
    system: runtimeOnly("gomp"),
    compile: ["C++"],
  }),
  row("catboost", "Has wheels for linux/arm64 (glibc 2.17); none for musl.", {
    alternatives: [GLIBC_IMAGE],
    compile: ["C++"],
  }),
  row("scikit-learn", "Has wheels for linux/arm64 (glibc 2.27); none for musl on any processor.", {
    source: "the project's page on the public index; scikit-learn/scikit-learn issue 27004 and pull request 28490",
    date: "2026-11",
    alternatives: [GLIBC_IMAGE, use("on Alpine, apk has py3-scikit-learn")],
    compile: ["Cython", "C++"],
  }),
  row("statsmodels", "Has wheels for linux/arm64 with glibc; of musl only for x86-64.", {
    alternatives: [GLIBC_IMAGE],
    compile: ["Cython"],
  }),
  row("z3-solver", "Its wheels for linux/arm64 need glibc 2.38 since 4.15.8; those of 4.15.4 need 2.34.", {
    source: INDEX,
    date: "2026-11",
    alternatives: [use("on an older glibc take 4.15.4", "z3-solver<=4.15.4.0")],
    compile: ["C++"],
  }),
  row("tokenizers safetensors tiktoken", "Has wheels for linux/arm64, glibc and musl.", { compile: ["Rust"] }),
];
