import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { DependencyTree, RenderExtras } from "../../../src/core/render/extras.ts";
import { renderers } from "../../../src/core/render/renderers.ts";
import type { BuildReport } from "../../../src/core/report/model.ts";

const report = (name: string): BuildReport =>
  JSON.parse(readFileSync(new URL(`../../fixtures/reports/${name}/report.json`, import.meta.url), "utf8"));
const WELL = report("all-well");
const CONFLICT = report("conflict");
const FAILED = report("build-failed");
const CHECK = report("check-one");

function render(path: string, of: BuildReport, extras: RenderExtras = {}): string {
  const renderer = renderers.find((each) => each.path === path);
  if (renderer === undefined) throw new Error(`no renderer for ${path}`);
  const content = renderer.render(of, extras);
  return typeof content === "string" ? content : new TextDecoder("latin1").decode(content);
}

describe("package_install_results.csv", () => {
  it("is read by Python's csv module as written, one row for each package", () => {
    const hostile = { ...FAILED, findings: FAILED.findings.map((each) => ({ ...each, message: '=cmd|"x",\r\n y' })) };
    const script = "import csv,json,sys; print(json.dumps(list(csv.DictReader(sys.stdin, strict=True))))";
    const input = render("package_install_results.csv", hostile);
    const rows = JSON.parse(execFileSync("python3", ["-c", script], { input, encoding: "utf8" })) as Record<
      string,
      string
    >[];
    expect(rows).toHaveLength(12);
    expect(rows.find(({ status }) => status === "failed")).toMatchObject({
      package: "pycairo",
      error: `'=cmd|"x",  y`,
    });
    expect(rows[1]).toMatchObject({
      package: "frozenlist",
      artifact: "sdist",
      status: "built",
      build_seconds: "50.46",
    });
  });
});

describe("the classic files of a check", () => {
  it("tell of each package whether it has a wheel, why not, and the file", () => {
    const text = render("wheel_availability.txt", CHECK);
    expect(text).toContain(
      "# cp310-manylinux_2_35_aarch64: 8 of 22 packages have wheels; 3 must be built; 9 have nothing; 2 not known\n",
    );
    expect(text).toContain("z3-solver==5.0.0\tnothing\tneeds glibc 2.38, has 2.35; 4.15.4 fits; no source\tno file\n");
    expect(text).toContain("pycairo==1.29.0\tsource\tno wheel; must be built\tpycairo-1.29.0.tar.gz\n");
    expect(text).toContain("acme-models\tnot checked\t");
  });

  it("have the verdict and the first error of each package in the table", () => {
    const text = render("package_install_results.csv", CHECK);
    expect(text.split("\r\n")[0]).toMatch(/,error,verdict$/);
    expect(text).toMatch(/,decord,0\.6\.0,planned,.*has no wheel for this target.*,NO_ARTIFACT\r\n/);
    expect(text).toMatch(/,einops,0\.8\.1,planned,wheel,.*,PURE\r\n/);
  });

  it("draw the tree from the report where the metadata is not at hand", () => {
    expect(render("dependency_tree.txt", CHECK)).toContain("moshi 0.2.2\n└── sphn 0.1.4\n");
  });

  it("do not call the absence of conflicts proven when not all is known", () => {
    const unknown = { by: "solver", complete: false, text: "Not all is known." } as const;
    const open = { ...CHECK, targets: CHECK.targets.map((target) => ({ ...target, closure: unknown })) };
    expect(render("dependency_conflicts.txt", open)).toBe("none seen, but not all that is needed is known\n");
  });

  it("say what helps, in the whole analysis", () => {
    const text = render("analysis_report.md", CHECK);
    expect(text).toContain("`z3-solver==4.15.4`");
    expect(text).toContain("| `wheel_availability.txt` | which packages have a wheel");
  });
});

describe("wheel_availability.txt", () => {
  it("names the file that each package took", () => {
    expect(render("wheel_availability.txt", FAILED)).toContain(
      "# target: cp312-manylinux_2_28_aarch64\naiosignal==1.3.0\twheel\tdownloaded\taiosignal-1.3.0-py3-none-any.whl\n" +
        "frozenlist==1.8.0\tsdist\tbuilt\tfrozenlist-1.8.0-cp312-cp312-linux_aarch64.whl\n",
    );
  });
});

describe("dependency_conflicts.txt", () => {
  it("tells the causes with their lines", () => {
    expect(render("dependency_conflicts.txt", CONFLICT)).toBe(
      "numpy: cannot hold together on cp312-manylinux_2_28_aarch64\n" +
        "  the user asks for numpy==2.1.3 (requirements.txt:2)\n" +
        "  torch 2.3.0 needs numpy<2 (requirements.txt:5)\n",
    );
  });

  it("says none when there is none, and does not say so of a run that was cut short", () => {
    expect(render("dependency_conflicts.txt", WELL)).toBe("none\n");
    expect(render("dependency_conflicts.txt", { ...WELL, complete: false })).toBe(
      "none seen, but the run was cut short\n",
    );
  });
});

