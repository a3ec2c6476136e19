import { describe, expect, it } from "vitest";
import type { AssessedPackage } from "../../../src/core/findings/facts.ts";
import { type Miss, OUTCOMES, type Sibling } from "../../../src/core/index/verdict.ts";
import type { PackageKnowledge } from "../../../src/core/knowledge/model.ts";
import { ALPINE, assessed, findingOf, findingsOf, JP6, LINE, sourceBuild, verdict } from "./check-facts.ts";

const ELSEWHERE = "Build a wheel of demo where its source is, and give its folder with --find-links.";
const KNOWN: PackageKnowledge = {
  ...{ names: ["demo"], source: "demo issue 12", date: "2026-08", note: "Has wheels for aarch64 up to 0.9." },
  alternatives: [{ text: "a fork has wheels for aarch64", requirement: "demo2" }],
};
const OLDER: Sibling = {
  ...{ kind: "older", text: "0.9 has a wheel for this target", version: "0.9" },
  wheel: "demo-0.9-cp310-cp310-manylinux_2_28_aarch64.whl",
};
const MISS: Miss = {
  ...{ wheel: "demo-1.0-cp310-cp310-manylinux_2_38_aarch64.whl", part: "libc-version" },
  ...{ needs: "glibc 2.38", has: "glibc 2.35" },
};

describe("one package, one finding", () => {
  it.each([
    ["NATIVE", null, null],
    ["ABI3", null, null],
    ["PURE", null, null],
    ["STUB", "stub-wheel", "notice"],
    ["OTHER_INDEX", "wrong-index", "error"],
    ["OLDER_HAS", "missing-wheel", "error"],
    ["NEWER_HAS", "missing-wheel", "error"],
    ["LIBC_TOO_OLD", "libc-too-old", "error"],
    ["LIBC_FAMILY", "wrong-libc", "error"],
    ["PYTHON_TAG", "wrong-abi", "error"],
    ["FREE_THREADED", "wrong-abi", "error"],
    ["REQUIRES_PYTHON", "requires-python", "error"],
    ["VARIANT_ONLY", "variant-wheel", "error"],
    ["YANKED_ONLY", "yanked", "error"],
    ["SDIST_ONLY", "source-build", "warning"],
    ["NO_ARTIFACT", "missing-wheel", "error"],
    ["NOT_FOUND", "not-found", "error"],
    ["AUTH", "network", "error"],
    ["UNKNOWN", "network", "error"],
  ] as const)("%s gives %s (%s)", (outcome, code, severity) => {
    const finding = findingOf({ verdict: verdict(outcome) });
    expect(finding?.code ?? null).toBe(code);
    expect(finding?.severity ?? null).toBe(severity);
    if (finding === undefined) return;
    expect(finding).toMatchObject({ target: JP6.id, packages: ["demo"], places: [LINE] });
    expect(finding.message).toMatch(/\.$/);
    expect(finding.message).not.toMatch(/undefined|null| {2}|\.\./);
    expect(finding.evidence.map(({ kind }) => kind)).toEqual(["requirement", "index"]);
    if (code !== "stub-wheel") expect(finding.remedies).not.toEqual([]);
  });

  it("has a row above for every outcome", () => {
    expect(OUTCOMES).toHaveLength(19);
  });

  it.each([
    ...["LIBC_TOO_OLD", "LIBC_FAMILY", "PYTHON_TAG", "FREE_THREADED", "VARIANT_ONLY", "OTHER_INDEX"],
    ...["OLDER_HAS", "NEWER_HAS"],
  ] as const)("is only a warning for %s when the package can be built", (outcome) => {
    const finding = findingOf({ verdict: verdict(outcome, { sdist: "demo-1.0.tar.gz" }), build: sourceBuild() });
    expect(finding?.severity).toBe("warning");
    expect(finding?.message).toContain("pip would build it from demo-1.0.tar.gz.");
  });
});

