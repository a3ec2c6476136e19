import { normalizeName } from "../../../pep/name.ts";
import type { LogRule } from "../../rule.ts";

const LINE = /^Created wheel for (\S+): filename=(\S+) size=(\d{1,15}) sha256=([0-9a-f]{64})$/;

/** A wheel was built; size and digest are exact. */
export const createdWheel: LogRule = {
  name: "created-wheel",
  examples: [
    "  Created wheel for srcok: filename=srcok-1.0-py3-none-any.whl size=906 sha256=d0ebf3a3f42362ad5982ae4475b0d3c5ddae8e8fcf57090294040fd942b8c727",
  ],
  starts: ["Created wheel for "],
  kind: "created-wheel",
  level: "any",
  read(line, context) {
    const [, name, file, size, sha256] = LINE.exec(line.message) ?? [];
    if (name === undefined || file === undefined || sha256 === undefined) return null;
    // It follows the step that names the package: of another one it is no word of pip's.
    if (context.package !== null && normalizeName(context.package) !== normalizeName(name)) return null;
    return { kind: "created-wheel", name, file, bytes: Number(size), sha256 };
  },
};
