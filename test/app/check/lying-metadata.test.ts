import { expect, it } from "vitest";
import { makeIndexSource } from "../../../src/app/check/index-source.ts";
import { makeProjects } from "../../../src/app/check/projects.ts";
import { parseVersion } from "../../../src/core/pep/version.ts";
import { openClient } from "../../adapters/index-client/open-client.ts";
import { makeWheel } from "../../rig/projects/project.ts";
import { targetOf } from "../../rig/resolve/problem.ts";
import { startSimpleIndex } from "../../rig/simple-index/simple-index.ts";

const TARGET = targetOf({ platform: "linux/arm64", python: "3.12" });

it.each([
  ["another name", { name: "other", version: "1.0" }],
  ["another version", { name: "lib", version: "1.1" }],
])("does not believe what metadata with %s says", async (_, release) => {
  const truth = makeWheel({ name: "lib", version: "1.0" }, "py3-none-any", {});
  const lie = makeWheel({ ...release, requires: ["nobody"] }, "py3-none-any", {});
  const index = await startSimpleIndex({
    projects: [{ name: "lib", files: [{ ...lie, filename: truth.filename }] }],
  });
  const client = await openClient([index.url]);
  const source = makeIndexSource(makeProjects(client.session, "unsafe-best-match"), client.session, "packaging-26.3");
  const version = parseVersion("1.0");
  if (!version.ok) throw new Error("1.0 is a version");
  const answers = await source.requirements([{ name: "lib", version: version.value, url: null }], TARGET);
  await client.close();
  await index.close();
  const reason = `${truth.filename} says that it is ${release.name} ${release.version}`;
  expect(answers).toMatchObject([{ state: "unknown", reason, flaw: "lie" }]);
});
