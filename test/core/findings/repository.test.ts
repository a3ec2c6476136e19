import { describe, expect, it } from "vitest";
import { findFindings } from "../../../src/core/findings/find-findings.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { wholeText } from "../../../src/core/log/reader/log-text.ts";
import { NOTHING } from "./case-facts.ts";

const COMMAND = "git clone --filter=blob:none --quiet file:///srv/foo /tmp/pip-install-x/foo";

/** What pip 22.0 – 25.2 say: git's words above the box, and the box twice. */
const log = (said: readonly string[]): string => {
  const box = (indent: string): string[] =>
    ["error: subprocess-exited-with-error", "", `× ${COMMAND} did not run successfully.`, "│ exit code: 128"]
      .concat(["╰─> See above for output.", "", "note: This error originates from a subprocess."])
      .map((text) => `${indent}${text}`);
  const head = ["Collecting foo", "  Cloning file:///srv/foo to ./pip-install-x/foo", `  Running command ${COMMAND}`];
  return [...head, ...said.map((text) => `  ${text}`), ...box("  "), ...box(""), ""].join("\n");
};

const findingsOf = (said: readonly string[]) => {
  const bytes = Buffer.from(log(said));
  const resolution = { file: "pip.log", parse: parseLog(bytes), text: wholeText(bytes), resolved: false };
  return findFindings({ ...NOTHING, resolution }).findings;
};

describe("a repository that cannot be fetched", () => {
  it("is explained by what git says above the box", () => {
    expect(findingsOf(["fatal: could not read Username for 'https://git.example': No such device"])).toMatchObject([
      { code: "build-failed", title: "foo: build failed (authentication)", evidence: [{ lines: [4, 4] }] },
    ]);
    expect(findingsOf(["fatal: '/srv/foo' does not appear to be a git repository", "fatal: no"])).toMatchObject([
      { title: "foo: build failed (index)", evidence: [{ lines: [4, 5] }] },
    ]);
  });

  it("is not explained by anything when git says nothing", () => {
    expect(findingsOf([])).toMatchObject([{ title: "foo: build failed (unknown)" }]);
  });
});
