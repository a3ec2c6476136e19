import { runtimeOnly, systemOf } from "../libraries.ts";
import type { PackageKnowledge } from "../model.ts";
import { GLIBC_IMAGE, row, use } from "./row.ts";

/** Pictures, sound, video, devices. */
export const MEDIA: readonly PackageKnowledge[] = [
  row(
    "opencv-python opencv-contrib-python",
    "Has wheels for linux/arm64 (stable ABI, glibc 2.28), without GPU code; none for musl. They load libGL.",
    {
      cpuOnly: { versions: ">=0", note: "no wheel of OpenCV on the public index has GPU code" },
      alternatives: [
        use("on a machine without a screen, the headless one needs no libGL", "opencv-python-headless"),
        use("on Alpine, apk has py3-opencv"),
      ],
      system: runtimeOnly("gl"),
      compile: ["C++"],
    },
  ),
  row(
    "opencv-python-headless opencv-contrib-python-headless",
    "Has wheels for linux/arm64 (stable ABI, glibc 2.28), without GPU code; none for musl.",
    {
      cpuOnly: { versions: ">=0", note: "no wheel of OpenCV on the public index has GPU code" },
      alternatives: [GLIBC_IMAGE, use("on Alpine, apk has py3-opencv")],
      compile: ["C++"],
    },
  ),
  row("av", "Has wheels for linux/arm64 with FFmpeg inside.", {
    source: "PyAV-Org/PyAV README",
    system: systemOf("ffmpeg", "pkgconfig-missing"),
    compile: ["C", "Cython"],
  }),
  row("pillow", "Has wheels for linux/arm64, glibc and musl.", {
    system: systemOf("jpeg-png-tiff", "zlib"),
    compile: ["C"],
  }),
  row("pillow-simd", "Is for x86 only, and long behind Pillow.", {
    source: "uploadcare/pillow-simd README",
    alternatives: [use("Pillow has wheels", "pillow")],
    system: systemOf("jpeg-png-tiff", "zlib"),
    compile: ["C"],
  }),
  row("pycairo", "Has an sdist only for Linux.", { system: systemOf("cairo"), compile: ["C"] }),
  row("pygobject", "Has an sdist only; since 3.51 it needs girepository 2.0, which Debian has from 13 on.", {
    source: "beeware/toga issue 3143; wheels in 64 lock files of 24 public repositories",
    alternatives: [use("on Debian 12 and Ubuntu 22.04 take an older one", "pygobject<3.51")],
    system: systemOf("girepository2", "cairo"),
    compile: ["C"],
  }),
  row("evdev", "Has an sdist only.", {
    system: systemOf("linux-input", "cc-missing"),
    compile: ["C"],
  }),
  row("webrtcvad", "Has an sdist only.", {
    alternatives: [use("webrtcvad-wheels is the same with wheels", "webrtcvad-wheels")],
    compile: ["C"],
  }),
  row("pyaudio", "Has no wheels for Linux.", {
    source: "PyAudio's page on the index",
    alternatives: [use("sounddevice is pure Python over the same library", "sounddevice")],
    system: systemOf("portaudio"),
    compile: ["C"],
  }),
  row("tesserocr", "Has wheels for linux/arm64 with glibc; of musl only for x86-64.", {
    alternatives: [use("pytesseract is pure Python and calls the program", "pytesseract")],
    compile: ["C++", "Cython"],
  }),
  row("dbus-python", "Has an sdist only.", {
    source: "dbus.freedesktop.org, dbus-python",
    alternatives: [use("dbus-fast has wheels", "dbus-fast"), use("jeepney is pure Python", "jeepney")],
    system: systemOf("dbus", "glib", "pkgconfig-missing"),
    compile: ["C"],
  }),
  row("pycups", "Has an sdist only.", {
    source: "OpenPrinting/pycups README",
    system: systemOf("cups"),
    compile: ["C"],
  }),
  row("systemd-python", "Has an sdist only.", {
    source: "systemd/python-systemd README",
    system: systemOf("systemd", "pkgconfig-missing"),
    compile: ["C"],
  }),
];
