import { runtimeOnly } from "../libraries.ts";
import type { PackageKnowledge } from "../model.ts";
import { INDEX, row, use } from "./row.ts";

/** Windows on a screen. */
export const DESKTOP: readonly PackageKnowledge[] = [
  row(
    "pyside6 pyside6-essentials pyside6-addons shiboken6",
    "Its wheels for linux/arm64 need glibc 2.31 up to 6.8.0, and 2.39 since 6.8.1: too new for Debian 12 and JetPack 6.",
    {
      source: "the project's page on the public index; pyloid issue 41",
      date: "2026-11",
      platforms: ["linux/arm64"],
      firstWith: "6.5.3",
      alternatives: [
        use("on an older glibc take a release before 6.8.1", "pyside6<6.8.1"),
        use("or take it from the distribution: apt has python3-pyside6 on Debian 13"),
      ],
      system: runtimeOnly("gl"),
      compile: ["C++"],
    },
  ),
  row("pyqt5", "Has no wheels for linux/arm64; the sdist needs all of Qt.", {
    platforms: ["linux/arm64", "linux/arm/v7"],
    alternatives: [
      use("take it from the distribution: apt has python3-pyqt5, apk py3-qt5"),
      use("PyQt6 has wheels for linux/arm64 (glibc 2.39)", "pyqt6"),
    ],
    compile: ["C++"],
  }),
  row("pyqt6", "Its wheels for linux/arm64 need glibc 2.39: too new for Debian 12 and JetPack 6.", {
    source: INDEX,
    date: "2026-11",
    platforms: ["linux/arm64"],
    firstWith: "6.7.1",
    alternatives: [use("take it from the distribution: apt has python3-pyqt6 on Debian 12 and Ubuntu 22.04")],
    system: runtimeOnly("gl"),
    compile: ["C++"],
  }),
  row("wxpython", "Has no wheels for Linux on the public index; the sdist builds wxWidgets.", {
    source: "wxpython.org, Downloads",
    alternatives: [use("take it from the distribution: apt has python3-wxgtk4.0")],
    compile: ["C++"],
  }),
];
