import { packagesOf, type Signature, signature } from "../signature.ts";

type Row = readonly [
  name: string,
  files: readonly string[],
  apt: string,
  dnf: string,
  apk: string,
  conda: string,
  advice: string | null,
];

/** Libraries that wheels load and slim images do not have: the build went well, and the import fails. */
const ROWS: readonly Row[] = [
  [
    "libgl",
    ["libGL.so.1"],
    "libgl1",
    "mesa-libGL",
    "mesa-gl",
    "libgl",
    "For OpenCV without windows, opencv-python-headless needs none of it.",
  ],
  ["libglib", ["libglib-2.0.so.0", "libgthread-2.0.so.0"], "libglib2.0-0", "glib2", "glib", "glib", null],
  ["libgomp", ["libgomp.so.1"], "libgomp1", "libgomp", "libgomp", "libgomp", null],
  ["libatomic", ["libatomic.so.1"], "libatomic1", "libatomic", "libatomic", "libatomic", null],
  ["libopenblas", ["libopenblas.so.0"], "libopenblas0", "openblas", "openblas", "libopenblas", null],
  ["libstdcxx", ["libstdc++.so.6"], "libstdc++6", "libstdc++", "libstdc++", "libstdcxx", null],
  ["libpq-runtime", ["libpq.so.5"], "libpq5", "libpq", "libpq", "libpq", null],
  ["libsndfile-runtime", ["libsndfile.so.1"], "libsndfile1", "libsndfile", "libsndfile", "libsndfile", null],
  ["libgfortran", ["libgfortran.so.5"], "libgfortran5", "libgfortran", "libgfortran", "libgfortran5", null],
];

export const SHARED_OBJECTS: readonly Signature[] = ROWS.map(([id, files, apt, dnf, apk, conda, advice]) =>
  signature({
    id: `runtime-${id}`,
    class: "missing-library",
    names: { "shared-object": files },
    cause: "The shared library $1 is not installed where the program runs.",
    advice,
    packages: packagesOf(apt, dnf, apk, conda),
    examples: files.map((file) => `ImportError: ${file}: cannot open shared object file: No such file or directory`),
    nearMisses: files.map((file) => `adding 'demo.libs/${file}'`),
    sources:
      "apt checked in Debian 12 (13 has libglib2.0-0t64, which answers to the old name); dnf, apk, conda unverified",
  }),
);
