import { describe, expect, it } from "vitest";
import { findFindings } from "../../../src/core/findings/find-findings.ts";
import { packageReport } from "./case-facts.ts";
import { assessed, checkFacts, findingsOf, LINE, verdict } from "./check-facts.ts";

const ITEMS = ["a", "b"].map((name) => assessed({ name, verdict: verdict("PURE") }));

describe("packages that need each other", () => {
  it("at run time are a notice without anything to do", () => {
    const findings = findingsOf(ITEMS, { cycles: [{ kind: "run-time", packages: ["a", "b"], bootstrap: [] }] });
    expect(findings).toMatchObject([
      { code: "dependency-cycle", severity: "notice", title: "a and b need each other", remedies: [] },
    ]);
  });

  it("to be built are an error, with the wheel that a plan begins with", () => {
    const cycle = { kind: "build", packages: ["a", "b"], bootstrap: ["a==0.9"] } as const;
    const [finding] = findingsOf(ITEMS, { cycles: [cycle] });
    expect(finding).toMatchObject({
      ...{ code: "build-cycle", severity: "error", title: "a and b need each other to be built" },
      remedies: [{ commands: ["sh install-plan.sh"] }, {}],
    });
    expect(finding?.remedies[0]?.text).toContain("begins with a==0.9");
    const [unbroken] = findingsOf(ITEMS, { cycles: [{ ...cycle, bootstrap: [] }] });
    expect(unbroken?.remedies.map(({ text }) => text)).toEqual([
      "Ask for versions of which one has a wheel for this target.",
    ]);
  });

  it("are told once of a package whose build asks for itself", () => {
    const [finding] = findingsOf(ITEMS, { cycles: [{ kind: "build", packages: ["a"], bootstrap: [] }] });
    expect(finding).toMatchObject({
      title: "a: its build needs itself",
      message: "No wheel of it would be taken, and it has to be there before itself. An installer stops at it.",
    });
  });

  it("say whose build asks for tools that need each other", () => {
    const cycle = { kind: "build", packages: ["t", "u"], bootstrap: [], askedBy: ["a"] } as const;
    const packages = [packageReport({ name: "a", requestedBy: [LINE] })];
    const [finding] = findFindings({ ...checkFacts([], { cycles: [cycle] }), packages }).findings;
    expect(finding?.message).toContain("An installer stops at it. The build of a asks for that.");
    expect(finding?.places).toEqual([LINE]);
  });

  it("point at no more than a few lines of the user's, however many they are", () => {
    const packages = Array.from({ length: 500 }, (_, index) => `p${String(index).padStart(3, "0")}`);
    const items = packages.map((name) => assessed({ name, requestedBy: [LINE], verdict: verdict("PURE") }));
    const [finding] = findingsOf(items, { cycles: [{ kind: "run-time", packages, bootstrap: [] }] });
    expect(finding?.title).toBe("p000, p001, p002, p003, p004, p005 and 494 more need each other");
    expect(finding?.places.length).toBeLessThanOrEqual(6);
  });
});