describe("dependency_tree.txt", () => {
  const needs: Record<string, string[]> = {
    app: ["lib-a", "lib-b"],
    "lib-a": ["core"],
    "lib-b": ["core", "app"],
    core: ["x"],
  };
  const tree: DependencyTree = {
    target: "t",
    packages: [
      { name: "app", version: "1", requiresDist: ["Lib_A>=1 ; python_version > '3'", "lib.b"] },
      { name: "lib-a", version: "1.1", requiresDist: ["core[x]<2"] },
      { name: "lib-b", version: "2", requiresDist: ["core", "app"] },
      { name: "core", version: "1.9", requiresDist: ["x"] },
    ],
    roots: ["app", "core"],
    needs: (name) => needs[name] ?? [],
  };

  it("draws each package once, marks repetition and cycles, and what was not resolved", () => {
    expect(render("dependency_tree.txt", WELL, { trees: [tree] })).toBe(
      [
        "# (*) is shown in full above, (cycle) needs itself, (…) goes deeper than 100",
        "",
        "# target: t",
        "app 1",
        "├── lib-a 1.1 [Lib_A>=1]",
        "│   └── core 1.9 [core[x]<2]",
        "│       └── x (not resolved) [x]",
        "└── lib-b 2 [lib.b]",
        "    ├── core 1.9 [core] (*)",
        "    └── app 1 [app] (cycle)",
        "core 1.9 (*)",
        "",
      ].join("\n"),
    );
  });

  it("names the requirement whose marker holds on the target", () => {
    const lines = ['numpy<2; python_version < "3.9"', 'numpy>=1.26; platform_machine == "aarch64"', "numpy"];
    const marked: DependencyTree = {
      target: "cp312-manylinux_2_28_aarch64",
      packages: [
        { name: "app", version: "1", requiresDist: lines },
        { name: "numpy", version: "2.3.0", requiresDist: [] },
      ],
      roots: ["app"],
      needs: (name) => (name === "app" ? ["numpy"] : []),
    };
    expect(render("dependency_tree.txt", WELL, { trees: [marked] })).toContain("└── numpy 2.3.0 [numpy>=1.26]\n");
  });

  it("stops a chain of ten thousand and says so", () => {
    const packages = Array.from({ length: 10_000 }, (_, index) => ({
      name: `p${index}`,
      version: "1",
      requiresDist: [],
    }));
    const long = { target: "t", packages, roots: ["p0"], needs: (name: string) => [`p${Number(name.slice(1)) + 1}`] };
    const text = render("dependency_tree.txt", WELL, { trees: [long] });
    expect(text).toContain("p100 1 (…)\n");
    expect(text.length).toBeLessThan(50_000);
  });
});

describe("recommended_requirements.in", () => {
  const bytes = (text: string, encoding: BufferEncoding = "latin1") => new Uint8Array(Buffer.from(text, encoding));
  const file = (path: string, content: Uint8Array) => ({ path, bytes: content });
  const NAME = "recommended_requirements.in";

  it("keeps the user's lines byte for byte and adds one comment", () => {
    const odd = "# -*- coding: latin1 -*-\r\nr\xe9quests ; x\t\r\n\r\n-r other.txt \\\n";
    expect(render(NAME, WELL, { inputs: [file("requirements.txt", bytes(odd))] })).toBe(`${odd}# no change needed\n`);
    expect(render(NAME, CONFLICT, { inputs: [file("requirements.txt", bytes("numpy"))] })).toBe(
      "numpy\n# no fix computed\n",
    );
  });

  it("writes the comment in the file's own encoding", () => {
    const wide = bytes("\ufeffnumpy\n", "utf16le");
    const content = bytes(render(NAME, WELL, { inputs: [file("requirements.txt", wide)] }));
    expect(Buffer.from(content).toString("utf16le")).toBe("\ufeffnumpy\n# no change needed\n");
  });

  it("says where each line comes from when there are several files, and is never empty", () => {
    const inputs = [file("a.txt", bytes("one")), file("b.txt", bytes("two\n"))];
    expect(render(NAME, WELL, { inputs })).toBe("# from a.txt\none\n# from b.txt\ntwo\n# no change needed\n");
    expect(render(NAME, WELL)).toBe("# no change needed\n");
  });
});

describe("the two JSON files", () => {
  it("count what happened and leave open what was not measured", () => {
    const summary = JSON.parse(render("build-report.json", FAILED));
    expect(summary.build_summary).toMatchObject({ wheels_built: 4, failed: 2, errors: 2, warnings: 1 });
    expect(summary.performance_metrics.build_seconds).toBeCloseTo(82.06, 2);
    expect(JSON.parse(render("build-report.json", CONFLICT)).performance_metrics).toMatchObject({
      build_seconds: null,
    });
    const manifest = JSON.parse(render("dependency-manifest.json", FAILED));
    expect(manifest.targets[0].wheel_build.wheel_files).toHaveLength(2);
  });
});

describe("analysis_report.md", () => {
  it("holds everything and guides to the files beside it", () => {
    const text = render("analysis_report.md", FAILED);
    expect(text).toContain("All 12 packages");
    expect(text).toContain("| `dependency_tree.txt` | who needs whom |");
  });
});