describe("missing-wheel", () => {
  it("says how near the closest wheel comes, and writes the line of the version that has one", () => {
    const miss = { ...MISS, part: "platform", needs: "x86_64", has: "aarch64" } as const;
    const requirement = "Demo[x]==1.0 ; python_version > '3.8'";
    const finding = findingOf({
      requirement,
      knowledge: KNOWN,
      verdict: verdict("OLDER_HAS", { miss, siblings: [OLDER] }),
    });
    expect(finding?.title).toBe("demo: no wheel, and nothing to build from");
    expect(finding?.message).toBe(
      "demo 1.0 has no wheel for this target. It has no source distribution either, so that it cannot be installed. The closest wheel, demo-1.0-cp310-cp310-manylinux_2_38_aarch64.whl, needs x86_64; this target has aarch64. Known of demo: has wheels for aarch64 up to 0.9 (demo issue 12, 2026-08).",
    );
    expect(finding?.remedies.map(({ text }) => text)).toEqual([
      `Change ${requirement} to Demo[x]==0.9; python_version > "3.8" in requirements.txt:4: 0.9 has a wheel for this target.`,
      "A fork has wheels for aarch64: demo2.",
      ELSEWHERE,
    ]);
  });

  it.each([
    ["demo==1.0", "demo==0.9"],
    ["demo", "demo<=0.9"],
    ["demo>=0.5,!=0.8", "demo!=0.8,>=0.5,<=0.9"],
    ["demo>=1", "demo<=0.9"],
    ["demo==1.*", "demo<=0.9"],
    ["demo===1.0", "demo==0.9"],
  ])("turns %s into %s", (requirement, after) => {
    const finding = findingOf({ requirement, verdict: verdict("OLDER_HAS", { siblings: [OLDER] }) });
    expect(finding?.remedies[0]?.text).toContain(`Change ${requirement} to ${after} in`);
  });

  it("says that a source exists which may not be used", () => {
    const finding = findingOf({ verdict: verdict("NO_ARTIFACT", { sdist: "demo-1.0.tar.gz" }) });
    expect(finding?.title).toBe("demo: no wheel, and its source may not be used");
    expect(finding?.message).toContain("demo-1.0.tar.gz, may not be used (--only-binary)");
    expect(finding?.remedies.at(-1)?.text).toBe("Build demo: allow its source in spite of --only-binary.");
    expect(finding?.remedies.at(-1)?.commands).toEqual(["--no-binary demo"]);
  });
});

describe("what there is wheels for", () => {
  const wheel = "demo-1.0-cp310-cp310-win32.whl";
  const windows: Sibling = { kind: "other-platform", text: "1.0 has wheels for Windows", version: "1.0", wheel };

  it("is said instead of the closest wheel where it tells more", () => {
    const miss: Miss = { wheel, part: "other-os", needs: "Windows", has: "Linux" };
    const finding = findingOf({ verdict: verdict("NO_ARTIFACT", { miss, siblings: [windows] }) });
    expect(finding?.message).toContain("1.0 has wheels for Windows.");
    expect(finding?.message).not.toContain("closest");
  });

  it("is not said where it tells less: the delta of the C library does", () => {
    const libc: Sibling = { ...windows, kind: "other-libc", text: "1.0 has wheels for manylinux_2_38_aarch64" };
    const finding = findingOf({ verdict: verdict("LIBC_TOO_OLD", { miss: MISS, siblings: [libc] }) });
    expect(finding?.message).not.toContain("has wheels for manylinux");
  });
});

describe("alternatives", () => {
  const textsFor = (alternatives: PackageKnowledge["alternatives"], siblings: readonly Sibling[] = []) =>
    findingOf({
      knowledge: { ...KNOWN, alternatives: alternatives ?? [] },
      verdict: verdict("NO_ARTIFACT", { siblings }),
    })?.remedies.map(({ text }) => text);

  it("are sentences, in which a project keeps the spelling of its name", () => {
    const list = [
      { text: "decord2 is a successor with wheels", requirement: "decord2" },
      { text: "torchcodec, with a newer torch", requirement: "torchcodec>=0.11" },
      { text: "leave it out", requirement: null },
    ];
    expect(textsFor(list)).toEqual([
      "decord2 is a successor with wheels.",
      "torchcodec, with a newer torch: torchcodec>=0.11.",
      "Leave it out.",
      ELSEWHERE,
    ]);
  });

  it("do not repeat what the index has told of other versions", () => {
    const list = [{ text: "take an older one", requirement: "demo<1" }];
    expect(textsFor(list)).toEqual(["Take an older one: demo<1.", ELSEWHERE]);
    expect(textsFor(list, [OLDER])).toEqual([
      "Change demo to demo<=0.9 in requirements.txt:4: 0.9 has a wheel for this target.",
      ELSEWHERE,
    ]);
  });
});

