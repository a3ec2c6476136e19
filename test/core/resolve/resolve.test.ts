import { describe, expect, it } from "vitest";
import { parseVersion } from "../../../src/core/pep/version.ts";
import { resolve } from "../../../src/core/resolve/resolve.ts";
import { sourceFromUniverse, type UniverseVersion } from "../../../src/core/resolve/universe.ts";
import { offers, pinned, problemOf, targetOf } from "../../rig/resolve/problem.ts";
import { solve, why } from "../../rig/resolve/solve.ts";

function version(text: string) {
  const read = parseVersion(text);
  if (!read.ok) throw new TypeError(text);
  return read.value;
}

const FOREIGN: UniverseVersion = { requires: [], sdist: false, wheelTags: ["cp312-cp312-manylinux_2_17_x86_64"] };

describe("the examples of PubGrub", () => {
  it("takes the newest versions when nothing is in their way", async () => {
    const packages = {
      foo: { "1.0": offers("bar>=1,<2") },
      bar: { "1.0": offers(), "1.1": offers(), "2.0": offers() },
    };
    expect(pinned(await solve(packages, ["foo>=1,<2"]))).toEqual(["bar 1.1", "foo 1.0"]);
  });

  it("avoids a conflict before it decides", async () => {
    const packages = {
      foo: { "1.1": offers("bar==2.*"), "1.0": offers() },
      bar: { "1.0": offers(), "1.1": offers(), "2.0": offers() },
    };
    expect(pinned(await solve(packages, ["foo==1.*", "bar==1.*"]))).toEqual(["bar 1.1", "foo 1.0"]);
  });

  it("goes back to an older version when the newest leads into a conflict", async () => {
    const packages = { foo: { "2.0": offers("bar==1.*"), "1.0": offers() }, bar: { "1.0": offers("foo==1.*") } };
    expect(pinned(await solve(packages, ["foo>=1"]))).toEqual(["foo 1.0"]);
  });

  it("goes back over what two packages need together", async () => {
    const packages = {
      foo: { "1.1": offers("left==1.*", "right==1.*"), "1.0": offers() },
      left: { "1.0": offers("shared>=1") },
      right: { "1.0": offers("shared<2") },
      shared: { "2.0": offers(), "1.0": offers("target==1.*") },
      target: { "2.0": offers(), "1.0": offers() },
    };
    expect(pinned(await solve(packages, ["foo==1.*", "target>=2"]))).toEqual(["foo 1.0", "target 2.0"]);
  });

  it("tells a conflict that follows in a line", async () => {
    const packages = {
      foo: { "1.0": offers("bar==2.*") },
      bar: { "2.0": offers("baz==3.*") },
      baz: { "1.0": offers(), "3.0": offers() },
    };
    expect(why(await solve(packages, ["foo==1.*", "baz==1.*"]))).toBe(
      "requirements.txt:1 asks for foo==1.*; requirements.txt:2 asks for baz==1.*; foo 1.0 needs bar==2.*; bar 2.0 needs baz==3.*",
    );
  });

  it("tells a conflict that branches", async () => {
    const packages = {
      foo: { "1.0": offers("a==1.*", "b==1.*"), "1.1": offers("x==1.*", "y==1.*") },
      a: { "1.0": offers("b==2.*") },
      b: { "1.0": offers(), "2.0": offers() },
      x: { "1.0": offers("y==2.*") },
      y: { "1.0": offers(), "2.0": offers() },
    };
    const text = why(await solve(packages, ["foo==1.*"]));
    for (const fact of ["foo 1.0 needs a==1.*", "a 1.0 needs b==2.*", "foo 1.1 needs x==1.*", "x 1.0 needs y==2.*"]) {
      expect(text).toContain(fact);
    }
    expect(text.split("; ")).toHaveLength(7);
  });
});

