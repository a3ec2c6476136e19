import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cacheKey } from "../../../src/core/store/key.ts";
import { decideTrust, readableClasses, type TrustFacts } from "../../../src/core/store/trust.ts";

const facts = (event: string | null, ref: string, optIn = false): TrustFacts => ({
  event,
  ref,
  defaultBranch: "main",
  optIn,
});

describe("decideTrust", () => {
  it.each([
    [null, "", "default"],
    ["push", "refs/heads/main", "default"],
    ["schedule", "refs/heads/main", "default"],
    ["workflow_dispatch", "refs/heads/main", "default"],
    ["repository_dispatch", "refs/heads/main", "default"],
    ["push", "refs/heads/feature", "branch"],
    ["push", "refs/heads/main2", "branch"],
    ["workflow_dispatch", "refs/heads/feature", "branch"],
    ["merge_group", "refs/heads/gh-readonly-queue/main/pr-7", "branch"],
    ["pull_request", "refs/pull/7/merge", "pr"],
    ["push", "refs/pull/7/merge", "pr"],
  ])("gives a run of %s on %s the class %s, and the cache is on", (event, ref, trustClass) => {
    const expected = { class: trustClass, mayRestore: true, maySave: true, reason: null };
    expect(decideTrust(facts(event, ref))).toEqual(expected);
    expect(decideTrust(facts(event, ref, true))).toEqual(expected);
  });

  it("does not take a branch for the default one when the payload does not name it", () => {
    expect(decideTrust({ ...facts("push", "refs/heads/main"), defaultBranch: null }).class).toBe("branch");
  });

  it.each([
    ["pull_request_target", "refs/heads/main", "pr", true, false],
    ["workflow_run", "refs/heads/main", "pr", true, false],
    ["issue_comment", "refs/heads/main", "pr", true, false],
    ["release", "refs/tags/v1", "release", true, true],
    ["push", "refs/tags/v1", "release", true, true],
    ["workflow_dispatch", "refs/tags/v1", "release", true, true],
    ["issues", "refs/heads/main", "pr", true, false],
    ["discussion", "refs/heads/main", "pr", true, false],
    ["", "refs/heads/main", "pr", true, false],
  ])("A10: keeps the cache off for %s on %s unless it is asked for", (event, ref, trustClass, restore, save) => {
    const off = decideTrust(facts(event, ref));
    expect(off).toMatchObject({ class: trustClass, mayRestore: false, maySave: false });
    expect(off.reason).toMatch(/^The cache is off .*\.$/);
    const on = decideTrust(facts(event, ref, true));
    expect(on).toMatchObject({ class: trustClass, mayRestore: restore, maySave: save });
    expect(on.reason).toMatch(/^The cache is .*asked for.*\.$/);
  });

  it("A9: lets nothing that is not the default branch write what the default branch reads, in 10,000 random events", () => {
    const event = fc.constantFrom(null, "push", "pull_request", "pull_request_target", "workflow_run", "release", "x");
    const name = fc.oneof(fc.constantFrom("main", "Main", "main ", "pr", "default"), fc.string());
    const ref = fc.oneof(
      fc.tuple(fc.constantFrom("refs/heads/", "refs/tags/", "refs/pull/", ""), name).map((parts) => parts.join("")),
      fc.string(),
    );
    const run = fc.record({ event, ref, defaultBranch: fc.option(name), optIn: fc.boolean() });
    const target = { os: "linux", arch: "aarch64", libc: null, python: "cp312" };
    const [wanted = ""] = [cacheKey({ target, trust: "default", scope: "5f0a", contents: null }).key];
    fc.assert(
      fc.property(run, (any) => {
        const decision = decideTrust(any);
        if (!decision.maySave) return;
        const isDefault =
          any.event === null || (any.defaultBranch !== null && any.ref === `refs/heads/${any.defaultBranch}`);
        const written = cacheKey({ target, trust: decision.class, scope: "5f0a", contents: "0".repeat(64) }).key;
        if (written.startsWith(wanted)) expect(isDefault).toBe(true);
      }),
      { numRuns: 10_000 },
    );
  });

  it("lets each class read itself first, and releases nothing else", () => {
    expect(readableClasses("pr")).toEqual(["pr", "default"]);
    expect(readableClasses("branch")).toEqual(["branch", "default"]);
    expect(readableClasses("default")).toEqual(["default"]);
    expect(readableClasses("release")).toEqual(["release"]);
  });
});
