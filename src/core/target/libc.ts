import { type Parsed, parsed, problemAt, unparsed } from "../problem.ts";

/** The C library that a wheel needs at least: the policy in its platform tag (PEP 600, PEP 656). */
export interface LibcFloor {
  /** `manylinux_2_28`, `musllinux_1_2`. */
  readonly tag: string;
  readonly family: "glibc" | "musl";
  readonly major: number;
  readonly minor: number;
}

/** Names from before PEP 600 and the glibc they stand for. */
const LEGACY: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["manylinux1", [2, 5]],
  ["manylinux2010", [2, 12]],
  ["manylinux2014", [2, 17]],
]);

/** `manylinux_2_28`, `musllinux_1_2`, or an old name such as `manylinux2014` (which becomes `manylinux_2_17`). */
export function parseLibc(text: string): Parsed<LibcFloor> {
  const word = text.trim().toLowerCase();
  const legacy = LEGACY.get(word);
  if (legacy !== undefined) return parsed(libcFloor("glibc", ...legacy));
  const match = /^(manylinux|musllinux)_(\d{1,3})_(\d{1,3})$/.exec(word);
  if (match !== null) {
    const [, name, major, minor] = match;
    return parsed(libcFloor(name === "manylinux" ? "glibc" : "musl", Number(major), Number(minor)));
  }
  return unparsed(
    problemAt(
      text,
      0,
      "unknown-libc",
      `"${text}" is not a libc floor`,
      "manylinux_MAJOR_MINOR for glibc (manylinux_2_28) or musllinux_MAJOR_MINOR for musl (musllinux_1_2)",
    ),
  );
}

export function libcFloor(family: "glibc" | "musl", major: number, minor: number): LibcFloor {
  return { tag: `${family === "glibc" ? "manylinux" : "musllinux"}_${major}_${minor}`, family, major, minor };
}
