import type { EventBody } from "../../event.ts";
import { fileProject, fileVersion, plainAddress } from "../../names.ts";
import type { Block, LogRule } from "../../rule.ts";

const START = "Discarding ";
/** 20.3.2 – 21.3.1 a full stop, 22.0 – 22.1 `due to build failure: `, since 22.0 a colon. */
const LINE = /^(\S+)(?: \(from [^()]*\))?(?: \(requires-python:[^()]*\))?(\. | due to build failure: |: )(.*)$/;
const IGNORED = /^Ignoring version (\S+) of (\S+) since it has invalid metadata:$/;
/** pip's `--log` does not render its markup. */
const MARKUP = /\[(?:blue underline|yellow|reset|\/)\]/g;

/** A candidate that pip gave up, to go on with an older one. What is wrong with it stands in the same line. */
export const discarded: LogRule = {
  name: "discarded",
  examples: [
    "WARNING: Discarding http://index.example/files/srcmeta-1.0.tar.gz#sha256=b96a (from http://index.example/simple/srcmeta/). Command errored out with exit status 1: python setup.py egg_info Check the logs for full command output.",
    "Discarding http://index.example/files/leaf-1.0-py3-none-any.whl: Requested leaf from http://index.example/files/leaf-1.0-py3-none-any.whl has inconsistent version: expected '1.0', but metadata has '1.1'",
    "WARNING: Ignoring version 1.0 of leaf since it has invalid metadata:",
    "Requested leaf from http://index.example/files/leaf-1.0-py3-none-any.whl has invalid metadata: .* suffix can only be used with `==` or `!=` operators",
    "Please use pip<24.1 if you need to use this version.",
  ],
  starts: [START, "Ignoring version "],
  level: "any",
  read(line) {
    const [, ignored, name] = IGNORED.exec(line.message) ?? [];
    if (ignored !== undefined && name !== undefined) return makeIgnored(name, ignored);
    const text = line.message.startsWith(START) ? line.message.slice(START.length).replaceAll(MARKUP, "") : "";
    const [, link, separator, detail] = LINE.exec(text) ?? [];
    if (link === undefined || detail === undefined) return null;
    const isBuild = separator !== ": " && /errored out|exited with|metadata generation failed/.test(detail);
    return give(link, isBuild || separator === " due to build failure: " ? "build" : "metadata", detail);
  },
};

function give(link: string, reason: "build" | "metadata", detail: string): EventBody {
  const address = plainAddress(link);
  const file = address.slice(address.lastIndexOf("/") + 1);
  const [name, version] = [fileProject(file), fileVersion(file)];
  return { kind: "discarded", name, version, file, reason, detail: detail.slice(0, 500) };
}

/** The error and the advice stand on lines of their own. */
function makeIgnored(name: string, version: string): Block {
  const lines: string[] = [];
  return {
    take(line) {
      if (line.label !== null || line.text === "" || lines.length === 4) return false;
      if (lines.at(-1)?.startsWith("Please use pip<")) return false;
      lines.push(line.text);
      return true;
    },
    close: () => ({
      kind: "discarded",
      name,
      version,
      file: null,
      reason: "metadata",
      detail: lines
        .filter((text) => !text.startsWith("Please use pip<"))
        .join(" ")
        .slice(0, 500),
    }),
  };
}
