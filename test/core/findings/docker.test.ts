import { describe, expect, it } from "vitest";
import { findFindings } from "../../../src/core/findings/find-findings.ts";
import { explainImageError, IMAGE_ERRORS } from "../../../src/core/findings/image-error.ts";
import { readDockerBuild } from "../../../src/core/log/buildkit/read-dockerbuild.ts";
import type { Finding } from "../../../src/core/report/model.ts";
import { dockerCase, dockerCases } from "../log/docker/docker-cases.ts";
import { factsOfDockerLog, locate } from "./case-facts.ts";

const findingsIn = (bytes: Uint8Array): readonly Finding[] => findFindings(factsOfDockerLog(bytes)).findings;
const findingsOf = (name: string): readonly Finding[] => findingsIn(dockerCase(name).input);

/** Without places, which older builders do not name, and without the names of temporary folders. */
function essence({ evidence: _, places: __, excerpt = [], ...finding }: Finding) {
  return { ...finding, excerpt: excerpt.map((line) => line.replaceAll(/tmp[a-z0-9_]{8}/g, "tmp")) };
}

describe("a package that fails to build inside of a Docker build", () => {
  const plain = findingsOf("pip-header");

  it("is the same finding as without Docker, at its lines of the whole log", () => {
    expect(plain).toMatchObject([
      { code: "build-failed", packages: ["cbad"], title: "cbad: build failed (missing-header)" },
    ]);
    const [evidence] = plain[0]?.evidence ?? [];
    const { input } = dockerCase("pip-header");
    const lines = input.toString().split("\n");
    const [from = 0] = evidence?.kind === "log" ? evidence.lines : [];
    expect(lines.slice(from - 1, from + 1).join("\n")).toContain(
      "broken.c:3:10: fatal error: wheelhouse_missing_header.h",
    );
    const [start, end] = evidence?.kind === "log" ? evidence.bytes : [0, 0];
    expect(input.subarray(start, end).toString()).toContain("broken.c:3:10: fatal error");
  });

  it.each(["rawjson", "tty", "engine", "legacy", "buildah"])("is the same in the form %s", (form) => {
    const found = findingsOf(`pip-header-${form}`).filter((finding) => finding.code === "build-failed");
    expect(found.map(essence)).toEqual(plain.map(essence));
  });

  it("is the same in the exported record of the build", () => {
    const record = readDockerBuild(dockerCase("pip-header").record ?? new Uint8Array());
    expect(record.ok && findingsIn(record.value).map(essence)).toEqual(plain.map(essence));
  });

  it("is told of the platform on which it failed, not of the other", () => {
    expect(findingsOf("platforms-fail")).toMatchObject([{ code: "build-failed", packages: ["cbad"] }]);
    expect(findingsOf("platforms-fail-rawjson").map(essence)).toEqual(findingsOf("platforms-fail").map(essence));
  });
});

describe("a finding inside of a step that failed", () => {
  it.each(["pip-header", "pip-header-rawjson", "pip-header-tty", "pip-conflict", "cached", "emulated-fails"])(
    "stands at the line of the step in the Dockerfile (%s)",
    (name) => {
      const [finding] = findingsOf(name).filter((item) => item.severity === "error");
      expect(finding?.places).toEqual([{ file: "Dockerfile", line: dockerCase(name).meta.line, column: 1 }]);
    },
  );

  it("keeps the line of its requirement, where that is known", () => {
    const facts = factsOfDockerLog(dockerCase("pip-header").input);
    const requirements = locate("requirements.txt", "purepkg\ncbad==0.1.0\n");
    const [finding] = findFindings({ ...facts, requirements }).findings;
    expect(finding?.places).toEqual([{ file: "requirements.txt", line: 2, column: 1 }]);
  });
});