describe("extras", () => {
  const packages = {
    app: { "2.0": offers("base", 'tool ; extra == "all"', 'app[more] ; extra == "all"', 'old<2 ; extra == "more"') },
    base: { "1.0": offers() },
    tool: { "1.0": offers() },
    old: { "1.0": offers(), "2.0": offers() },
  };

  it("bring in what they add, also through extras of the same package", async () => {
    const resolution = await solve(packages, ["app[all]"]);
    expect(pinned(resolution)).toEqual(["app 2.0", "base 1.0", "old 1.0", "tool 1.0"]);
    const [pins = []] = resolution.kind === "solved" ? resolution.pins.values() : [];
    expect(pins.at(-1)).toMatchObject({ name: "app", extras: ["all", "more"], needs: ["base", "old", "tool"] });
  });

  it("add nothing when nobody asks for them", async () => {
    expect(pinned(await solve(packages, ["app"]))).toEqual(["app 2.0", "base 1.0"]);
  });

  it("that a version does not have change nothing", async () => {
    expect(pinned(await solve(packages, ["base[fast]"]))).toEqual(["base 1.0"]);
  });

  it("can be wanted by one package while another one wants the package", async () => {
    const more = { ...packages, late: { "1.0": offers("app[more]") } };
    expect(pinned(await solve(more, ["app", "late"]))).toEqual(["app 2.0", "base 1.0", "late 1.0", "old 1.0"]);
  });
});

describe("constraints", () => {
  const packages = {
    app: { "1.0": offers("lib"), "2.0": offers("lib>=2") },
    lib: { "1.0": offers(), "2.0": offers() },
  };

  it("limit what is pulled in and pull in nothing", async () => {
    const constraints = ["lib<2", "absent==1"];
    expect(pinned(await solve(packages, ["app"], { constraints }))).toEqual(["app 1.0", "lib 1.0"]);
  });

  it("are told as what they are", async () => {
    expect(why(await solve(packages, ["app==2.0"], { constraints: ["lib<2"] }))).toBe(
      "constraints.txt:1 allows only lib<2; requirements.txt:1 asks for app==2.0; app 2.0 needs lib>=2",
    );
  });
});

describe("targets", () => {
  const arm = targetOf({ platform: "linux/arm64", python: "3.12" });
  const amd = targetOf({ platform: "linux/amd64", python: "3.11" });

  it("are each solved with their own markers, Python and wheels", async () => {
    const packages = {
      app: {
        "1.0": offers('fast ; platform_machine == "x86_64"', 'slow ; platform_machine == "aarch64"', "lib"),
      },
      fast: { "1.0": FOREIGN },
      slow: { "1.0": offers() },
      lib: { "1.0": offers(), "2.0": { ...offers(), requiresPython: ">=3.12" } },
    };
    const problem = problemOf(["app"], {
      targets: [arm, { ...amd, tags: ["cp312-cp312-manylinux_2_17_x86_64", "py3-none-any"] }],
    });
    const resolution = await resolve(problem, sourceFromUniverse({ packages }));
    if (resolution.kind !== "solved") throw new Error(resolution.kind);
    const names = (id: string) => resolution.pins.get(id)?.map((pin) => `${pin.name} ${pin.version?.normalized}`);
    expect(names(arm.id)).toEqual(["lib 2.0", "slow 1.0", "app 1.0"]);
    expect(names(amd.id)).toEqual(["fast 1.0", "lib 1.0", "app 1.0"]);
  });

  it("without a wheel take an older version that has one, unless an sdist may be built", async () => {
    const packages = { lib: { "1.0": offers(), "2.0": { ...FOREIGN, sdist: true } } };
    expect(pinned(await solve(packages, ["lib"]))).toEqual(["lib 2.0"]);
    expect(pinned(await solve(packages, ["lib"], { policy: { sourceIsAllowed: () => false } }))).toEqual(["lib 1.0"]);
    expect(pinned(await solve(packages, ["lib"], { policy: { preferBinary: true } }))).toEqual(["lib 1.0"]);
    expect(why(await solve(packages, ["lib>=2"], { policy: { sourceIsAllowed: () => false } }))).toBe(
      `requirements.txt:1 asks for lib>=2; lib 2.0 cannot be taken (no wheel for ${arm.id}, and its sdist is not allowed)`,
    );
  });

  it("that do not have the Python of a version cannot take it", async () => {
    const packages = { lib: { "1.0": { ...offers(), requiresPython: ">=3.13" } } };
    expect(why(await solve(packages, ["lib"]))).toBe(
      "requirements.txt:1 asks for lib; lib 1.0 cannot be taken (needs Python >=3.13, the target has 3.12.0)",
    );
  });
});