describe("source-build, predicted", () => {
  it("tells the compilers, the time with its source, and the packages of the system", () => {
    const system = { build: { apt: ["libcairo2-dev"], dnf: ["cairo-devel"], apk: ["cairo-dev"] }, runtime: {} };
    const build = sourceBuild({
      ...{ compile: ["C", "Rust"], minutes: { value: 3, source: "measured 2026-08" }, system },
      evidence: "from pyproject.toml of demo-1.0.tar.gz",
    });
    const server = { ...JP6, profile: null };
    const [finding] = findingsOf([assessed({ verdict: verdict("SDIST_ONLY", { sdist: "demo-1.0.tar.gz" }), build })], {
      target: server,
    });
    expect(finding).toMatchObject({ when: "predicted", title: "demo: must be built from source" });
    expect(finding?.message).toContain(
      "The build compiles C and Rust (from pyproject.toml of demo-1.0.tar.gz). It takes about 3 min on a native arm64 runner (measured 2026-08).",
    );
    const commands = finding?.remedies.flatMap((remedy) => remedy.commands);
    expect(commands).toEqual([
      "apt-get install -y --no-install-recommends libcairo2-dev",
      "dnf install -y cairo-devel",
    ]);
    const [alpine] = findingsOf([assessed({ verdict: verdict("SDIST_ONLY"), build })], { target: ALPINE });
    expect(alpine?.remedies.flatMap((remedy) => remedy.commands)).toEqual(["apk add --no-cache cairo-dev"]);
  });

  it("is a notice when nothing is compiled", () => {
    const finding = findingOf({ verdict: verdict("SDIST_ONLY"), build: sourceBuild({ compile: [] }) });
    expect(finding?.severity).toBe("notice");
    expect(finding?.message).toContain("Nothing is compiled: it is pure Python (by its name alone).");
  });

  it("speaks of uv where uv's rules were used", () => {
    const finding = findingOf({ verdict: verdict("SDIST_ONLY", { rules: "uv" }), build: sourceBuild() });
    expect(finding?.message).toContain("uv would build it");
  });
});

describe("libc-too-old", () => {
  it("has the delta in its title", () => {
    const finding = findingOf({ verdict: verdict("LIBC_TOO_OLD", { miss: MISS }) });
    expect(finding?.title).toBe("demo: needs glibc 2.38, target has 2.35");
    expect(finding?.message).toContain("they need glibc 2.38 or newer, and this target has glibc 2.35");
    expect(finding?.remedies[0]?.text).toBe(
      "Use a base image or system with glibc 2.38: JetPack 7.2 (Ubuntu 24.04), or newer.",
    );
    const server = { ...JP6, profile: null };
    expect(findingOf({ verdict: verdict("LIBC_TOO_OLD", { miss: MISS }) }, { target: server })?.remedies[0]?.text).toBe(
      "Use a base image or system with glibc 2.38: Debian 13 (trixie), Ubuntu 24.04 LTS or Red Hat Enterprise Linux 10, or newer.",
    );
  });

  it("is the reason too where an older version has a wheel", () => {
    const finding = findingOf({ verdict: verdict("OLDER_HAS", { miss: MISS, siblings: [OLDER] }) });
    expect(finding?.code).toBe("libc-too-old");
    expect(finding?.remedies[0]?.text).toBe(
      "Change demo to demo<=0.9 in requirements.txt:4: 0.9 has a wheel for this target.",
    );
  });
});

