import { compatibleTags } from "../pep/tags.ts";
import type { Target } from "../target/target.ts";
import type { Miss } from "./verdict.ts";

export function tagMiss(tag: string, target: Target): Omit<Miss, "wheel"> | null {
  const tags = compatibleTags(target);
  if (tags.includes(tag)) return null;
  const [python = "", abi = "", platform = ""] = tag.split("-");
  const heads = new Set(tags.map((one) => one.slice(0, one.lastIndexOf("-"))));
  if (!heads.has(`${python}-${abi}`)) {
    const same = python === `cp3${target.python.minor}`;
    if (target.python.freeThreaded && (abi === "abi3" || same))
      return { part: "free-threaded", needs: `${python}-${abi}`, has: target.python.abi };
    if (!same) return { part: "python", needs: python, has: `cp3${target.python.minor}` };
    return { part: "abi", needs: abi, has: target.python.abi };
  }
  const match = /^(manylinux|musllinux)_(\d+)_(\d+)_(.*)$/.exec(
    platform.replace("manylinux2014", "manylinux_2_17").replace("manylinux2010", "manylinux_2_12"),
  );
  const { libc } = target;
  const machine = target.platform.machine;
  if (match === null) {
    if (!platform.startsWith("linux_")) return { part: "other-os", needs: platform, has: "Linux" };
    return { part: "platform", needs: platform.slice(6), has: machine };
  }
  const [, kind, major, minor, arch = ""] = match;
  if (arch !== machine) return { part: "platform", needs: arch, has: machine };
  const family = kind === "manylinux" ? "glibc" : "musl";
  const has = libc === null ? "no known libc" : `${libc.family} ${libc.major}.${libc.minor}`;
  if (family !== libc?.family) return { part: "libc-family", needs: family, has };
  return { part: "libc-version", needs: `${family} ${major}.${minor}`, has };
}
