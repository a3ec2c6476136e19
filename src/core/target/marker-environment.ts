import type { MarkerEnvironment } from "../pep/marker.ts";
import type { Target } from "./target.ts";

/**
 * What the target's Python answers to markers (dependency specifiers, "Environment markers"). What the target's profile or
 * its owner says of itself goes before what follows from platform and Python. Not known without a profile, and then:
 * the patch release (`python_full_version` is `3.12.0` for a target of Python 3.12), the release of PyPy (`7.3.0`), and
 * `platform_release` and `platform_version`, the kernel's, which are empty as they are with uv.
 */
export function markerEnvironment(target: Target): MarkerEnvironment {
  const { python } = target;
  const full = python.version.split(".").length > 2 ? python.version : `${python.version}.0`;
  return {
    implementation_name: python.implementation,
    implementation_version: python.implementation === "pypy" ? PYPY_RELEASE : full,
    os_name: "posix",
    platform_machine: kernelMachine(target.platform.machine),
    platform_python_implementation: python.implementation === "pypy" ? "PyPy" : "CPython",
    platform_release: "",
    platform_system: "Linux",
    platform_version: "",
    python_full_version: full,
    python_version: `${python.major}.${python.minor}`,
    sys_platform: "linux",
    ...target.markers,
  };
}

/** PyPy has its own releases; all of those for Python 3.6 and newer whose wheels are tagged `pp73` are of 7.3. */
const PYPY_RELEASE = "7.3.0";

/** `platform.machine()` is the kernel's word, whatever the word size of Python: `aarch64` where tags say `armv8l`. */
function kernelMachine(machine: string): string {
  return machine === "armv8l" ? "aarch64" : machine;
}
