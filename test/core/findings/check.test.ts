import { describe, expect, it } from "vitest";
import { explainConflict } from "../../../src/core/explain/conflict/explain-conflict.ts";
import type { AssessedPackage } from "../../../src/core/findings/facts.ts";
import { findFindings } from "../../../src/core/findings/find-findings.ts";
import { knowledgeOf } from "../../../src/core/knowledge/knowledge.ts";
import type { ConflictTree } from "../../../src/core/resolve/conflict-tree.ts";
import type { Target } from "../../../src/core/target/target.ts";
import { ALPINE, assessed, checkFacts, findingsOf, JP6, LINE, sourceBuild, verdict } from "./check-facts.ts";

const BOTH = ["https://wheels.example/simple/", "https://index.example/simple/"];

describe("names on two indexes", () => {
  it("E7: are reported, with the policy that takes the first index", () => {
    const items = ["a", "b"].map((name) => assessed({ name, verdict: verdict("PURE"), indexes: BOTH }));
    const findings = findingsOf([...items, assessed({ name: "c", verdict: verdict("PURE") })]);
    expect(findings).toMatchObject([
      {
        ...{ code: "name-on-two-indexes", severity: "warning", packages: ["a", "b"], places: [LINE] },
        title: "a and b: on more than one index",
      },
    ]);
    expect(findings[0]?.message).toContain(
      "https://wheels.example/simple/ and https://index.example/simple/ both have a and b. pip has no order of indexes",
    );
    expect(findings[0]?.remedies.map(({ text }) => text).join(" ")).toMatch(
      /--index-url.*--hash.*uv, which takes .* first index/,
    );
  });

  it("E7: are a notice with uv, which takes the first index", () => {
    const findings = findingsOf([assessed({ verdict: verdict("PURE", { rules: "uv" }), indexes: BOTH })]);
    expect(findings).toMatchObject([{ severity: "notice", remedies: [] }]);
    expect(findings[0]?.message).toContain("from the first index that has it, https://wheels.example/simple/");
  });
});

describe("an index that does not answer", () => {
  const down = { kind: "status", message: "index.example answered 503", project: null } as const;
  const unknown = ["a", "b"].map((name) => assessed({ name, verdict: verdict("UNKNOWN", { version: null }) }));

  it("E9: leaves its packages unchecked and says nothing of missing wheels", () => {
    const { findings } = findFindings({ ...checkFacts(unknown), troubles: [down] });
    expect(findings).toMatchObject([
      {
        ...{ code: "network", severity: "error", packages: ["a", "b"], places: [LINE] },
        title: "a and b: not checked, no index gave an answer",
      },
    ]);
    expect(findings[0]?.message).toContain("That does not mean that there is none. index.example answered 503.");
  });

  it("E9: is asked for by whoever has the credentials", () => {
    const items = [assessed({ verdict: verdict("AUTH", { version: null }) })];
    const trouble = { kind: "unauthorised", message: "index.example answered 401", project: "demo" } as const;
    const { findings } = findFindings({ ...checkFacts(items), troubles: [trouble] });
    expect(findings).toMatchObject([{ code: "network", title: "demo: not checked, the index wants credentials" }]);
    expect(findings[0]?.remedies[0]?.text).toContain("Give the index credentials");
  });

  it("stays a finding that the schema takes, however many packages it is about", () => {
    const many = Array.from({ length: 3_000 }, (_, index) =>
      assessed({
        ...{ name: `p${index}`, requestedBy: [{ ...LINE, line: index + 1 }] },
        verdict: verdict("UNKNOWN", { version: null }),
      }),
    );
    const [finding] = findingsOf(many);
    expect(finding?.packages).toHaveLength(3_000);
    expect(finding?.places).toHaveLength(100);
    expect(finding?.evidence).toHaveLength(200);
  });

  it("does not lay a file that is too large at the door of what is unchecked", () => {
    const large = { kind: "too-large", message: "big.tar.gz is larger than 50 MiB", project: null } as const;
    const { findings } = findFindings({ ...checkFacts(unknown), troubles: [down, large] });
    expect(findings.map(({ title }) => title)).toEqual([
      "a and b: not checked, no index gave an answer",
      "A file is too large to be looked into",
    ]);
    expect(findings[0]?.message).not.toContain("50 MiB");
  });

  it("tells of trouble that left nothing unchecked as before", () => {
    const { findings } = findFindings({ ...checkFacts([assessed({ verdict: verdict("PURE") })]), troubles: [down] });
    expect(findings).toMatchObject([{ code: "network", severity: "warning", title: "Trouble with a package index" }]);
  });
});

