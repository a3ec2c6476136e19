import type { PackageKnowledge } from "../model.ts";
import { GLIBC_IMAGE, row, use } from "./row.ts";

const ARM = ["linux/arm64"];
const JETSON = ["jetson-jp6-cu126", "jetson-sbsa-cu130"];

/** Inference, CUDA from Python, TensorFlow, JAX. */
export const GPU: readonly PackageKnowledge[] = [
  row("onnxruntime", "Has wheels for linux/arm64 (glibc 2.27 and 2.28) without GPU code; none for musl.", {
    platforms: ARM,
    alternatives: [GLIBC_IMAGE],
    compile: ["C++"],
  }),
  row(
    "onnxruntime-gpu",
    "Has wheels for linux/arm64 since 1.29, for ARM servers with glibc 2.34 and CUDA 13; no sdist.",
    {
      source: "the project's page on the public index; microsoft/onnxruntime issues 27005 and 27944",
      date: "2026-11",
      platforms: ARM,
      firstWith: "1.29.0",
      serverOnly: {
        versions: ">=1.29",
        note: "its CUDA is that of ARM servers (SBSA); JetPack 7.1 and older have Tegra's",
      },
      vendorIndexes: [...JETSON, "onnxruntime-cuda-13"],
      alternatives: [
        use("ask for 1.29 or later where glibc is 2.34 or newer", "onnxruntime-gpu>=1.29"),
        use("without a GPU, onnxruntime has wheels", "onnxruntime"),
        use(
          "keep it for x86-64 by a marker, and onnxruntime for the rest",
          'onnxruntime-gpu; platform_machine == "x86_64"',
        ),
      ],
      compile: ["C++", "CUDA"],
    },
  ),
  row(
    "tensorrt tensorrt-cu12 tensorrt-cu13",
    "Its sdist on the public index only fetches wheels from NVIDIA's index.",
    {
      vendorIndexes: ["nvidia"],
      alternatives: [
        use("on a Jetson it comes with JetPack: install python3-libnvinfer with apt and let the environment see it"),
      ],
    },
  ),
  row("tensorrt-cu13-bindings tensorrt-cu12-bindings", "Has wheels for linux/arm64 that need glibc 2.35.", {
    platforms: ARM,
    vendorIndexes: ["nvidia"],
    alternatives: [use("on a Jetson it comes with JetPack: install python3-libnvinfer with apt")],
  }),
  row(
    "cupy-cuda12x cupy-cuda13x",
    "Has wheels for linux/arm64 (glibc 2.17); its name says the major version of CUDA.",
    {
      platforms: ARM,
      alternatives: [use("take the one whose number is your CUDA's")],
      compile: ["C++", "CUDA"],
    },
  ),
  row("cupy", "The project without a CUDA version in its name is an sdist only: it is compiled.", {
    source: "docs.cupy.dev, Installation",
    alternatives: [use("take the wheel for your CUDA", "cupy-cuda13x"), use("or", "cupy-cuda12x")],
    compile: ["C++", "CUDA"],
  }),
  row("pycuda", "Has an sdist only.", {
    alternatives: [use("cuda-python and cupy have wheels", "cuda-python")],
    compile: ["C++", "CUDA"],
  }),
  row("warp-lang", "Its wheels for linux/arm64 need glibc 2.34: too new for JetPack 5, fine on JetPack 6.", {
    platforms: ARM,
  }),
  row("faiss-cpu", "Has wheels for linux/arm64 (stable ABI), for glibc and musl."),
  row("faiss-gpu faiss-gpu-cu12", "Has no wheels for linux/arm64.", {
    platforms: ARM,
    alternatives: [use("without a GPU, faiss-cpu has wheels", "faiss-cpu"), use("conda-forge builds it")],
    compile: ["C++", "CUDA"],
  }),
  row("tensorflow", "Has wheels for linux/arm64, all without GPU code; none for musl.", {
    source: "tensorflow/tensorflow issues 59731 and 121157",
    platforms: ARM,
    cpuOnly: { versions: ">=0", note: "no wheel of tensorflow for linux/arm64 has GPU code" },
    alternatives: [use("for a GPU, take NVIDIA's TensorFlow image")],
    compile: ["C++", "CUDA"],
  }),
  row("tensorflow-io-gcs-filesystem", "Has wheels for linux/arm64 up to Python 3.12, and no release for later ones.", {
    platforms: ARM,
    alternatives: [use("drop the line where nothing is read from Google Cloud Storage"), use("or stay on Python 3.12")],
    compile: ["C++"],
  }),
  row(
    "tensorboard-data-server",
    "Has a compiled wheel for x86-64 only; elsewhere its wheel for every platform is installed.",
    {
      stub: "Its wheel for every platform has no server: TensorBoard loads its data itself, slower.",
      compile: ["Rust"],
    },
  ),
  row("tflite-runtime", "Is no longer released; there is no sdist and no wheel for Python 3.12 and later.", {
    source: "google-ai-edge/LiteRT issue 6043",
    alternatives: [use("ai-edge-litert has taken its place and has wheels (none for 32-bit ARM)", "ai-edge-litert")],
  }),
  row("ai-edge-litert", "Has wheels for linux/arm64 (glibc 2.27) up to Python 3.14; none for 32-bit ARM.", {
    source: "google-ai-edge/LiteRT issue 6043",
  }),
  row("jaxlib", "Has wheels for linux/arm64 (glibc 2.17 in 0.6.2) without GPU code, which comes in plugins.", {
    platforms: ARM,
    alternatives: [use("for a GPU, add the plugin of your CUDA")],
    compile: ["C++"],
  }),
  row(
    "jax-cuda12-plugin jax-cuda13-plugin jax-cuda12-pjrt jax-cuda13-pjrt",
    "Has wheels for linux/arm64, made for ARM servers.",
    {
      platforms: ARM,
      serverOnly: {
        versions: ">=0",
        note: "its CUDA is that of ARM servers (SBSA); JetPack 7.1 and older have Tegra's",
      },
      vendorIndexes: JETSON,
    },
  ),
  row("paddlepaddle", "Has wheels for linux/arm64 up to 3.2.2 on the public index, none in 3.3, and no sdist.", {
    source: "the project's page on the public index; PaddlePaddle/Paddle issue 78397",
    date: "2026-11",
    platforms: ARM,
    firstWith: "2.6.2",
    lastWith: "3.2.2",
    vendorIndexes: ["paddle-cpu"],
    alternatives: [
      use("pin the last release with a wheel", "paddlepaddle<=3.2.2"),
      use("take it from the vendor's own index"),
    ],
    compile: ["C++"],
  }),
  row("llama-cpp-python", "Has an sdist only; wheels are on an index of its own.", {
    source: "abetlen/llama-cpp-python issues 2139 and 2221",
    vendorIndexes: ["llama-cpp-cpu"],
    alternatives: [use("take it from the project's own index")],
    compile: ["C", "C++"],
  }),
  row("ctranslate2", "Has wheels for linux/arm64 without GPU code.", {
    source: "opennmt.net, CTranslate2, Installation",
    platforms: ARM,
    cpuOnly: { versions: ">=0", note: "no wheel of ctranslate2 for linux/arm64 on the public index has GPU code" },
    vendorIndexes: JETSON,
    compile: ["C++"],
  }),
];
