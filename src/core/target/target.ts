import type { MarkerEnvironment } from "../pep/marker.ts";
import type { LibcFloor } from "./libc.ts";
import type { Platform } from "./platform.ts";

/** What packages are looked for: platform × libc floor × Python. Serialisable. */
export interface Target {
  /** `cp312-manylinux_2_28_aarch64`. */
  readonly id: string;
  readonly platform: Platform;
  /** The newest C library that wheels may need; null on a system without a known one: plain `linux_*` wheels only. */
  readonly libc: LibcFloor | null;
  readonly python: TargetPython;
  /** Where the target was taken from: `jetson-jp6`, `profile.json`, `image:debian:13`; null when it was spelled out. */
  readonly profile: string | null;
  /** Marker values that differ from those that follow from platform and Python, e.g. `platform_release` of a Jetson. */
  readonly markers: Partial<MarkerEnvironment>;
  /** The exact tags of the machine, best first, when its own profile lists them; null: computed. */
  readonly tags: readonly string[] | null;
}

export interface TargetPython {
  readonly implementation: "cpython" | "pypy";
  readonly major: number;
  readonly minor: number;
  /** `3.12.4` when it is known to the patch, else `3.12`. */
  readonly version: string;
  /** In the words of wheel tags: `cp312`, `cp314t`, `pp311`. */
  readonly abi: string;
  readonly freeThreaded: boolean;
}

/**
 * Whose order of tags decides. `packaging-26.3`: pip from 26.3 on, `linux_*` first · `pip-26.2`: pip up to 26.2, `linux_*`
 * after manylinux · `uv`: `linux_*` last, floors of its own for riscv64 and loongarch64.
 */
export type TagRules = "packaging-26.3" | "pip-26.2" | "uv";
