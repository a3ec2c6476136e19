import { describe, expect, it } from "vitest";
import { reduceFacts } from "../../../src/core/log/facts/facts.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { logCase } from "./cases.ts";

const factsOf = (name: string, pipReport?: unknown) =>
  reduceFacts({ log: parseLog(logCase(name).input), ...(pipReport === undefined ? {} : { pipReport }) });

describe("reduceFacts", () => {
  it("tells a download from its sidecar, and what came from where", () => {
    const { packages, installer } = factsOf("pip-25.0-ok");
    expect(installer).toEqual({ name: "pip", version: null });
    const by = Object.fromEntries(packages.map((item) => [item.name, item]));
    expect(by["app-a"]).toMatchObject({ version: "1.0", file: "app_a-1.0-py3-none-any.whl", source: "downloaded" });
    expect(by["house-pkg"]).toMatchObject({ source: "local", artifact: "wheel" });
    expect(by.srcok).toMatchObject({ artifact: "sdist", wheel: { file: "srcok-1.0-py3-none-any.whl" } });
  });

  it("counts one download for names that pip 23.0 prints twice", () => {
    const { packages } = factsOf("pip-23.0-ok");
    expect(packages.filter((item) => item.name === "leaf")).toHaveLength(1);
  });

  it("measures builds by the stamps of --log, and not at all without them", () => {
    const stamped = factsOf("build-ok-log").packages.find((item) => item.name === "quietbuild");
    expect(stamped?.seconds.build).toBeGreaterThan(0);
    expect(factsOf("build-ok").packages.find((item) => item.name === "quietbuild")?.seconds.build).toBeNull();
  });

  it("takes the packages of pip's report and the times of its log", () => {
    const install = [
      {
        download_info: { url: "http://index.example/files/quietbuild-1.0.tar.gz", archive_info: {} },
        is_direct: false,
        is_yanked: false,
        requested: true,
        metadata: { name: "QuietBuild", version: "1.0" },
      },
    ];
    const { packages } = factsOf("build-ok-log", { version: "1", pip_version: "26.3", install });
    expect(packages).toMatchObject([{ name: "quietbuild", version: "1.0", artifact: "sdist", source: "downloaded" }]);
    expect(packages[0]?.seconds.build).toBeGreaterThan(0);
  });

  it.each(["pip-23.0-srcreq", "pip-25.0-srcmeta", "pip-26.2.1-wheel", "pip-26.2.1-srcdep", "build-failed-header-log"])(
    "counts one failure however often pip says it (%s)",
    (name) => {
      const { failures } = factsOf(name);
      expect(failures).toHaveLength(1);
      expect(failures[0]?.output).not.toBeNull();
    },
  );

  it.each(["20.3.4", "21.3.1", "22.3.1"])(
    "counts no failure when setup.py install does what the wheel could not (pip %s)",
    (pip) => {
      const { failures } = factsOf(`pip-${pip}-legacy-fallback`);
      expect(failures).toEqual([]);
      const text = logCase(`pip-${pip}-legacy-fallback`).input.toString();
      const failed = text.replace(
        /install for legacyfall: finished with status 'done'.*/s,
        "install for legacyfall: finished with status 'error'\n",
      );
      expect(reduceFacts({ log: parseLog(Buffer.from(failed)) }).failures).toMatchObject([{ package: "legacyfall" }]);
    },
  );

  it("tells the pip of each run, exactly where it says so", () => {
    expect(factsOf("pip-26.2.1-srcbadv").runs).toMatchObject([
      { version: "26.2.1", versionRange: { min: "26.2.1", max: "26.2.1" } },
    ]);
    const both = Buffer.concat([logCase("pip-21.3-ok").input, logCase("pip-26.2.1-ok").input]);
    expect(reduceFacts({ log: parseLog(both) }).runs).toMatchObject([
      { version: null, versionRange: { min: "21.3", max: "21.3" } },
      { version: null, versionRange: { min: "25.2", max: null } },
    ]);
  });

  it("names a failure of pip 20.3 -q by the line below it", () => {
    expect(factsOf("pip-20.3.4-quiet").failures).toMatchObject([{ package: "srcbad", exitCode: 1, outputLines: 4 }]);
  });

  it("takes it for no failure that pip 20.3 went on to an older version, and for one that pip 26.3 did not", () => {
    expect(factsOf("pip-20.3.4-older")).toMatchObject({ failures: [], installed: [{ name: "older", version: "1.0" }] });
    expect(factsOf("pip-26.3-older").failures).toMatchObject([{ package: "older" }]);
  });

  it("joins head and causes of a conflict in either order", () => {
    const text = logCase("conflict").input.toString();
    const head = /^ERROR: Cannot install .*\n/m.exec(text)?.[0] ?? "";
    const late = reduceFacts({ log: parseLog(Buffer.from(text.replace(head, "") + head)) });
    expect(late.conflict?.causes).toEqual(factsOf("conflict").conflict?.causes);
    expect(late.conflict?.requirements).toEqual(factsOf("conflict").conflict?.requirements);
  });

  it("knows what pip left out of a lookup, and who asked", () => {
    expect(factsOf("no-match-python-mixed").noMatches).toMatchObject([
      { requirement: "pymixed>=3", versions: ["2.0"], otherPython: [{ version: "3.0", requiresPython: ">=3.99" }] },
    ]);
    expect(factsOf("no-match-yanked").noMatches).toMatchObject([{ yanked: ["1.1"], versions: [] }]);
    expect(factsOf("no-match-transitive").noMatches).toMatchObject([
      { name: "no-such-project", from: ["needs-missing"] },
    ]);
  });
});
