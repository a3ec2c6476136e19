import type { Block, LogRule } from "../../rule.ts";

const HEAD = "Traceback (most recent call last):";
/** `AttributeError: module 'pkgutil' has no attribute 'ImpImporter'`, `pip._vendor.x.YError` */
const LAST = /^[A-Za-z_][\w.]{0,200}(?::|$)/;

/** pip itself broke (exit code 2): only the last line of the traceback says how. */
export const exception: LogRule = {
  name: "exception",
  examples: ["ERROR: Exception:", HEAD, "AttributeError: module 'pkgutil' has no attribute 'ImpImporter'"],
  starts: ["Exception:"],
  level: "top",
  read: (line) => (line.label === "ERROR" && line.message === "Exception:" ? makeTraceback() : null),
};

function makeTraceback(): Block {
  let last: string | null = null;
  return {
    take(line) {
      if (line.label !== null) return false;
      if (line.text === "" || line.indent > 0 || line.text === HEAD) return true;
      const isPart = LAST.test(line.text) || /^(?:The above exception|During handling) /.test(line.text);
      if (isPart && LAST.test(line.text)) last = line.text.slice(0, 1_000);
      return isPart;
    },
    close: () => ({ kind: "error", text: last === null ? "Exception:" : `Exception: ${last}` }),
  };
}