const fact = (value: Extract<ConflictTree, { kind: "fact" }>["fact"]): ConflictTree => ({ kind: "fact", fact: value });

const explained = (tree: ConflictTree) => ({ tree, explanation: explainConflict(tree) });

describe("a conflict of the solver", () => {
  it.each([
    ["its sdist is not allowed", "Build torch: allow its source in spite of --only-binary.", ["--no-binary torch"]],
    ["no sdist", "Build a wheel of torch where its source is, and give its folder with --find-links.", []],
  ])("that a missing wheel causes says so, and offers another version and the build: %s", (why, text, commands) => {
    const detail = `no wheel for cp312-manylinux_2_28_aarch64, and ${why}`;
    const tree: ConflictTree = {
      kind: "derived",
      text: "",
      causes: [
        fact({ kind: "requested", name: "torch", requirement: "torch>=2", place: LINE }),
        fact({ kind: "no-versions", name: "torch", range: "2.0 to 2.5", reason: "no-wheel", detail }),
      ],
    };
    const [finding] = findingsOf([], { conflicts: [explained(tree)] });
    expect(finding?.message).toContain(`torch 2.0 to 2.5 cannot be taken (${detail})`);
    expect(finding?.remedies.slice(1)).toEqual([
      { text: "Take another version of torch than 2.0 to 2.5, one with a wheel for this target.", commands: [] },
      { text, commands },
    ]);
  });

  const wants = fact({ kind: "requested", requirement: "numpy==2.1", name: "numpy", place: LINE });
  const torch = fact({ kind: "requested", requirement: "torch", name: "torch", place: { ...LINE, line: 5 } });
  const needs = fact({ kind: "depends", name: "torch", versions: "2.3.0", requirement: "numpy<2", on: "numpy" });

  it("names its causes with their lines", () => {
    const tree: ConflictTree = {
      ...{ kind: "derived", text: "" },
      causes: [wants, { kind: "derived", text: "", causes: [torch, needs] }],
    };
    const { findings, conflicts } = findFindings(checkFacts([], { conflicts: [explained(tree)] }));
    expect(findings).toMatchObject([
      {
        ...{ code: "conflict", severity: "error", title: "numpy: conflicting requirements" },
        places: [LINE, { ...LINE, line: 5 }],
      },
    ]);
    expect(findings[0]?.message).toBe(
      "requirements.txt:4 asks for numpy==2.1, requirements.txt:5 asks for torch, but torch 2.3.0 needs numpy<2. No set of versions satisfies all of this.",
    );
    expect(conflicts).toMatchObject([
      { project: "numpy", complete: true, causes: [{}, {}, { requirer: "torch 2.3.0" }] },
    ]);
  });

  it("ends with what is at odds, not with a yanked version beside it", () => {
    const yanked = fact({ kind: "no-versions", name: "torch", range: "2.4.0", reason: "yanked", detail: "" });
    const beside: ConflictTree = { kind: "derived", text: "", causes: [needs, yanked] };
    const tree: ConflictTree = {
      ...{ kind: "derived", text: "" },
      causes: [wants, { kind: "derived", text: "", causes: [torch, beside] }],
    };
    const { findings } = findFindings(checkFacts([], { conflicts: [explained(tree)] }));
    expect(findings[0]?.title).toBe("numpy: conflicting requirements");
    expect(findings[0]?.message).toContain("asks for torch, torch 2.4.0 is yanked, but torch 2.3.0 needs numpy<2.");
  });

  it("is not told twice when a single line finds nothing", () => {
    const none = fact({
      kind: "no-versions",
      name: "demo",
      range: "==9",
      reason: "none-in-range",
      detail: "newest is 1.0",
    });
    const line = fact({ kind: "requested", requirement: "demo==9", name: "demo", place: LINE });
    const tree: ConflictTree = { kind: "derived", text: "", causes: [line, none] };
    const items = [assessed({ requirement: "demo==9", verdict: verdict("NOT_FOUND", { version: null }) })];
    expect(findingsOf(items, { conflicts: [explained(tree)] }).map(({ code }) => code)).toEqual(["not-found"]);
    expect(findingsOf([], { conflicts: [explained(tree)] }).map(({ code }) => code)).toEqual(["conflict"]);
  });
});