describe("wrong-abi", () => {
  it("offers another version and the build where only the source is left and may not be used", () => {
    const finding = findingOf({
      verdict: verdict("PYTHON_TAG", { sdist: "demo-1.0.tar.gz", siblings: [OLDER] }),
    });
    const advice = finding?.remedies.map(({ text }) => text).join("\n");
    expect(advice).toContain("0.9 has a wheel for this target");
    expect(advice).toContain("Build demo: allow its source in spite of --only-binary.");
  });

  it("names the Pythons that have a wheel, as --python takes them", () => {
    const siblings = [
      { ...OLDER, kind: "other-python", wheel: "demo-1.0-pp311-pypy311_pp73-manylinux_2_28_aarch64.whl" },
      { ...OLDER, kind: "other-python", wheel: "demo-1.0-cp314-cp314t-manylinux_2_28_aarch64.whl" },
    ] as const;
    const miss = { ...MISS, wheel: "demo-1.0-cp313-cp313-manylinux_2_28_aarch64.whl", needs: "cp313", has: "cp310" };
    const finding = findingOf({ verdict: verdict("PYTHON_TAG", { miss, siblings }) });
    expect(finding?.title).toBe("demo: no wheel for cp310");
    expect(finding?.remedies[0]?.text).toBe("Use a Python that it has wheels for: --python 3.13, pypy3.11 or 3.14t.");
  });
});

describe("not-found", () => {
  it("offers names that look like it, with a warning", () => {
    const finding = findingOf({
      ...{ name: "torchvison", requirement: "torchvison", indexes: [], nearNames: ["torchvision"] },
      verdict: verdict("NOT_FOUND", { version: null }),
    });
    expect(finding?.title).toBe("torchvison: not found");
    expect(finding?.remedies[0]?.text).toContain(
      "If you mean torchvision, correct the name. Look at the project first",
    );
  });

  it("tells a version that does not exist from a project that does not", () => {
    const siblings = [{ ...OLDER, kind: "older", version: "2.3.5" }] as const;
    const finding = findingOf({ requirement: "demo==9.9", verdict: verdict("NOT_FOUND", { version: null, siblings }) });
    expect(finding?.title).toBe("demo: no such version");
    expect(finding?.message).toBe("The index has demo, but no version that demo==9.9 allows.");
    expect(finding?.remedies[0]?.text).toContain("Change demo==9.9 to demo==2.3.5");
  });

  it("does not say that a name without a version allows none", () => {
    const finding = findingOf({ verdict: verdict("NOT_FOUND", { version: null }) });
    expect(finding?.message).toContain("The index has demo, but no version of it may be taken");
    expect(finding?.remedies[0]?.text).toContain("--exclude-newer");
  });
});

describe("wrong-index", () => {
  const vendor = {
    ...{
      key: "jetson",
      url: "https://jetson.example/jp6/cu126",
      title: "the index for JetPack 6",
      for: ["jetson-jp6"],
    },
    ...{ source: "vendor table", date: "2026-09", note: "" },
  };
  it("is told of a wheel that fits, with the option that leads to the other index", () => {
    const wrongIndex = { vendor, note: "It has no CUDA code." };
    const finding = findingOf({ verdict: verdict("NATIVE"), wrongIndex });
    expect(finding).toMatchObject({ code: "wrong-index", severity: "warning" });
    expect(finding?.message).toContain("It has no CUDA code.");
    expect(finding?.remedies[0]?.commands).toEqual(["--extra-index-url https://jetson.example/jp6/cu126"]);
  });
});