describe("what is closed unless somebody asks for it", () => {
  const packages = {
    lib: { "1.0": offers(), "2.0": { ...offers(), yanked: "breaks" }, "3.0rc1": offers() },
    app: { "1.0": offers("lib==2.0"), "2.0": offers("lib>=3.0rc1") },
  };

  it("is opened by any package for pip, by the user's own lines for uv", async () => {
    expect(pinned(await solve(packages, ["lib"]))).toEqual(["lib 1.0"]);
    expect(pinned(await solve(packages, ["app"]))).toEqual(["app 2.0", "lib 3.0rc1"]);
    expect(pinned(await solve(packages, ["app==1.0"]))).toEqual(["app 1.0", "lib 2.0"]);
    expect(pinned(await solve(packages, ["app==2.0"], { policy: { tool: "uv" } }))).toContain("lib 3.0rc1");
    expect(why(await solve(packages, ["app==2.0"], { policy: { tool: "uv", prereleases: "disallow" } }))).toBe(
      "requirements.txt:1 asks for app==2.0; app 2.0 needs lib>=3.0rc1; lib 3.0rc1 is a pre-release, and nobody asks for one",
    );
    expect(why(await solve(packages, ["app==1.0"], { policy: { tool: "uv" } }))).toContain(
      "lib 2.0 is yanked (breaks)",
    );
    expect(pinned(await solve(packages, ["app==1.0", "lib==2.0"], { policy: { tool: "uv" } }))).toContain("lib 2.0");
  });

  it("is opened for pip when no final version fits what all ask for together", async () => {
    expect(pinned(await solve(packages, ["lib>1.0,!=2.0"]))).toEqual(["lib 3.0rc1"]);
    expect(pinned(await solve(packages, ["lib!=1.0"], { constraints: ["lib!=2.0"] }))).toEqual(["lib 3.0rc1"]);
    // A yanked final version is one that fits: pip takes neither it nor the pre-release.
    expect((await solve(packages, ["lib>1.0"])).kind).toBe("conflict");
  });

  it("can be forbidden and allowed altogether", async () => {
    const forbidden = await solve(packages, ["lib>=3.0rc1"], { policy: { prereleases: "disallow" } });
    expect(forbidden.kind).toBe("conflict");
    expect(pinned(await solve(packages, ["lib"], { policy: { prereleases: "allow" } }))).toEqual(["lib 3.0rc1"]);
  });

  it("is found although the version that asks for it is not the newest", async () => {
    const hidden = {
      app: { "1.0": offers("lib>=2.0rc1"), "2.0": offers() },
      lib: { "1.0": offers("clash"), "2.0rc1": offers() },
      clash: {},
    };
    expect(pinned(await solve(hidden, ["app", "lib"]))).toEqual(["app 1.0", "lib 2.0rc1"]);
  });
});

