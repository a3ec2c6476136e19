import { beforeEach, describe, expect, it } from "vitest";
import type { BuildOutcome } from "../../src/app/build-outcome.ts";
import { publish } from "../../src/app/publish.ts";
import { publishError } from "../../src/app/publish-error.ts";
import type { PublishOptions } from "../../src/app/publish-options.ts";
import { WheelhouseError } from "../../src/core/error.ts";
import type { SurfaceOptions } from "../../src/core/options/options.ts";
import { OUTPUTS } from "../../src/core/options/outputs.ts";
import type { BuildReport, Finding } from "../../src/core/report/model.ts";
import { FakeComments } from "../fakes/comments.ts";
import { FakeAnnotator, FakeArtifacts, FakeLog, FakeOutputs, FakeSummary } from "../fakes/surfaces.ts";

const CONFLICT: Finding = {
  code: "conflict",
  severity: "error",
  target: null,
  title: "numpy: conflicting requirements",
  message: "torch 2.3 needs numpy<2, you ask for numpy==2.1.",
  packages: ["numpy"],
  places: [{ file: "requirements.txt", line: 14, column: 1 }],
  evidence: [],
  remedies: [],
};

const TARGET: BuildReport["targets"][number] = {
  target: "cp312-manylinux_2_28_aarch64",
  lane: "native",
  installer: { name: "pip", version: "26.3" },
  counts: { requirements: 2, packages: 5, downloaded: 3, built: 1, reused: 1, failed: 0 },
  cache: { hit: false, restoredBytes: 0, savedBytes: 0, saved: false, reason: null },
  packages: [],
};

function outcomeOf(
  findings: readonly Finding[] = [],
  change: Partial<BuildOutcome["targets"][number]> = {},
): BuildOutcome {
  const failed = findings.some(({ severity }) => severity === "error");
  return {
    report: {
      schemaVersion: 1,
      tool: { name: "wheelhouse", version: "0.1.0" },
      command: "build",
      complete: true,
      outcome: failed ? "failed" : "ok",
      targets: [TARGET],
      findings,
      conflicts: [],
      fixes: [],
    },
    exitCode: failed ? 1 : 0,
    output: "/w/.wheelhouse",
    files: ["report.json", "report.md", "wheelhouse.tgz"],
    targets: [
      {
        target: TARGET.target,
        wheelhouse: "/w/.wheelhouse/wheelhouse",
        archive: "/w/.wheelhouse/wheelhouse.tgz",
        scope: "5f0a",
        restoredKey: "wheelhouse-1-old",
        manifestSha256: "0".repeat(64),
        key: "wheelhouse-1-new",
        cacheHit: false,
        ...change,
      },
    ],
  };
}

let ports: ReturnType<typeof makePorts>;
beforeEach(() => {
  ports = makePorts();
});

function makePorts() {
  return {
    comments: new FakeComments(),
    annotator: new FakeAnnotator(),
    summary: new FakeSummary(),
    outputs: new FakeOutputs(),
    artifacts: new FakeArtifacts(),
    log: new FakeLog(),
    signal: new AbortController().signal,
  };
}

const SHA = "d4e5f6a".padEnd(40, "0");

function options(surface: Partial<SurfaceOptions> = {}, run = "123.1"): PublishOptions {
  return {
    surface: {
      run: "build",
      comment: "on-problem",
      reportName: null,
      artifact: true,
      githubToken: "ghs_canary",
      exportEnv: false,
      ...surface,
    },
    identity: { key: "ci.yml/wheels/linux-arm64", run, sha: SHA },
    run: { url: "https://github.com/octo/app/actions/runs/123", label: "#123", sha: SHA, repositoryUrl: null },
    placePrefix: "",
  };
}

const texts = () => ports.comments.stored.map(({ text }) => text);

