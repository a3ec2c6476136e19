import type { LibcFloor } from "../target/libc.ts";
import type { Target } from "../target/target.ts";
import { osName, platformOf } from "./platform-tag.ts";
import type { SideMiss } from "./side-miss.ts";
import type { TagIndex } from "./tag-index.ts";

/** What of a platform tag does not fit the target; null when it is one of the target's own. */
export function explainPlatform(tag: string, target: Target, tags: TagIndex): SideMiss | null {
  if (tags.platforms.has(tag)) return null;
  const { os, machine, libc } = platformOf(tag);
  if (os !== "linux") return { part: "other-os", needs: osName(os), has: "Linux", distance: 0 };
  if (machine === null || !tags.machines.has(machine)) {
    return { part: "platform", needs: machine ?? tag, has: target.platform.machine, distance: 0 };
  }
  if (libc === null || target.libc === null) {
    return {
      part: "libc-family",
      needs: libc?.family ?? "plain Linux",
      has: target.libc?.family ?? "no known C library",
      distance: 0,
    };
  }
  return explainLibc(tag, libc, target.libc);
}

function explainLibc(tag: string, needed: LibcFloor, own: LibcFloor): SideMiss {
  if (needed.family !== own.family) return { part: "libc-family", needs: needed.family, has: own.family, distance: 0 };
  if (needed.major > own.major || (needed.major === own.major && needed.minor > own.minor)) {
    return { part: "libc-version", needs: libcText(needed), has: libcText(own), distance: needed.minor - own.minor };
  }
  // Older than any tag of this processor, so nobody looks for it; or left out of the machine's own list.
  return { part: "platform", needs: tag, has: "no such tag", distance: 0 };
}

function libcText({ family, major, minor }: LibcFloor): string {
  return `${family} ${major}.${minor}`;
}
