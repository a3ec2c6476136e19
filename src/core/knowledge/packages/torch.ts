import type { PackageKnowledge } from "../model.ts";
import { row, use } from "./row.ts";

const CPU_UNTIL_2_10 = "wheels of the public index for linux/arm64 have no GPU code up to torch 2.10";
const SERVERS = "its CUDA is that of ARM servers (SBSA); JetPack 7.1 and older have Tegra's";
const ARM = ["linux/arm64"];
const JETSON = ["jetson-jp6-cu126", "jetson-sbsa-cu130"];

/** PyTorch and what is built on it. */
export const TORCH: readonly PackageKnowledge[] = [
  row(
    "torch",
    "Has wheels for linux/arm64 (glibc 2.28, none for musl): without GPU code up to 2.10, with CUDA 13 for ARM servers from 2.11 on.",
    {
      source: "wheels in 64 lock files of 24 public repositories; pytorch/pytorch issues 160162 and 168065",
      platforms: ARM,
      cpuOnly: { versions: "<2.11", note: CPU_UNTIL_2_10 },
      serverOnly: { versions: ">=2.11", note: SERVERS },
      vendorIndexes: [...JETSON, "pytorch-cpu", "pytorch-cu130"],
      alternatives: [
        use("take it from the Jetson index of your JetPack, or start from NVIDIA's L4T PyTorch image"),
        use("without a GPU, take it from PyTorch's CPU index: from 2.11 on the public index pulls gigabytes of CUDA"),
      ],
      compile: ["C++", "CUDA"],
    },
  ),
  row("torchvision", "Has wheels for linux/arm64 as torch does; each release is made for one release of torch.", {
    platforms: ARM,
    cpuOnly: { versions: "<0.26", note: `${CPU_UNTIL_2_10}, which is torchvision 0.25` },
    serverOnly: { versions: ">=0.26", note: SERVERS },
    vendorIndexes: [...JETSON, "pytorch-cpu", "pytorch-cu130"],
    alternatives: [use("take it from the same index as torch, in the version that belongs to it")],
    compile: ["C++", "CUDA"],
  }),
  row(
    "torchaudio",
    "Has wheels for linux/arm64 up to 2.11, its last release (glibc 2.28); its versions no longer follow torch's.",
    {
      source: "wheels in 64 lock files of 24 public repositories; aws/deep-learning-containers issue 6231",
      platforms: ARM,
      cpuOnly: { versions: "<2.11", note: CPU_UNTIL_2_10 },
      serverOnly: { versions: ">=2.11", note: SERVERS },
      vendorIndexes: [...JETSON, "pytorch-cpu", "pytorch-cu130"],
      alternatives: [use("pin it, and take it from the same index as torch")],
      compile: ["C++", "CUDA"],
    },
  ),
  row(
    "torchcodec",
    "Has wheels for linux/arm64 since 0.11, for torch 2.11 and later; without GPU code on PyTorch's CPU index since 0.13.",
    {
      source: "huggingface/lerobot pyproject.toml; pytorch/torchcodec issue 1251",
      platforms: ARM,
      firstWith: "0.11",
      serverOnly: { versions: ">=0.11", note: SERVERS },
      vendorIndexes: ["pytorch-cpu", "pytorch-cu130"],
      alternatives: [
        use("ask for 0.11 or later", "torchcodec>=0.11"),
        use("PyAV reads the same files and has wheels", "av"),
      ],
      compile: ["C++"],
    },
  ),
  row("torchao", "Has compiled wheels for x86-64 only; elsewhere its wheel for every platform is installed.", {
    stub: "Its wheel for every platform has no kernels of its own: it works, slower, on plain torch.",
    vendorIndexes: ["jetson-jp6-cu126", "jetson-sbsa-cu130"],
    alternatives: [use("build it from source for CUDA kernels")],
    compile: ["C++", "CUDA"],
  }),
  row("triton", "Has wheels for linux/arm64 (glibc 2.27 and 2.28) for Python 3.10 to 3.14, also free-threaded.", {
    platforms: ARM,
    serverOnly: { versions: ">=0", note: SERVERS },
    vendorIndexes: JETSON,
  }),
  row("bitsandbytes", "Its wheel for linux/arm64 (glibc 2.24) is made for ARM servers.", {
    source: "bitsandbytes-foundation/bitsandbytes issues 1930 and 1941",
    platforms: ARM,
    serverOnly: { versions: ">=0", note: "it fails on a Jetson Orin with missing symbols of CUDA" },
    vendorIndexes: JETSON,
    alternatives: [use("build it with -DCOMPUTE_CAPABILITY=87 on JetPack 6")],
    compile: ["C++", "CUDA"],
  }),
  row(
    "flash-attn",
    "Has no wheels for linux/arm64 on the public index; a build takes the better part of an hour and much memory.",
    {
      source: "Dao-AILab/flash-attention issues 1875 and 2045; PrimeIntellect-ai/prime-rl issue 1972",
      vendorIndexes: JETSON,
      alternatives: [
        use("use scaled_dot_product_attention of torch, which needs no further package"),
        use(
          "take a wheel of github.com/mjun0812/flash-attention-prebuild-wheels (linux/arm64 since its release 0.6.3)",
        ),
      ],
      compile: ["C++", "CUDA"],
      buildMinutes: { value: 45, source: "a README for DGX Spark (GB10): about 45 minutes for flash-attn 2.8.4" },
    },
  ),
  row("xformers", "Has no wheels for linux/arm64 on the public index.", {
    source: "the project's page on the public index; dusty-nv/jetson-containers builds it",
    date: "2026-11",
    vendorIndexes: JETSON,
    alternatives: [use("use scaled_dot_product_attention of torch, which needs no further package")],
    compile: ["C++", "CUDA"],
  }),
  row("transformer-engine-cu13", "Has wheels for linux/arm64, but for 2.16.1 and 2.17.0.", {
    source: "the project's page on the public index; NVIDIA/TransformerEngine issue 3309",
    date: "2026-11",
    platforms: ARM,
    firstWith: "2.9.0",
    alternatives: [use("leave out the two releases without", "transformer-engine-cu13!=2.16.1,!=2.17.0")],
    compile: ["C++", "CUDA"],
  }),
  row("vllm", "Has wheels for linux/arm64 (stable ABI, glibc 2.28) since 0.23; 0.12 had none.", {
    source: "wheels in 64 lock files of 24 public repositories; vllm-project/vllm issues 29472 and 30065",
    platforms: ARM,
    firstWith: "0.23",
    serverOnly: { versions: ">=0", note: SERVERS },
    vendorIndexes: JETSON,
    alternatives: [
      use("ask for 0.23 or later", "vllm>=0.23"),
      use("on a Jetson, take the image of dusty-nv/jetson-containers"),
    ],
    compile: ["C++", "CUDA"],
  }),
];