describe("publishing a good build", () => {
  it("fills in every output", async () => {
    await publish(outcomeOf(), ports, options());
    expect(ports.outputs.values).toEqual({
      outcome: "ok",
      "report-path": "/w/.wheelhouse/report.md",
      "report-json": "/w/.wheelhouse/report.json",
      "wheelhouse-path": "/w/.wheelhouse/wheelhouse",
      "archive-path": "/w/.wheelhouse/wheelhouse.tgz",
      "pip-args": "--no-index --find-links /w/.wheelhouse/wheelhouse",
      "cache-hit": "false",
      "cache-primary-key": "wheelhouse-1-new",
      "cache-matched-key": "wheelhouse-1-old",
      "packages-count": "5",
      "built-count": "1",
      "downloaded-count": "3",
      "reused-count": "1",
      "failed-count": "0",
      "conflicts-count": "0",
      "comment-posted": "false",
      "comment-id": "",
      "comment-url": "",
      "artifact-id": "1",
      "artifact-name": "wheelhouse-cp312-manylinux_2_28_aarch64",
    });
    expect(Object.keys(ports.outputs.values).sort()).toEqual(OUTPUTS.map(({ name }) => name).sort());
  });

  it("writes the summary, uploads archive and report, and starts no comment", async () => {
    await publish(outcomeOf(), ports, options());
    expect(ports.summary.text).toContain("## ✅ Wheelhouse");
    expect([...ports.artifacts.uploads.values()]).toEqual([
      { files: ["/w/.wheelhouse/wheelhouse.tgz", "/w/.wheelhouse/report.json"], root: "/w/.wheelhouse" },
    ]);
    expect(texts()).toEqual([]);
    expect(ports.annotator.shown).toEqual([]);
  });

  it("comments when that is always wanted", async () => {
    await publish(outcomeOf(), ports, options({ comment: "always" }));
    expect(texts()).toEqual([expect.stringContaining("## ✅ Wheelhouse")]);
  });

  it("sets pip's variables for later steps only when asked", async () => {
    await publish(outcomeOf(), ports, options());
    expect(ports.outputs.variables).toEqual({});
    await publish(outcomeOf(), ports, options({ exportEnv: true }));
    expect(ports.outputs.variables).toEqual({ PIP_NO_INDEX: "1", PIP_FIND_LINKS: "/w/.wheelhouse/wheelhouse" });
  });

  it("I15: gives a path with a space or a line break as one word that pip and a shell leave whole", async () => {
    const wheelhouse = "/w/my wheels\n$(id)'/ü#1";
    await publish(outcomeOf([], { wheelhouse }), ports, options({ exportEnv: true }));
    const link = ports.outputs.variables.PIP_FIND_LINKS ?? "";
    expect(link).toMatch(/^file:\/\/[\w./%-]+$/);
    expect(decodeURIComponent(new URL(link).pathname)).toBe(wheelhouse);
    expect(ports.outputs.values["pip-args"]).toBe(`--no-index --find-links ${link}`);
  });

  it("names the artifact as asked, or uploads none", async () => {
    await publish(outcomeOf(), ports, options({ artifact: "arm-wheels" }));
    await publish(outcomeOf(), ports, options({ artifact: false }));
    expect([...ports.artifacts.uploads.keys()]).toEqual(["arm-wheels"]);
  });
});

