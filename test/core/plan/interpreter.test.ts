import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { PROBE_SCRIPT, parseProbe } from "../../../src/core/plan/interpreter.ts";

describe("parseProbe", () => {
  it("reads what a real interpreter says of itself", () => {
    const stdout = execFileSync("python3", ["-"], { input: PROBE_SCRIPT, encoding: "utf8" });
    const expected = execFileSync("python3", ["-c", "import platform; print(platform.python_version())"], {
      encoding: "utf8",
    });
    const probe = parseProbe(stdout);
    expect(probe.ok && probe.value.version).toBe(expected.trim().split(/[a-z+]/)[0]);
    expect(probe.ok && probe.value.tags.at(-1)).toMatch(/-none-any$/);
    expect(probe.ok && probe.value.pip).toMatch(/^\d+\./);
    expect(probe.ok && probe.value.defaultIndexUrl).toMatch(/^https:/);
    expect(probe.ok && probe.value.markers.sys_platform).toBe(process.platform);
  });

  it("passes over what a noisy start-up file prints before", () => {
    const probe = parseProbe('Welcome!\n{"version": "3.12.1", "pip": "26.3", "tags": ["cp312-cp312-linux_aarch64"]}\n');
    expect(probe.ok && [probe.value.minor, probe.value.abiTag]).toEqual(["3.12", "cp312"]);
  });

  it.each(["", "null", "[]", "no JSON", '{"version":'])("answers %j with a problem", (stdout) => {
    const probe = parseProbe(stdout);
    expect(probe.ok).toBe(false);
  });

  it("takes fields of a wrong type for absent", () => {
    const probe = parseProbe('{"version": 3, "tags": "x", "pipConfig": {"a": 1, "b": "c"}, "libc": {"a": 1}}');
    expect(probe.ok && probe.value).toMatchObject({
      version: "",
      tags: [],
      pipConfig: { b: "c" },
      libc: { family: "unknown" },
    });
  });
});