describe("the index of a vendor", () => {
  const knowledge: PackageKnowledge = { ...KNOWN, vendorIndexes: ["jetson-jp6-cu126"] };
  const offer: Sibling = {
    ...{ kind: "other-index", version: "0.9", wheel: "demo-0.9-cp310-cp310-linux_aarch64.whl" },
    text: "Jetson AI Lab, JetPack 6 with CUDA 12.6 (https://jetson.example) has 0.9 for this target",
  };

  it("is named with its option and a pin where it has the wheel", () => {
    const finding = findingOf({ knowledge, verdict: verdict("OTHER_INDEX", { siblings: [offer] }) });
    expect(finding?.message).toContain("has 0.9 for this target. Files vanish");
    expect(finding?.remedies[0]?.text).toContain("pin demo==0.9, because pip takes the highest version");
    expect(finding?.remedies[0]?.commands[0]).toMatch(/^--extra-index-url https:/);
  });

  it("is told as unknown when it did not answer, never as one that has nothing", () => {
    const dead: Sibling = {
      ...offer,
      version: null,
      wheel: null,
      text: "it is unknown what Jetson AI Lab has: no answer",
    };
    const finding = findingOf({ knowledge, verdict: verdict("NO_ARTIFACT", { siblings: [dead] }) });
    expect(finding?.code).toBe("missing-wheel");
    expect(finding?.message).toContain("It is unknown what Jetson AI Lab has: no answer.");
  });
});

describe("yanked", () => {
  it("is told of a pin, with the reason", () => {
    const finding = findingOf({ verdict: verdict("PURE"), yanked: "broken" });
    expect(finding).toMatchObject({ code: "yanked", severity: "warning" });
    expect(finding?.message).toContain("Their reason: broken.");
  });

  it("is an aside where something worse is wrong", () => {
    const finding = findingOf({ verdict: verdict("NO_ARTIFACT"), yanked: "" });
    expect(finding?.code).toBe("missing-wheel");
    expect(finding?.message).toContain("That version has also been yanked by its authors. They gave no reason.");
  });
});

describe("project-status", () => {
  it.each([
    ["quarantined", "error"],
    ["archived", "notice"],
    ["deprecated", "notice"],
  ])("%s is %s", (status, severity) => {
    expect(findingOf({ verdict: verdict("PURE"), status })).toMatchObject({ code: "project-status", severity });
  });

  it("says nothing of a status that is not known", () => {
    expect(findingOf({ verdict: verdict("PURE"), status: "constructor" })).toBeUndefined();
  });
});

describe("a version that is passed over", () => {
  it("is not advised: it has no wheel either", () => {
    const siblings = [
      { ...OLDER, kind: "newer", version: "2.0", text: "2.0 has no file for this target", wheel: null },
    ] as const;
    expect(findingOf({ verdict: verdict("STUB", { siblings }) })?.remedies).toEqual([]);
  });
});

describe("a package that others bring in", () => {
  const app = assessed({ name: "app", verdict: verdict("PURE") });
  const middle = assessed({ name: "middle", requestedBy: [], requiredBy: ["app"], verdict: verdict("PURE") });
  const leaf = (more: Partial<AssessedPackage> = {}) =>
    assessed({
      name: "leaf",
      requirement: "leaf>=1",
      requestedBy: [],
      requiredBy: ["middle"],
      verdict: verdict("OLDER_HAS", { siblings: [OLDER] }),
      ...more,
    });

  it("is told at the line that brings it in, with the way there", () => {
    const [finding] = findingsOf([app, middle, leaf()]);
    expect(finding?.places).toEqual([LINE]);
    expect(finding?.message).toContain("It comes in by app (requirements.txt:4) → middle → leaf.");
  });

  it("is advised by a constraint, or by another version of what asks for it", () => {
    const [strict] = findingsOf([app, middle, leaf()]);
    expect(strict?.remedies[0]?.text).toBe(
      "leaf 0.9 has a wheel for this target, but middle asks for leaf>=1: try another version of middle.",
    );
    const [free] = findingsOf([app, middle, leaf({ requirement: "leaf" })]);
    expect(free?.remedies[0]?.text).toContain("Add the constraint leaf<=0.9 (a line of a constraints file)");
  });

  it("takes the shortest way, and does not run in circles", () => {
    const near = assessed({ name: "near", requestedBy: [{ ...LINE, line: 9 }], verdict: verdict("PURE") });
    const looped = { ...middle, requiredBy: ["app", "leaf"] };
    const [finding] = findingsOf([app, looped, near, leaf({ requiredBy: ["middle", "near"] })]);
    expect(finding?.message).toContain("It comes in by near (requirements.txt:9) → leaf.");
    expect(finding?.places.map(({ line }) => line)).toEqual([9, 4]);
  });
});
