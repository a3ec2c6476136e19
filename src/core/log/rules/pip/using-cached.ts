import { artifactKind, plainAddress } from "../../names.ts";
import type { LogRule } from "../../rule.ts";

const LINE = /^Using cached (\S+)(?: \(([^()]+)\))?$/;

/** A file of pip's caches: with a size from the download cache, without one a wheel that pip built here before. */
export const usingCached: LogRule = {
  name: "using-cached",
  examples: ["  Using cached leaf-1.0-py3-none-any.whl (912 bytes)", "  Using cached srcok-1.0-py3-none-any.whl"],
  starts: ["Using cached "],
  kind: "using-cached",
  level: "any",
  read(line) {
    const [, shown, size = null] = LINE.exec(line.message) ?? [];
    if (shown === undefined) return line.message.startsWith("Using cached wheel link: ") ? "known" : null;
    const address = plainAddress(shown);
    const file = address.slice(address.lastIndexOf("/") + 1);
    return { kind: "using-cached", file, artifact: artifactKind(file), cache: size === null ? "wheel" : "http", size };
  },
};
