import { makeRandom, type Random } from "../store/random.ts";

const MODULES = ["core", "codec", "simd", "bridge", "graph", "table", "errors", "memory", "thread_pool", "not_found"];
const LIBRARIES = ["OpenMP_C", "Doxygen", "Threads", "ccache", "GTest", "Git"];

/** Lines that good builds print by the thousand, and that name errors, headers and libraries without meaning any. */
const LINES: readonly ((random: Random, index: number) => string)[] = [
  (random, index) =>
    `[${index}/4000] Building CXX object src/CMakeFiles/demo.dir/${random.pick(MODULES)}_${index}.cc.o`,
  (random, index) =>
    `gcc -Wsign-compare -DNDEBUG -O3 -Wall -fPIC -I/usr/include/python3.11 -c src/${random.pick(MODULES)}.c -o build/temp/${index}.o`,
  (random, index) => `aarch64-linux-gnu-g++ -std=c++17 -Werror=format-security -c ${random.pick(MODULES)}${index}.cpp`,
  (random) => `copying src/demo/${random.pick(MODULES)}.py -> build/lib.linux-aarch64-cpython-311/demo`,
  (random, index) => `adding 'demo/${random.pick(MODULES)}_${index}.py'`,
  (random) => `-- Could NOT find ${random.pick(LIBRARIES)} (missing: ${random.pick(LIBRARIES)}_FLAGS)`,
  (random) => `-- Looking for ${random.pick(MODULES)}.h - found`,
  (random) => `checking for ${random.pick(MODULES)}.h... yes`,
  (random, index) => `src/${random.pick(MODULES)}.c:${index}:12: warning: unused variable 'error' [-Wunused-variable]`,
  (random, index) => `   Compiling ${random.pick(MODULES)}-sys v0.${index % 90}.0`,
  (random) => `In file included from src/${random.pick(MODULES)}.cc:3:`,
  (random) => `Cythonizing demo/${random.pick(MODULES)}.pyx`,
  (random) => `test_${random.pick(MODULES)}_error (tests.test_build.Failures) ... ok`,
  (_, index) => `Run-time dependency demo${index} found: YES 1.${index % 20}`,
  () => "  note: declared here",
  () => "",
];

/** Output of a build that is fine so far, the same for the same seed. */
export function buildNoise(count: number, seed: number): readonly string[] {
  const random = makeRandom(seed);
  return Array.from({ length: count }, (_, index) => random.pick(LINES)(random, index));
}

/** A log of pip (24.1 to 25.2) in which the build of `demo` fails with this output. */
export function failedBuildLog(output: readonly string[], step = "Building wheel for demo (pyproject.toml)"): string {
  return [
    "Collecting demo",
    "  Downloading demo-1.0.tar.gz (12 kB)",
    "  Installing build dependencies: started",
    ...(step.startsWith("installing") ? [] : ["  Installing build dependencies: finished with status 'done'"]),
    ...(step.startsWith("Building")
      ? [
          "Building wheels for collected packages: demo",
          "  Building wheel for demo (pyproject.toml): started",
          "  Building wheel for demo (pyproject.toml): finished with status 'error'",
        ]
      : ["  Installing build dependencies: finished with status 'error'"]),
    "  error: subprocess-exited-with-error",
    "  ",
    `  × ${step} did not run successfully.`,
    "  │ exit code: 1",
    `  ╰─> [${output.length} lines of output]`,
    ...output.map((line) => `      ${line}`),
    "      [end of output]",
    "  ",
    "  note: This error originates from a subprocess, and is likely not a problem with pip.",
    ...(step.startsWith("Building")
      ? [
          "  ERROR: Failed building wheel for demo",
          "Failed to build demo",
          "ERROR: Failed to build installable wheels for some pyproject.toml based projects (demo)",
        ]
      : ["error: subprocess-exited-with-error"]),
    "",
  ].join("\n");
}
