/** Something that is named in the same few sentences whatever it is. The name decides which signature it is. */
export type ShapeKind = "header" | "program" | "package" | "cmake" | "link" | "shared-object" | "module";

export interface Shape {
  readonly kind: ShapeKind;
  /** Texts of which one stands in every such line, in lower case. */
  readonly near: readonly string[];
  /** The first group that took part is the name. Linear. */
  readonly pattern: RegExp;
  /** Builds print this of things that they can do without, too. */
  readonly probe: boolean;
  /** Names that are believed to be of this kind although no signature lists them; null: none. */
  readonly others: RegExp | null;
  /** A line with NAME in the place of the name. */
  readonly example: string;
}

const shape = (
  kind: ShapeKind,
  near: readonly string[],
  pattern: RegExp,
  example: string,
  { probe = false, others = /./ }: { readonly probe?: boolean; readonly others?: RegExp | null } = {},
): Shape => ({ kind, near, pattern, probe, others, example });

const HEADER_FILE = { others: /\.(?:h|hh|hpp|hxx|inc)$/ };
const PROBE = { probe: true };

/** The sentences in which compilers, shells, pkg-config, meson, CMake, linkers and Python name what they do not find. */
export const SHAPES: readonly Shape[] = [
  // gcc, clang; uv before 0.13 wraps at 80 columns, often behind the colon.
  shape(
    "header",
    ["error: "],
    /error: '?([\w.+/-]+)(?::$|: No such file|' file not)/,
    "src/module.c:7:10: fatal error: NAME: No such file or directory",
    HEADER_FILE,
  ),
  shape(
    "header",
    ["cannot open include file"],
    /Cannot open include file: '([^']+)'/,
    "mod.c(3): fatal error C1083: Cannot open include file: 'NAME': No such file or directory",
    HEADER_FILE,
  ),
  // sh, dash, busybox: `/bin/sh: 1: make: not found`; bash: `make: command not found`.
  shape(
    "program",
    [": not found", "command not found"],
    /(?:^|[\s:'"`/])([\w.+-]+)['"`]?: (?:[Cc]ommand )?not found/,
    "/bin/sh: 1: NAME: not found",
    { probe: true, others: /^[a-z][\w+-]+$/ },
  ),
  shape(
    "program",
    ["no such file or directory: "],
    /No such file or directory: ['"`](?:[^'"`]*bin\/)?([\w.+-]+)['"`]/,
    "FileNotFoundError: [Errno 2] No such file or directory: 'NAME'",
    { others: null },
  ),
  // setuptools before 84 and distutils.
  shape(
    "program",
    ["' failed: no such file"],
    /command '(?:[^']*\/)?([\w.+-]+)' failed: No such file/,
    "error: command 'NAME' failed: No such file or directory",
  ),
  shape(
    "program",
    ["unable to execute"],
    /unable to execute '?(?:[^' ]*\/)?([\w.+-]+)/,
    "unable to execute 'NAME': No such file or directory",
  ),
  // GNU make 4, env.
  shape(
    "program",
    ["make: ", "make[", "env: "],
    /(?:make|env)(?:\[\d+\])?: [‘']?([\w.+-]+)['’]?: No such file/,
    "make[2]: NAME: No such file or directory",
  ),
  shape(
    "program",
    ["executable file not found"],
    /exec: "([\w.+-]+)": executable file not found/,
    'exec: "NAME": executable file not found in $PATH',
  ),
  shape(
    "program",
    ["' not found or not executable"],
    /Program '([\w.+-]+)(?: [^']*)?' not found or not executable/,
    "../meson.build:12:0: ERROR: Program 'NAME' not found or not executable",
  ),
  shape(
    "program",
    ["cannot find command '"],
    /Cannot find command '([\w.+-]+)'/,
    "ERROR: Cannot find command 'NAME' - do you have 'NAME' installed and in your PATH?",
  ),
  // pkg-config asks for many things that a build can do without.
  shape(
    "package",
    ["package "],
    /Package '?([\w.+-]+)'?,?(?: required by '[^']*',)?(?: was)? not found/,
    "Package NAME was not found in the pkg-config search path.",
    PROBE,
  ),
  shape("package", ["no package '"], /No package '([^']+)' found/, "No package 'NAME' found", PROBE),
  shape(
    "package",
    ["found: no"],
    /[Dd]ependency "?([\w.+-]+)"? found: NO/,
    "Run-time dependency NAME found: NO (tried pkgconfig and cmake)",
    PROBE,
  ),
  shape(
    "package",
    ["dependency "],
    /ERROR: Dependency ["']([\w.+-]+)["'](?: is required but)? not found/,
    '../meson.build:31:9: ERROR: Dependency "NAME" not found, tried pkgconfig',
  ),
  // The crate pkg-config, of most Rust builds.
  shape(
    "package",
    ["the system library `"],
    /The system library `([\w.+-]+)` required by crate/,
    "  The system library `NAME` required by crate `some-sys` was not found.",
  ),
  // With "-- " before it, it is a status message: the build goes on.
  shape(
    "cmake",
    ["could not find "],
    /(?:^ ?|[^-] )Could NOT find (\w+)/,
    "  Could NOT find NAME (missing: NAME_LIBRARY NAME_INCLUDE_DIR)",
  ),
  shape(
    "cmake",
    ["configuration file provided by"],
    /package configuration file provided by "([\w.+-]+)"/,
    '  Could not find a package configuration file provided by "NAME" with any of',
  ),
  shape(
    "link",
    ["cannot find -l", "unable to find library -l", "library not found for -l"],
    /(?:cannot find|unable to find library|library not found for) -l([\w.+-]+)/,
    "/usr/bin/ld: cannot find -lNAME: No such file or directory",
  ),
  shape(
    "shared-object",
    [": cannot open shared object file"],
    /(?:^|[\s:'"(/])(lib[\w.+-]+): cannot open shared object file/,
    "ImportError: NAME: cannot open shared object file: No such file or directory",
  ),
  shape(
    "module",
    ["no module named '"],
    /ModuleNotFoundError: No module named '([\w.]+)'/,
    "ModuleNotFoundError: No module named 'NAME'",
  ),
];

/** A cross compiler's prefix and a version behind the name are not part of it: `aarch64-linux-gnu-gcc-12` is `gcc`. */
export function nameOf(kind: ShapeKind, found: string): string {
  if (kind !== "program") return found;
  return found.replace(/^[a-z0-9_]+-(?:[a-z0-9]+-)?linux-(?:gnu|musl)[a-z0-9]*-/, "").replace(/-\d[\d.]*$/, "");
}
