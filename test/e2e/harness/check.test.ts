import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BuildReportSchema } from "../../../src/core/report/schema.ts";
import { pullRequestEvent } from "../../rig/harness/events.ts";
import { type HarnessWorld, makeWorld } from "./world.ts";

let world: HarnessWorld;
beforeAll(async () => {
  world = await makeWorld({ "requirements.txt": "purepkg\nmanypkg\ncext\n" });
});
afterAll(() => world.close());

const target = "cp312-manylinux_2_28_aarch64";

describe("run: check", () => {
  it("reports on a target that no machine here is of, builds nothing and saves nothing", async () => {
    const result = await world.run({ event: pullRequestEvent(), inputs: { run: "check", target } });
    expect(result.main.log).not.toContain("a bug of ours");
    expect(result).toMatchObject({ conclusion: "success", main: { exitCode: 0 }, post: { exitCode: 0 } });
    const report = BuildReportSchema.parse(JSON.parse(await readFile(result.outputs["report-json"] ?? "", "utf8")));
    expect(report).toMatchObject({ command: "check", targets: [{ target }] });
    const verdicts = report.targets[0]?.packages.map(({ name, verdict }) => [name, verdict?.outcome]);
    expect(verdicts?.toSorted()).toEqual([
      ["cext", "SDIST_ONLY"],
      ["manypkg", "ABI3"],
      ["purepkg", "PURE"],
    ]);
    expect(result.summary).toContain("cext");
    expect(world.actions.entries).toHaveLength(0);
    expect(world.index.requests.map(({ kind }) => kind)).not.toContain("wheel");
  });

  it("puts what blocks on the line of the pull request, and fails", async () => {
    await world.project.write("requirements.txt", "purepkg\ntoonew\nnosuchproject\n");
    const result = await world.run({ event: pullRequestEvent(), inputs: { run: "check", target } });
    expect(result).toMatchObject({ conclusion: "failure", main: { exitCode: 1 } });
    const errors = result.annotations.filter(({ level }) => level === "error");
    expect(errors.map(({ file, line }) => `${file}:${line}`).toSorted()).toEqual([
      "requirements.txt:2",
      "requirements.txt:3",
    ]);
    expect(world.github.world.comments[0]?.body).toContain("nosuchproject");
  });

  it("tells every line that cannot be read, judges the rest, and fails with 2", async () => {
    await world.project.write("requirements.txt", "purepkg\nnumpy=>2\n");
    const result = await world.run({ event: pullRequestEvent(), inputs: { run: "check", target } });
    expect(result).toMatchObject({ conclusion: "failure", main: { exitCode: 2 } });
    expect(result.annotations).toContainEqual(expect.objectContaining({ file: "requirements.txt", line: 2 }));
    expect(result.summary).toContain("purepkg");
  });
});
