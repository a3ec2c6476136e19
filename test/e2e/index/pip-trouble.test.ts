import { writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { errorOf, expectExit } from "./expect-run.ts";
import { copyPip, installPip, makeVenv, type Venv } from "./python-venv.ts";
import { makeStage, type Stage } from "./stage.ts";

describe("A Python whose pip cannot be used", () => {
  let stage: Stage;
  let venv: Venv;

  beforeEach(() => {
    stage = makeStage();
    stage.write("requirements.txt", "purepkg\n");
    venv = makeVenv(`${stage.root}/venv`);
  });
  afterEach(() => stage.remove());

  it("is told from no Python at all when there is no pip in it", async () => {
    const run = await stage.build(["--python", venv.python, "--json"]);
    expectExit(run, 2);
    expect(errorOf(run).code).toBe("no-pip");
    expect(errorOf(run).message).toContain(`(${venv.python}) has no pip`);
    expect(errorOf(run).hint).toContain("ensurepip");
  });

  it("is told with the version that is needed when its pip is too old", async () => {
    installPip(venv, "22.3.1", stage.home);
    const run = await stage.build(["--python", venv.python]);
    expectExit(run, 2);
    expect(run.stderr).toMatch(/has pip 22\.3\.1.*23\.0/);
    expect(run.stderr).toMatch(/^hint: .*pip install 'pip>=23'/m);
  });

  it("is asked for --index-url when nothing names an index", async () => {
    const pip = copyPip(venv);
    writeFileSync(`${pip}/_internal/models/index.py`, "PyPI = TestPyPI = None\n");
    const run = await stage.build(["--python", venv.python]);
    expectExit(run, 2);
    expect(run.stderr).toContain("No package index is known");
    expect(run.stderr).toMatch(/^hint: .*--index-url/m);
  });
});
