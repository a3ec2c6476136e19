import { type LibcFloor, parseLibc } from "../target/libc.ts";

/** What the last part of a wheel's tag says of the machine. */
export interface PlatformTag {
  readonly os: "linux" | "macos" | "windows" | "ios" | "android" | "emscripten" | "any" | "unknown";
  /** As Linux says it (`aarch64`); null where it is another system's word or none. */
  readonly machine: string | null;
  /** Null for plain `linux_*` and other systems. */
  readonly libc: LibcFloor | null;
}

const LINUX =
  /^(?<policy>linux|(?:manylinux|musllinux)_\d+_\d+|manylinux1|manylinux2010|manylinux2014)_(?<machine>.+)$/;

/** Systems by the beginning of their tags (PEP 425, 730, 738, 776, 783). */
const OTHERS: readonly (readonly [RegExp, PlatformTag["os"]])[] = [
  [/^macosx_/, "macos"],
  [/^win(?:32$|_)/, "windows"],
  [/^ios_/, "ios"],
  [/^android_/, "android"],
  [/^(?:py)?emscripten_|^pyodide_|^wasi_/, "emscripten"],
  [/^any$/, "any"],
];

const NAMES: Readonly<Record<PlatformTag["os"], string>> = {
  linux: "Linux",
  macos: "macOS",
  windows: "Windows",
  ios: "iOS",
  android: "Android",
  emscripten: "WebAssembly",
  any: "any platform",
  unknown: "another system",
};

/** Reads a platform tag such as `manylinux_2_28_aarch64` or `macosx_11_0_arm64`. Never fails: what it does not know is `unknown`. */
export function platformOf(tag: string): PlatformTag {
  const { policy, machine } = LINUX.exec(tag)?.groups ?? {};
  if (policy !== undefined && machine !== undefined) {
    const libc = policy === "linux" ? null : parseLibc(policy);
    return { os: "linux", machine, libc: libc?.ok ? libc.value : null };
  }
  const os = OTHERS.find(([pattern]) => pattern.test(tag))?.[1] ?? "unknown";
  return { os, machine: null, libc: null };
}

/** The name of a system for people: `macOS`. */
export function osName(os: PlatformTag["os"]): string {
  return NAMES[os];
}
