import { near, type Signature, signature } from "../signature.ts";

/** What CMake and scikit-build-core say of themselves. */
export const CMAKE: readonly Signature[] = [
  signature({
    id: "cmake-policy-removed",
    class: "tool-version",
    texts: [near("has been removed from cmake", /Compatibility with CMake < 3\.\d+ has been removed from CMake/)],
    cause: "The project asks for behaviour of an old CMake that CMake 4 has removed.",
    advice:
      "Let CMake treat it as a project of 3.5, or give the build an older CMake by a build constraint (pip's --build-constraint).",
    commands: ["export CMAKE_POLICY_VERSION_MINIMUM=3.5", "echo 'cmake<4' >> build-constraints.txt"],
    examples: ["  Compatibility with CMake < 3.5 has been removed from CMake."],
    nearMisses: ["  Compatibility with CMake < 3.10 will be removed from a future version of CMake."],
    sources: "googleapis/google-cloud-python#15669; CMake 4.0 release notes",
  }),
  signature({
    id: "cmake-too-old",
    class: "tool-version",
    texts: [near("or higher is required.", /CMake ([\d.]+) or higher is required\.\s+You are running version/)],
    cause: "The CMake that is installed is too old; the project needs $1.",
    advice: "The project cmake on the index brings a current one, unless the build fixes which is used.",
    commands: ["python3 -m pip install --upgrade cmake"],
    examples: ["  CMake 3.21 or higher is required.  You are running version 3.18.4"],
    nearMisses: ["CMake 3.21 or higher is recommended", "Python 3.9 or higher is required."],
    sources: "CMake Source/cmCMakeMinimumRequired.cxx (unverified thread)",
  }),
  signature({
    id: "cmake-find-generic",
    class: "missing-header",
    rank: "generic",
    names: { cmake: ["*"] },
    cause: "CMake does not find $1.",
    advice: "Install the development package of $1.",
    examples: [
      "  Could NOT find ZLIB (missing: ZLIB_LIBRARY ZLIB_INCLUDE_DIR)",
      "  Could NOT find OddLib (missing: ODDLIB_LIBRARY)",
    ],
    nearMisses: ["-- Could NOT find OpenMP_C (missing: OpenMP_C_FLAGS)", "-- Found ZLIB: /usr/lib/libz.so"],
    sources: "CMake Modules/FindPackageHandleStandardArgs.cmake; a status line (`-- `) does not end the build",
  }),
  signature({
    id: "cmake-error",
    class: "build-script",
    rank: "consequence",
    texts: [near("cmake error at ", /CMake Error at ([\w./+-]+:\d+) \(/), "-- configuring incomplete, errors occurred"],
    cause: "CMake could not configure the project.",
    advice: "The lines that follow `CMake Error at` say why.",
    examples: ["CMake Error at CMakeLists.txt:12 (message):", "-- Configuring incomplete, errors occurred!"],
    nearMisses: ["CMake Warning at CMakeLists.txt:12 (message):", "-- Configuring done (0.4s)"],
    sources: "recorded from scikit-build-core builds",
  }),
  signature({
    id: "scikit-build-core-generic",
    class: "build-script",
    rank: "consequence",
    texts: [near("*** cmake ", /\*\*\* CMake (?:configuration|build) failed/)],
    cause: "CMake, which scikit-build-core runs, failed.",
    advice: "The reason stands above this line.",
    examples: ["*** CMake build failed", "*** CMake configuration failed"],
    nearMisses: ["*** Configuring CMake...", "*** scikit-build-core 1.1.0 using CMake 3.25.1 (wheel)"],
    sources: "recorded from scikit-build-core builds",
  }),
];
