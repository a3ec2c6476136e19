import type { Signature } from "../signature.ts";
import { NO_PACKAGES } from "./packages.ts";

/** Something of the Python side of the build is missing. */
export const PYTHON: readonly Signature[] = [
  {
    id: "pkg-resources",
    class: "missing-python-module",
    needles: ["pkg_resources"],
    pattern: /ModuleNotFoundError: No module named 'pkg_resources'/,
    cause: "The build needs pkg_resources, which setuptools 82 has removed.",
    advice: "Give the build an older setuptools: pip's --build-constraint with a file that holds `setuptools<82`.",
    packages: NO_PACKAGES,
    generic: false,
    example: "ModuleNotFoundError: No module named 'pkg_resources'",
  },
  {
    id: "distutils",
    class: "missing-python-module",
    needles: ["distutils"],
    pattern: /ModuleNotFoundError: No module named 'distutils/,
    cause: "The build needs distutils, which Python 3.12 has removed.",
    advice: "Use a newer release of the package, or Python 3.11.",
    packages: NO_PACKAGES,
    generic: false,
    example: "ModuleNotFoundError: No module named 'distutils'",
  },
  {
    id: "build-requirement",
    class: "missing-python-module",
    needles: ["no matching distribution found for", "could not find a version that satisfies"],
    pattern: /ERROR: No matching distribution found for (\S{1,200})/,
    cause: "A requirement of the build itself, $1, could not be found on the index.",
    advice: "Check that the index which is used has $1 and that it can be reached.",
    packages: NO_PACKAGES,
    generic: false,
    example: "ERROR: No matching distribution found for no-such-build-dep>=3",
  },
  {
    id: "python-module",
    class: "missing-python-module",
    needles: ["no module named", "cannot import build backend"],
    pattern: /ModuleNotFoundError: No module named '([\w.]{1,100})'/,
    cause: "The build imports $1, which its pyproject.toml does not list under build-system.requires.",
    advice:
      "Use a newer release of the package, or report it there; a build without isolation that has $1 installed works around it.",
    packages: NO_PACKAGES,
    generic: true,
    example: "ModuleNotFoundError: No module named 'numpy'",
  },
];