describe("direct references", () => {
  const URL = "https://files.example/lib-9.0-py3-none-any.whl";

  it("are the only version, and what others ask of the package must fit it", async () => {
    const packages = { lib: { "1.0": offers() }, app: { "1.0": offers("lib>=2") } };
    expect(pinned(await solve(packages, [`lib @ ${URL}`, "app"]))).toEqual(["app 1.0", "lib 9.0"]);
    expect((await solve(packages, [`lib @ ${URL}`, "lib<2"])).kind).toBe("conflict");
  });

  it("of a repository fit everything, and what they need is not known", async () => {
    const resolution = await solve({ app: { "1.0": offers("lib>=2") } }, ["lib @ git+https://git.example/lib", "app"]);
    expect(pinned(resolution)).toEqual(["app 1.0", "lib git+https://git.example/lib"]);
    const [pins = []] = resolution.kind === "solved" ? resolution.pins.values() : [];
    expect(pins.find(({ name }) => name === "lib")).toMatchObject({ version: null, known: false });
  });

  it("of a package that was met before begin the search anew", async () => {
    const packages = {
      lib: { "1.0": offers() },
      app: { "1.0": offers("zoo") },
      zoo: { "1.0": offers(`lib @ ${URL}`) },
    };
    expect(pinned(await solve(packages, ["lib", "app"]))).toEqual(["app 1.0", "lib 9.0", "zoo 1.0"]);
  });

  it("to a wheel of another platform cannot be taken", async () => {
    const url = "https://files.example/lib-9.0-cp312-cp312-win_amd64.whl";
    expect(why(await solve({}, [`lib @ ${url}`]))).toContain("lib-9.0-cp312-cp312-win_amd64.whl is not a wheel for");
  });
});

describe("choices", () => {
  const packages = { lib: { "1.0": offers(), "2.0": offers(), "1.0+cu1": offers() }, app: { "1.0": offers("lib") } };

  it("keep a preferred version as long as it fits", async () => {
    const prefer = new Map([["lib", version("1.0")]]);
    expect(pinned(await solve(packages, ["app"], { policy: { prefer } }))).toContain("lib 1.0");
    expect(pinned(await solve(packages, ["app", "lib>1"], { policy: { prefer } }))).toContain("lib 2.0");
  });

  it("count local versions as PEP 440 has them, and compare texts for ===", async () => {
    expect(pinned(await solve(packages, ["lib==1.0"]))).toEqual(["lib 1.0+cu1"]);
    expect(pinned(await solve(packages, ["lib===1.0"]))).toEqual(["lib 1.0"]);
  });

  it("leave out what was uploaded later, and what nobody knows the time of", async () => {
    const at = (uploadTime: string) => ({ ...offers(), uploadTime });
    const dated = { lib: { "1.0": at("2026-01-01T10:00:00Z"), "2.0": at("2026-02-01T00:00:00Z"), "3.0": offers() } };
    expect(pinned(await solve(dated, ["lib"], { policy: { excludeNewer: "2026-01-01" } }))).toEqual(["lib 1.0"]);
    expect((await solve(dated, ["lib"], { policy: { excludeNewer: "2026-01-01T10:00:00Z" } })).kind).toBe("conflict");
  });

  it("put dependencies before dependents, and stand cycles", async () => {
    const cycle = { a: { "1.0": offers("b") }, b: { "1.0": offers("c", "a") }, c: { "1.0": offers("b") } };
    const resolution = await solve(cycle, ["a"]);
    const [pins = []] = resolution.kind === "solved" ? resolution.pins.values() : [];
    expect(pins.map(({ name }) => name)).toEqual(["c", "b", "a"]);
  });
});

describe("hard graphs (large ones: `large-universes.test.ts`)", () => {
  it("tells many versions that each want their own as one fact", async () => {
    const packages = {
      boto: Object.fromEntries([5, 6, 7, 8, 9].map((minor) => [`1.${minor}`, offers(`core==1.${minor}`)])),
      core: Object.fromEntries([4, 5, 6, 7, 8, 9].map((minor) => [`1.${minor}`, offers()])),
    };
    expect(why(await solve(packages, ["boto", "core<1.5"]))).toBe(
      "requirements.txt:1 asks for boto; requirements.txt:2 asks for core<1.5; boto 1.5 to 1.9 (5 versions) need core==1.5 … core==1.9",
    );
  });
});
