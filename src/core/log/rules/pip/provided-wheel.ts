import type { LogRule } from "../../rule.ts";

const LINE = /^(\S+) (is already installed with the same version as the provided wheel)\. /;

/** A wheel was given by path, and its version is there already: pip leaves the one that is there. */
export const providedWheel: LogRule = {
  name: "provided-wheel",
  examples: [
    "leaf is already installed with the same version as the provided wheel. Use --force-reinstall to force an installation of the wheel.",
  ],
  starts: [""],
  contains: [" is already installed with the same version as the provided wheel. "],
  level: "top",
  read(line) {
    const [, name, detail = null] = LINE.exec(line.text) ?? [];
    return name === undefined ? null : { kind: "uninstall", phase: "kept", name, version: null, detail, asked: false };
  },
};
