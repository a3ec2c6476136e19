import { describe, expect, it } from "vitest";
import { installersEnd } from "../../../src/core/log/facts/outcome.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { logCase, logCases } from "./cases.ts";

const endOf = (name: string) => installersEnd(parseLog(logCase(name).input));

describe("how a command of pip ended", () => {
  it.each([
    ["pip-26.2.1-check", "badly"],
    ["pip-26.2.1-inspect", "well"],
    ["pip-26.2.1-postconflict", "well"],
    ["pip-26.3-option", "badly"],
    ["pip-26.3-uninstall", "well"],
    ["pip-26.3-uninstall-missing", "well"],
    ["pip-20.3.4-legacy-fallback", "well"],
    ["pip-20.3.4-older", "well"],
    ["pip-26.2.1-inproc-srcdep", "badly"],
  ])("%s: %s", (name, end) => expect(endOf(name)).toBe(end));

  it.each(logCases().filter(({ meta }) => typeof meta.exitCode === "number"))(
    "$name: as its exit code says",
    ({ input, meta }) => {
      const parse = parseLog(input);
      // A report on standard output is written before anything is built or installed.
      const isOnlyReport = parse.events.every((event) => event.kind === "json-document" && event.what === "report");
      expect(installersEnd(parse)).toBe(isOnlyReport ? "unknown" : meta.exitCode === 0 ? "well" : "badly");
    },
  );

  it("pip check that finds nothing has ended well", () => {
    expect(installersEnd(parseLog(Buffer.from("No broken requirements found.\n")))).toBe("well");
  });
});