describe("publishing a build with a problem", () => {
  it("sets outputs, annotates the requirement's line and comments", async () => {
    await publish(outcomeOf([CONFLICT]), ports, options());
    expect(ports.outputs.values).toMatchObject({ outcome: "failed", "comment-posted": "true", "comment-id": "1" });
    expect(ports.annotator.shown).toMatchObject([{ level: "error", file: "requirements.txt", line: 14 }]);
    expect(texts()).toEqual([expect.stringContaining("conflict")]);
    expect(ports.summary.text).toContain("numpy");
  });

  it("sees places from the root of the repository", async () => {
    await publish(outcomeOf([CONFLICT]), ports, { ...options(), placePrefix: "services/api/" });
    expect(ports.annotator.shown).toMatchObject([{ file: "services/api/requirements.txt" }]);
    expect(ports.summary.text).toContain("services/api/requirements.txt:14");
  });

  it("turns the comment to resolved when all is well again, and then leaves it alone", async () => {
    await publish(outcomeOf([CONFLICT]), ports, options({}, "123.1"));
    await publish(outcomeOf(), ports, options({}, "124.1"));
    const [resolved = ""] = texts();
    expect(resolved).toMatch(/^## ✅ Wheelhouse: resolved/);
    expect(resolved).toContain("was: ");
    await publish(outcomeOf(), ports, options({}, "125.1"));
    expect(ports.comments.stored).toMatchObject([{ text: resolved, edits: 1 }]);
    expect(ports.outputs.values["comment-posted"]).toBe("true");
  });

  it("comments on nothing when that is never wanted", async () => {
    await publish(outcomeOf([CONFLICT]), ports, options({ comment: "never" }));
    expect(ports.comments.calls).toBe(0);
  });

  it("exports no variables: an install from half a wheelhouse would fail in another place", async () => {
    await publish(outcomeOf([CONFLICT]), ports, options({ exportEnv: true }));
    expect(ports.outputs.variables).toEqual({});
  });

  it("says in one notice why there is no comment, and shows all the rest", async () => {
    ports.comments.denial = "The job's token lacks `pull-requests: write`.";
    await publish(outcomeOf([CONFLICT]), ports, options());
    const notices = ports.annotator.shown.filter(({ level }) => level === "notice");
    expect(notices).toMatchObject([{ message: expect.stringContaining("`pull-requests: write`"), file: null }]);
    expect(ports.outputs.values).toMatchObject({ "comment-posted": "false", outcome: "failed", "artifact-id": "1" });
    expect(ports.summary.text).toContain("numpy");
  });
});

describe("a surface in trouble", () => {
  it.each(["summary", "annotator", "comments", "artifacts"] as const)("leaves the others alone: %s", async (broken) => {
    const fail = () => {
      throw new Error("disk full");
    };
    const faulty = { write: fail, annotate: fail, upsert: fail, upload: fail };
    await publish(outcomeOf([CONFLICT]), { ...ports, [broken]: faulty }, options());
    expect(ports.log.lines.join("\n")).toContain("could not be written: disk full");
    expect(ports.outputs.values.outcome).toBe("failed");
    expect(ports.outputs.values["comment-posted"]).toBe(String(broken !== "comments"));
    if (broken !== "summary") expect(ports.summary.text).toContain("numpy");
    if (broken !== "artifacts") expect(ports.artifacts.uploads.size).toBe(1);
  });

  it("says why there is no artifact", async () => {
    await publish(outcomeOf(), ports, options());
    await publish(outcomeOf(), ports, options());
    expect(ports.annotator.shown).toMatchObject([{ level: "notice", message: expect.stringContaining("already has") }]);
  });

  it("stays off the network when the job was cancelled", async () => {
    await publish(outcomeOf([CONFLICT]), { ...ports, signal: AbortSignal.abort() }, options());
    expect([ports.comments.calls, ports.artifacts.uploads.size]).toEqual([0, 0]);
    expect(ports.summary.text).toContain("numpy");
    expect(ports.outputs.values["comment-posted"]).toBe("false");
  });
});

describe("an error before there is a report", () => {
  const error = new WheelhouseError("invalid-input", "2 inputs are wrong.", {
    hint: "See the README.",
    problems: ["pre is 'yes'. Use one of: true, false.", "a `b` <!-- c -->"],
    places: [{ file: "requirements.txt", line: 3, column: 2 }],
  });

  it("annotates every problem, on its line where there is one", async () => {
    await publishError(error, ports, "api/");
    expect(ports.annotator.shown).toMatchObject([
      { message: "pre is 'yes'. Use one of: true, false. See the README.", file: "api/requirements.txt", line: 3 },
      { message: "a `b` <!-- c -->", file: null },
    ]);
  });

  it("sets the outputs that a later step may ask for, and a summary without foreign Markdown", async () => {
    await publishError(error, ports, "");
    expect(ports.outputs.values).toEqual({ outcome: "failed", "cache-hit": "false", "comment-posted": "false" });
    expect(ports.summary.text).toContain("## Wheelhouse did not start");
    expect(ports.summary.text).not.toContain("<!--");
  });

  it("keeps to ten annotations however many problems there are", async () => {
    const problems = Array.from({ length: 40 }, (_, index) => `problem ${index}`);
    await publishError(new WheelhouseError("invalid-input", "40 problems.", { hint: null, problems }), ports, "");
    expect(ports.annotator.shown).toHaveLength(10);
    expect(ports.annotator.shown.at(-1)?.message).toBe("And 31 more problems, see the job summary.");
    expect(ports.summary.text).toContain("problem 39");
  });
});
