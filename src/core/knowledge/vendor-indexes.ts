import type { VendorIndex } from "./model.ts";

/**
 * Indexes of vendors and projects with wheels that the public index lacks: the one place where their addresses stand. They
 * are asked only to tell what they have, and only for targets that they are for.
 */
export const VENDOR_INDEXES: readonly VendorIndex[] = [
  {
    key: "jetson-jp6-cu126",
    url: "https://pypi.jetson-ai-lab.io/jp6/cu126",
    title: "Jetson AI Lab, JetPack 6 with CUDA 12.6",
    source: "dusty-nv/jetson-containers, jetson_containers/network.py; its issues 1197, 1244, 1404, 1462",
    date: "2026-08",
    for: ["jetson-jp6"],
    note: "Files vanish and are replaced there, and it has been down for days: keep what works in your wheelhouse, with hashes.",
  },
  {
    key: "jetson-sbsa-cu130",
    url: "https://pypi.jetson-ai-lab.io/sbsa/cu130",
    title: "Jetson AI Lab, ARM servers and JetPack 7 with CUDA 13.0",
    source: "microduck_rl issues 38 and 39; dusty-nv/jetson-containers",
    date: "2026-09",
    for: ["jetson-jp7", "jetson-jp7.2"],
    note: "Its torch links NVPL and cuDSS without saying so: add nvpl-blas, nvpl-lapack and nvidia-cudss-cu13.",
  },
  {
    key: "pytorch-cpu",
    url: "https://download.pytorch.org/whl/cpu",
    title: "PyTorch, without GPU code",
    source: "pytorch.org, Get Started; wheel sizes of 64 lock files of public repositories",
    date: "2026-08",
    for: ["linux/arm64", "linux/amd64", "linux/s390x"],
    note: "Some 150 MB where the public index has pulled gigabytes of CUDA since torch 2.11.",
  },
  {
    key: "pytorch-cu130",
    url: "https://download.pytorch.org/whl/cu130",
    title: "PyTorch with CUDA 13.0",
    source: "pytorch.org, Get Started; pytorch/pytorch issues 160162 and 168065",
    date: "2026-08",
    for: ["linux/arm64", "linux/amd64", "jetson-jp7", "jetson-jp7.2"],
    note: "On ARM it is for servers (SBSA), Thor and GB10, not for JetPack 6 and older.",
  },
  {
    key: "nvidia",
    url: "https://pypi.nvidia.com",
    title: "NVIDIA",
    source: "sdists of tensorrt, which fetch from it",
    date: "2026-08",
    for: ["linux/arm64", "linux/amd64"],
    note: "TensorRT and other libraries; on a Jetson they come with JetPack.",
  },
  {
    key: "onnxruntime-cuda-13",
    url: "https://aiinfra.pkgs.visualstudio.com/PublicPackages/_packaging/onnxruntime-cuda-13/pypi/simple",
    title: "ONNX Runtime with CUDA 13",
    source: "microsoft/onnxruntime issue 27944",
    date: "2026-04",
    for: ["linux/arm64", "linux/amd64"],
    note: "Its wheels need glibc 2.34.",
  },
  {
    key: "paddle-cpu",
    url: "https://www.paddlepaddle.org.cn/packages/stable/cpu",
    title: "PaddlePaddle, without GPU code",
    source: "PaddlePaddle/Paddle issue 78397",
    date: "2026-08",
    for: ["linux/arm64", "linux/amd64"],
    note: "Has wheels for linux/arm64 that the public index has not.",
  },
  {
    key: "llama-cpp-cpu",
    url: "https://abetlen.github.io/llama-cpp-python/whl/cpu",
    title: "llama-cpp-python, without GPU code",
    source: "abetlen/llama-cpp-python README and issues 2139, 2221",
    date: "2026-08",
    for: ["linux/arm64", "linux/amd64", "linux/riscv64"],
    note: "It has not each release: pin one that it lists.",
  },
  {
    key: "piwheels",
    url: "https://www.piwheels.org/simple",
    title: "piwheels, for Raspberry Pi OS with 32 bits",
    source: "piwheels.org, FAQ; piwheels/piwheels",
    date: "2026-03",
    for: ["linux/arm/v7"],
    general: true,
    libc: "glibc",
    note: "armv6 and armv7 only, for the Pythons of Raspberry Pi OS; its wheels may need packages of apt at run time.",
  },
  {
    key: "home-assistant-musl",
    url: "https://wheels.home-assistant.io/musllinux-index",
    title: "Home Assistant, for Alpine",
    source: "matplotlib/matplotlib issue 32121; home-assistant/wheels",
    date: "2026-08",
    for: ["linux/arm64", "linux/amd64"],
    general: true,
    libc: "musl",
    note: "musllinux wheels of what Home Assistant and its integrations need, for the Python that it runs on.",
  },
  {
    key: "rise-riscv64",
    url: "https://gitlab.com/api/v4/projects/56254198/packages/pypi/simple",
    title: "RISE, for RISC-V",
    source: "riseproject.gitlab.io/python/wheel_builder; numpy/numpy issue 30995; Z3Prover/z3 pull request 9147",
    date: "2026-09",
    for: ["linux/riscv64"],
    general: true,
    note: "Names that it does not have it leaves to the public index.",
  },
];

/** Null for a key that is not in the list. */
export function vendorIndex(key: string, indexes: readonly VendorIndex[] = VENDOR_INDEXES): VendorIndex | null {
  return indexes.find((index) => index.key === key) ?? null;
}