describe("docker-step-failed", () => {
  it.each([
    [
      "apt-fails",
      "RUN apt-get install -y --no-install-recommends gcc no-such-package-dev failed (exit code 100)",
      "no-such-package-dev",
    ],
    ["curl-missing", "(exit code 127)", "curl is not installed"],
    ["heredoc", "RUN <<SETUP (set -e...) failed (exit code 127)", "make is not installed"],
    ["killed", "(exit code 137)", "SIGKILL"],
    ["copy-missing", "COPY wheels/*.whl requirements.lock /app/ failed", "has no /requirements.lock"],
    ["syntax-error", "the Docker build failed", "unknown instruction: RUNN"],
    ["parallel-failures", "RUN sleep 1; make -C /src failed", "of stage quick (Dockerfile:4)"],
  ])("%s: says which step, where and why", (name, title, cause) => {
    const [finding, ...others] = findingsOf(name);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: "docker-step-failed", severity: "error" });
    expect(finding?.title).toContain(title);
    expect(finding?.message).toContain(cause);
    expect(finding?.places).toEqual([{ file: "Dockerfile", line: dockerCase(name).meta.line, column: 1 }]);
    expect(finding?.remedies.length).toBeGreaterThan(0);
  });

  it("is said of every build that fails without a word of an installer, whatever form its log has", () => {
    const codes = (name: string) => findingsOf(name).map((finding) => finding.code);
    const foreign = dockerCases().filter(
      ({ name, meta }) => meta.fails && !/^(?:bake|pip|platforms|emulated|cached|clipped)/.test(name),
    );
    expect(foreign.length).toBeGreaterThan(12);
    for (const { name } of foreign) expect.soft(codes(name), name).toEqual(["docker-step-failed"]);
  });

  it("is not said where an installer has explained the failure, nor of a build that went well", () => {
    const silent = dockerCases().filter(
      ({ name, meta }) => !meta.fails || /^(?:bake|pip|platforms|emulated|cached|clipped)/.test(name),
    );
    for (const { name, input, meta } of silent) {
      const errors = findingsIn(input).filter((finding) => finding.severity === "error");
      expect
        .soft(
          errors.map((finding) => finding.code),
          name,
        )
        .not.toContain("docker-step-failed");
      expect.soft(errors.length > 0, name).toBe(meta.fails);
    }
  });

  it("quotes the tool that ran in the step, where nothing else is known", () => {
    const log = [
      "#5 [1/2] RUN poetry install",
      "#5 0.310 Installing dependencies from lock file",
      "#5 0.355 pyproject.toml changed significantly since poetry.lock was last generated. Run `poetry lock` to fix the lock file.",
      '#5 ERROR: process "/bin/sh -c poetry install" did not complete successfully: exit code: 1',
      'ERROR: failed to solve: process "/bin/sh -c poetry install" did not complete successfully: exit code: 1',
      "",
    ];
    expect(findingsIn(Buffer.from(log.join("\n")))).toMatchObject([
      { code: "docker-step-failed", message: expect.stringContaining("poetry says: pyproject.toml changed") },
    ]);
  });

  it.each(IMAGE_ERRORS)("knows what $example means", ({ example }) => {
    expect(explainImageError(example)?.cause).not.toContain("$1");
    expect(explainImageError(`process "/bin/sh -c make" did not complete successfully`)).toBeNull();
  });
});

describe("a failure that the step survived", () => {
  const log = (end: readonly string[]) =>
    [
      "#5 [1/2] RUN pip install nothing-here || true",
      "#5 0.310 ERROR: Could not find a version that satisfies the requirement nothing-here (from versions: none)",
      "#5 0.354 ERROR: No matching distribution found for nothing-here",
      ...end,
      "",
    ].join("\n");

  it("is a warning: the image was built all the same", () => {
    expect(findingsIn(Buffer.from(log(["#5 DONE 0.9s"])))).toMatchObject([
      {
        code: "no-matching-distribution",
        severity: "warning",
        message: expect.stringMatching(/went on all the same\.$/),
      },
    ]);
  });

  it("is an error where the step failed or is not over", () => {
    const severities = (end: readonly string[]) => findingsIn(Buffer.from(log(end))).map(({ severity }) => severity);
    expect(severities(["#5 ERROR: process failed"])).toEqual(["error"]);
    expect(severities([])).toEqual(["error"]);
  });
});

describe("a log of a Docker build that is not whole", () => {
  it("says that counts of a clipped step are lower bounds", () => {
    expect(findingsOf("clipped").filter((finding) => finding.code === "incomplete")).toMatchObject([
      { severity: "warning", message: expect.stringMatching(/limit 4KiB.*lower bound/) },
    ]);
  });

  it("advises plain progress for a log that was written for a terminal", () => {
    const [finding] = findingsOf("pip-header-tty").filter((item) => item.code === "incomplete");
    expect(finding?.remedies[0]?.commands).toEqual(["docker build --progress=plain ."]);
  });
});