describe("a closure that is not all known", () => {
  it("says what is not known, and that packages may be missing", () => {
    const findings = findingsOf([], { undecided: "legacy-lib 1.0 does not say what it needs" });
    expect(findings).toMatchObject([{ code: "closure-incomplete", severity: "warning" }]);
    expect(findings[0]?.message).toContain("legacy-lib 1.0 does not say what it needs. Packages that");
  });
});

describe("a file that cannot be read", () => {
  it("is called by its own name, with what to do", () => {
    const problem = {
      ...{ code: "unreadable-file", message: "reqs/gone.txt cannot be read: there is no such file or folder." },
      ...{ expected: "Check the path and its permissions.", offset: 0, file: "requirements.txt", line: 3, column: 4 },
    };
    const { findings } = findFindings({ ...checkFacts([]), problems: [problem] });
    expect(findings).toMatchObject([
      {
        title: "reqs/gone.txt cannot be read",
        message: "reqs/gone.txt cannot be read: there is no such file or folder. It was left out.",
        remedies: [{ text: "Check the path and its permissions." }],
      },
    ]);
  });
});

describe("what the system must have", () => {
  const system = {
    build: {
      apt: ["build-essential", "libcairo2-dev"],
      dnf: ["gcc", "cairo-devel"],
      apk: ["build-base", "cairo-dev"],
    },
    runtime: { apt: ["libcairo2"], dnf: ["cairo"], apk: ["cairo"] },
  };
  const built = assessed({
    ...{ name: "pycairo", requirement: "pycairo", build: sourceBuild({ compile: ["C"], system }) },
    verdict: verdict("SDIST_ONLY", { sdist: "pycairo-1.0.tar.gz" }),
  });
  const linesFor = (items: readonly AssessedPackage[], target: Target) =>
    findingsOf(items, { target })
      .filter(({ code }) => code === "system-packages")
      .flatMap(({ remedies }) => remedies.map(({ text, commands }) => [text, ...commands]));

  it("is one list of Dockerfile lines, for the build and for the finished image apart", () => {
    expect(linesFor([built], JP6)).toEqual([
      [
        "In the stage that builds:",
        "RUN apt-get update && apt-get install -y --no-install-recommends build-essential libcairo2-dev && rm -rf /var/lib/apt/lists/*",
      ],
      [
        "In the image that runs:",
        "RUN apt-get update && apt-get install -y --no-install-recommends libcairo2 && rm -rf /var/lib/apt/lists/*",
      ],
    ]);
    expect(linesFor([built], ALPINE).flat()).toContain("RUN apk add --no-cache build-base cairo-dev");
    expect(linesFor([built], { ...JP6, profile: "rhel9" }).flat()).toContain(
      "RUN dnf install -y gcc cairo-devel && dnf clean all",
    );
    expect(linesFor([built], { ...JP6, profile: null })[0]).toHaveLength(3);
  });

  it("names the full Python image where what is built in it runs", () => {
    const last = (profile: string | null) => linesFor([built], { ...ALPINE, libc: JP6.libc, profile }).at(-1)?.[0];
    expect(last(null)).toBe(
      "The full image python:3.12-bookworm has build-essential: build in it, and run in python:3.12-slim-bookworm, which has the same C library.",
    );
    expect(last("debian-13")).toContain("python:3.12-slim-trixie");
    expect(last("ubuntu-22.04")).toBe("In the image that runs:");
  });

  it("has what a wheel loads where the package needs nothing else", () => {
    const knowledge = knowledgeOf("opencv-python", JP6);
    const wheel = assessed({ name: "opencv-python", verdict: verdict("ABI3"), knowledge });
    const [first] = linesFor([wheel], JP6);
    expect(first?.[0]).toBe("In the image that runs:");
    expect(first?.[1]).toContain("libgl1");
  });

  it("is not there when nothing is compiled", () => {
    const pure = { ...built, build: sourceBuild({ compile: [], system: { build: {}, runtime: {} } }) };
    expect(linesFor([pure], JP6)).toEqual([]);
  });
});
