import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePipReport } from "../../../src/core/log/facts/pip-report.ts";

const DIGEST = "b51eddcb082f3d1cb64d1bc8174e83b9260661021eeef03de7e718f21fc3432b";
const entry = (download: unknown, more: Record<string, unknown> = {}) => ({
  download_info: download,
  is_direct: false,
  is_yanked: false,
  requested: true,
  metadata: { name: "App_A", version: "1.0", requires_dist: ["leaf<2", 7], requires_python: ">=3.9" },
  ...more,
});
const report = (...install: unknown[]) => ({
  version: "1",
  pip_version: "26.3",
  install,
  environment: { python_version: "3.12", sys_platform: "linux", made_up: "x", os_name: 3 },
});
const read = (value: unknown) => {
  const parsed = parsePipReport(value);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.value;
};

describe("parsePipReport", () => {
  it("reads an archive, a repository and a folder", () => {
    const { packages, pipVersion, environment } = read(
      report(
        entry({ url: "http://index.example/a.whl", archive_info: { hashes: { sha256: DIGEST.toUpperCase() } } }),
        entry(
          { url: "https://code.example/a.git", vcs_info: { vcs: "git", commit_id: "abc", requested_revision: "main" } },
          { is_direct: true },
        ),
        entry({ url: "file:///project/a", dir_info: { editable: true } }, { requested_extras: ["x"] }),
      ),
    );
    expect(pipVersion).toBe("26.3");
    expect(environment).toEqual({ python_version: "3.12", sys_platform: "linux" });
    expect(packages[0]).toMatchObject({
      name: "app-a",
      displayName: "App_A",
      sha256: DIGEST,
      requiresDist: ["leaf<2"],
      requiresPython: ">=3.9",
      vcs: null,
      directory: null,
    });
    expect(packages[1]).toMatchObject({
      isDirect: true,
      vcs: { vcs: "git", commit: "abc", requestedRevision: "main" },
    });
    expect(packages[2]).toMatchObject({ directory: { editable: true }, requestedExtras: ["x"] });
  });

  it("takes the older spelling of the digest, and none that is no digest", () => {
    const hash = (text: string) => read(report(entry({ url: "u", archive_info: { hash: text } }))).packages[0]?.sha256;
    expect(hash(`sha256=${DIGEST}`)).toBe(DIGEST);
    expect(hash("md5=abc")).toBeNull();
  });

  it("says which entry is broken", () => {
    const parsed = parsePipReport(report(entry({ url: "u" }), { metadata: { name: "x" } }));
    expect(parsed).toMatchObject({
      ok: false,
      problems: [{ code: "invalid-pip-report", message: expect.stringContaining("install[1]") }],
    });
  });

  it("is not led astray by names of prototypes", () => {
    const hostile = JSON.parse(
      '{"__proto__":{"install":[]},"constructor":1,"pip_version":"1","install":[{"__proto__":{"metadata":{"name":"x","version":"1"},"download_info":{"url":"u"}}}]}',
    );
    expect(parsePipReport(hostile).ok).toBe(false);
    expect(parsePipReport(JSON.parse('{"__proto__":{"install":[]}}')).ok).toBe(false);
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => typeof parsePipReport(value).ok === "boolean"));
    const shaped = fc.record({
      install: fc.array(fc.record({ metadata: fc.jsonValue(), download_info: fc.jsonValue() })),
    });
    fc.assert(fc.property(shaped, (value) => typeof parsePipReport(value).ok === "boolean"));
  });
});
