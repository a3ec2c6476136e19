import { makeSdist, makeWheel, type Release, type TestFile, type TestProject } from "../projects/project.ts";

/** One release: `torch 2.13.0`, what it needs, its wheels by their tags, and whether it has an sdist. */
interface Row {
  readonly release: string;
  readonly requires?: readonly string[];
  readonly requiresPython?: string;
  readonly wheels?: readonly string[];
  readonly sdist?: Readonly<Record<string, string>>;
}

const ANY = ["py3-none-any"];

/** The wheels of a release for some Pythons on some platforms. */
function wheels(pythons: readonly string[], ...platforms: readonly string[]): readonly string[] {
  return pythons.flatMap((python) => platforms.map((platform) => `${python}-${python}-${platform}`));
}

const BOTH = ["manylinux_2_28_aarch64", "manylinux_2_28_x86_64"];
const MANYLINUX2014 = "manylinux_2_17_aarch64.manylinux2014_aarch64";
const NEW_NUMPY = "manylinux_2_27_aarch64.manylinux_2_28_aarch64";
const JETSON_WHEEL = ["cp310-cp310-linux_aarch64"];
const CP310_TO_314 = ["cp310", "cp311", "cp312", "cp313", "cp314"];
const SETUP_PY =
  "from setuptools import Extension, setup\nsetup(ext_modules=[Extension('_native', ['src/native.c'])])\n";
const CUDA_SDIST = {
  "setup.py": "from torch.utils.cpp_extension import CUDAExtension\n",
  "csrc/flash.cu": "__global__ void flash() {}\n",
};
const C_SDIST = {
  "pyproject.toml": '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n',
  "setup.py": SETUP_PY,
  "src/native.c": "#include <Python.h>\n",
};

const TORCH = {
  requires: ["filelock", "typing-extensions", 'cuda-toolkit; platform_system == "Linux"'],
  requiresPython: ">=3.10",
};

/**
 * What the public index has of the packages of `examples/jetson`, as far as a check looks at it: releases, tags of wheels,
 * requirements, cut to what matters for Linux. Source: the projects' pages and METADATA, November 2026.
 */
export const PUBLIC_PROJECTS: readonly TestProject[] = projectsOf([
  { release: "torch 2.15.0", ...TORCH, wheels: wheels(["cp311", "cp312", "cp313", "cp314"], ...BOTH) },
  { release: "torch 2.14.1", ...TORCH, wheels: wheels(CP310_TO_314, ...BOTH) },
  {
    release: "torchvision 0.29.1",
    requires: ["numpy", "torch>=2.14.0", "pillow>=5.3.0,!=8.3.*"],
    requiresPython: ">=3.10,!=3.14.1",
    wheels: wheels(CP310_TO_314, ...BOTH),
  },
  { release: "torchaudio 2.11.0", wheels: wheels(CP310_TO_314, ...BOTH) },
  { release: "torchao 0.17.0", wheels: ["cp310-abi3-manylinux_2_24_x86_64.manylinux_2_28_x86_64", ...ANY] },
  { release: "flash-attn 2.8.3", requires: ["torch", "einops"], sdist: CUDA_SDIST },
  { release: "cuda-toolkit 13.0.2", wheels: ANY },
  { release: "filelock 3.20.0", wheels: ANY },
  { release: "typing-extensions 4.15.0", wheels: ANY },
  {
    release: "vector-quantize-pytorch 1.32.0",
    requires: ["einops>=0.8.0", "einx>=0.3.0", "torch>=2.4"],
    requiresPython: ">=3.9",
    wheels: ANY,
  },
  { release: "einx 0.3.0", requires: ["numpy"], wheels: ANY },
  { release: "einops 0.8.1", wheels: ANY },
  { release: "einops 0.7.0", wheels: ANY },
  { release: "requests 2.32.5", requires: ["urllib3>=1.21.1,<3"], wheels: ANY },
  { release: "urllib3 2.5.0", wheels: ANY },
  { release: "numpy 2.5.2", requiresPython: ">=3.12", wheels: wheels(["cp312", "cp313"], NEW_NUMPY) },
  { release: "numpy 2.2.6", requiresPython: ">=3.10", wheels: wheels(["cp310", "cp311", "cp312"], MANYLINUX2014) },
  { release: "pillow 12.3.0", requiresPython: ">=3.10", wheels: wheels(CP310_TO_314, ...BOTH) },
  {
    release: "onnxruntime-gpu 1.31.1",
    wheels: wheels(["cp311", "cp312", "cp313"], "manylinux_2_34_aarch64", "manylinux_2_28_x86_64"),
  },
  {
    release: "onnxruntime-gpu 1.23.2",
    wheels: wheels(["cp310", "cp311"], "manylinux_2_27_x86_64.manylinux_2_28_x86_64"),
  },
  {
    release: "mediapipe 1.2.2",
    requires: ["numpy"],
    wheels: ["py3-none-manylinux_2_28_aarch64", "py3-none-win_amd64"],
  },
  { release: "mediapipe 0.10.21", requires: ["numpy<2"], wheels: wheels(["cp310", "cp311"], "manylinux_2_28_x86_64") },
  { release: "mediapipe 0.10.18", requires: ["numpy<2"], wheels: wheels(["cp310", "cp311"], MANYLINUX2014) },
  { release: "decord 0.6.0", wheels: ["py3-none-manylinux2010_x86_64", "py3-none-win_amd64"] },
  { release: "pyaudio 0.2.14", wheels: ["cp310-cp310-win_amd64"], sdist: C_SDIST },
  { release: "webrtcvad 2.0.10", sdist: C_SDIST },
]);

/**
 * What the index for JetPack 6 with CUDA 12.6 has of them: wheels for `linux_aarch64` alone, of Python 3.10
 * (dusty-nv/jetson-containers, packages/ml/pytorch/version.py; 2026-05).
 */
export const JETSON_PROJECTS: readonly TestProject[] = projectsOf([
  { release: "torch 2.8.0", requires: ["filelock", "typing-extensions"], wheels: JETSON_WHEEL },
  { release: "torchvision 0.23.0", requires: ["torch==2.8.0", "numpy", "pillow"], wheels: JETSON_WHEEL },
  { release: "torchaudio 2.8.0", requires: ["torch==2.8.0"], wheels: JETSON_WHEEL },
  { release: "onnxruntime-gpu 1.23.0", requires: ["numpy>=1.21.6"], wheels: JETSON_WHEEL },
]);

function projectsOf(rows: readonly Row[]): readonly TestProject[] {
  const files = new Map<string, TestFile[]>();
  for (const row of rows) {
    const [name = "", version = ""] = row.release.split(" ");
    const release: Release = {
      name,
      version,
      ...(row.requires === undefined ? {} : { requires: row.requires }),
      ...(row.requiresPython === undefined ? {} : { requiresPython: row.requiresPython }),
    };
    const made = (row.wheels ?? []).map((tags) => makeWheel(release, tags, {}));
    const sdists = row.sdist === undefined ? [] : [makeSdist(release, row.sdist)];
    files.set(name, [...(files.get(name) ?? []), ...made, ...sdists]);
  }
  return [...files].map(([name, list]) => ({ name, files: list }));
}
