import { expect, it } from "vitest";
import type { Sibling } from "../../../src/core/index/verdict.ts";
import { assessed, findingOf, findingsOf, verdict } from "./check-facts.ts";

const silent: Sibling = {
  kind: "other-index",
  text: "it is unknown what Jetson AI Lab (https://jetson.example/jp6) has: connection refused",
  version: null,
  wheel: null,
};

it("says what the configured index has, and that the vendor's is not known, never that it lacks the wheel", () => {
  const miss = {
    wheel: "demo-1.0-cp311-cp311-linux_aarch64.whl",
    part: "python",
    needs: "CPython 3.11",
    has: "CPython 3.10",
  } as const;
  const finding = findingOf({ verdict: verdict("UNKNOWN", { siblings: [silent], miss }) });
  expect(finding).toMatchObject({
    code: "network",
    severity: "error",
    title: "demo: whether there is a wheel is not known",
  });
  expect(finding?.message).toContain("demo 1.0 has no wheel for this target on the index that was asked");
  expect(finding?.message).toContain("That does not mean that there is none.");
  expect(finding?.message).toContain(
    "It is unknown what Jetson AI Lab (https://jetson.example/jp6) has: connection refused.",
  );
  expect(finding?.message).toContain("demo-1.0-cp311-cp311-linux_aarch64.whl, needs CPython 3.11");
});

it("tells apart what no index answered about", () => {
  const items = [
    assessed({ name: "a", verdict: verdict("UNKNOWN", { siblings: [silent] }) }),
    assessed({ name: "b", verdict: verdict("UNKNOWN", { version: null }) }),
    assessed({ name: "c", verdict: verdict("UNKNOWN", { version: null, siblings: [silent] }), indexes: [] }),
  ];
  const told = findingsOf(items).map(({ packages, title }) => [packages, title]);
  expect(told).toEqual(
    expect.arrayContaining([
      [["a"], "a: whether there is a wheel is not known"],
      [["b", "c"], "b and c: not checked, no index gave an answer"],
    ]),
  );
  expect(told).toHaveLength(2);
});
