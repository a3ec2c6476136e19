import { beforeAll, describe, expect, it } from "vitest";
import { decisionTree } from "../../../src/core/explain/decision-tree.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { renderDecisionTree } from "../../../src/core/render/decision-tree.ts";
import { TOLD_PATTERNS } from "../../rig/decisions/patterns.ts";
import { DECISION_SCENARIOS } from "../../rig/decisions/scenarios.ts";
import { fetchPip, pipsOnIndex } from "../../rig/pips/fetch-pip.ts";
import { findPythonForAnyPip } from "../../rig/pips/python.ts";
import { runScenario } from "../../rig/pips/run-scenario.ts";
import { FORMS } from "../../rig/pips/scenario.ts";

describe("the decisions of the newest pip on the index", () => {
  const python = findPythonForAnyPip();
  let newest = "";

  beforeAll(async () => {
    newest = (await pipsOnIndex("26.3")).at(-1) ?? "";
  });

  it.each(DECISION_SCENARIOS)("$name", async (scenario) => {
    if (python === null) throw new Error("install Python 3.10 or 3.11: they run every pip");
    const { text } = await runScenario(scenario, FORMS["debug-vv"], await fetchPip(newest), python);
    const tree = decisionTree(parseLog(Buffer.from(text)));
    const shown = tree === null ? "no tree" : renderDecisionTree(tree, { width: 100, color: false, verbosity: 2 });
    const found = tree?.patterns.map(({ kind, package: name }) => `${kind} ${name}`);
    expect(found, shown).toEqual(TOLD_PATTERNS[scenario.name]?.full);
    expect(tree, shown).toMatchObject({ source: "resolver-debug", complete: true });
  });
});
