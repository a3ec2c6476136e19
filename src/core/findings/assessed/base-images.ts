import type { Remedy } from "../../report/model.ts";
import { parseLibc } from "../../target/libc.ts";
import { PROFILES, type TargetProfile } from "../../target/profiles.ts";
import { joinWords } from "../../wording.ts";
import type { CheckFacts } from "../facts.ts";

/** Systems that images are commonly based on; a board runs what its vendor makes for it. */
const FAMILIES = ["debian-", "ubuntu-", "rhel", "alpine-"] as const;
const BOARD = "jetson-";

/**
 * Where there is such a C library, by the profiles of targets: the oldest release of each system that has it.
 * @param needs `glibc 2.38`, as a miss says it
 */
export function newerBase(needs: string, { target }: CheckFacts): Remedy {
  const match = /^(glibc|musl) (\d+)\.(\d+)/.exec(needs);
  const families = target.profile?.startsWith(BOARD) ? [BOARD] : FAMILIES;
  const systems = match === null ? [] : families.flatMap((family) => oldestWith(family, match));
  const named = systems.length === 0 ? "" : `: ${joinWords(systems, "or")}, or newer`;
  return { text: `Use a base image or system with ${needs}${named}.`, commands: [] };
}

function oldestWith(family: string, [, wanted, major, minor]: RegExpExecArray): string[] {
  const floor = Number(major) * 1_000 + Number(minor);
  const fitting = PROFILES.filter(({ name, platform }) => name.startsWith(family) && platform === "linux/arm64")
    .map((profile) => ({ profile, level: levelOf(profile, wanted ?? "") }))
    .filter(({ level }) => level >= floor)
    .sort((a, b) => a.level - b.level);
  return fitting.slice(0, 1).map(({ profile }) => profile.title);
}

/** The version as one number; negative for the other C library. */
function levelOf({ libc }: TargetProfile, family: string): number {
  const read = parseLibc(libc);
  return read.ok && read.value.family === family ? read.value.major * 1_000 + read.value.minor : -1;
}
