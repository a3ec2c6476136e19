import { describe, expect, it } from "vitest";
import type { LocatedRequirement } from "../../../src/core/findings/facts.ts";
import { findFindings } from "../../../src/core/findings/find-findings.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import type { ConflictExplanation } from "../../../src/core/report/model.ts";
import { locate, NOTHING } from "../findings/case-facts.ts";
import { logCases } from "../log/cases.ts";

/** How the conflict of a log is explained, without a file of the user's at hand or with some. */
function explain(log: string, requirements: readonly LocatedRequirement[] = []): ConflictExplanation | undefined {
  const parse = parseLog(new TextEncoder().encode(log));
  const resolution = { file: "pip.log", parse, resolved: false };
  return findFindings({ ...NOTHING, requirements, resolution }).conflicts[0]?.explanation;
}

const conflict = (
  ...causes: readonly string[]
): string => `ERROR: Cannot install a and b because these package versions have conflicting dependencies.

The conflict is caused by:
${causes.map((cause) => `    ${cause}`).join("\n")}

To fix this you could try to:
1. loosen the range of package versions you've specified
2. remove package versions to allow pip to attempt to solve the dependency conflict
`;

const DEEP = `Collecting web (from -r requirements/base.txt (line 4))
  Downloading web-2.0-py3-none-any.whl.metadata (86 bytes)
Collecting client>=1 (from web->-r requirements/base.txt (line 4))
  Downloading client-1.5-py3-none-any.whl.metadata (86 bytes)
Collecting core-lib<2 (from client>=1->web->-r requirements/base.txt (line 4))
  Downloading core_lib-1.0-py3-none-any.whl.metadata (86 bytes)
`;

describe("the conflict of pip's log", () => {
  it("is led back to the user's line as pip names it, over packages between", () => {
    const told = explain(DEEP + conflict("The user requested core-lib>=2", "client 1.5 depends on core-lib<2"));
    expect(told?.tree).toEqual([
      "├─ requirements/base.txt:4  web",
      "│  └─ web 2.0 needs client>=1",
      "│     └─ client 1.5 needs core-lib<2",
      "└─ one of your requirements  core-lib>=2  (conflicts with core-lib<2 above)",
    ]);
    expect(told?.steps.at(-1)?.text).toBe("pip found no set of versions that satisfies all of this");
    expect(told?.steps[2]?.evidence).toMatchObject([{ kind: "log", file: "pip.log", lines: [3, 3] }]);
  });

  it("is marked incomplete and not minimal", () => {
    const told = explain(DEEP + conflict("client 1.5 depends on core-lib<2"));
    expect(told).toMatchObject({ minimal: null, incomplete: expect.stringContaining("the log of pip alone") });
  });

  it("says which version asked only where one was read", () => {
    const older = DEEP.replace("Collecting client", "  Downloading web-1.0-py3-none-any.whl.metadata (86 bytes)\n$&");
    const cause = conflict("client 1.5 depends on core-lib<2");
    expect(explain(older + cause)?.tree[1]).toBe("   └─ web (2.0 or 1.0) needs client>=1");
    const unread = DEEP.replace(/ {2}Downloading web.*\n/, "");
    expect(explain(unread + cause)?.tree[1]).toBe("   └─ web (version not printed) needs client>=1");
  });

  it("tells the command line from files", () => {
    const log = DEEP.replaceAll(/(?:->| \(from )-r requirements\/base.txt \(line 4\)(\))?/g, (_, end) => end ?? "");
    const told = explain(
      log.replace("Collecting web)", "Collecting web") + conflict("client 1.5 depends on core-lib<2"),
    );
    expect(told?.tree[0]).toBe("└─ asked for on the command line  web");
  });

  it("has what older versions of the same package needed, where pip was told to say so", () => {
    const rejected = "Will try a different candidate, due to conflict:\n    The user requested core-lib>=2\n";
    const verbose = `${DEEP + rejected}    client 1.5 depends on core-lib<2\n${rejected}    client 1.4 depends on core-lib<2\n`;
    const told = explain(verbose + conflict("client 1.3 depends on core-lib<2"));
    expect(told?.tree[2]).toMatch(/client 1\.3, 1\.4, 1\.5 needs? core-lib<2/);
  });

  it("stands at the user's own lines where pip does not say who asks (before 23.1)", () => {
    const log = conflict("client 1.5 depends on core-lib<2").replace("allow pip to", "allow pip");
    expect(explain(log)?.tree).toEqual(["└─ client 1.5 needs core-lib<2"]);
    // What is collected first is the user's, whatever pip prints.
    const first = "Collecting client>=1\n  Downloading client-1.5-py3-none-any.whl (1 kB)\n";
    expect(explain(first + log)?.tree[0]).toBe("└─ one of your requirements  client>=1");
    expect(explain(log, locate("r.txt", "other\nclient>=1\n"))?.tree).toEqual([
      "└─ r.txt:2  client>=1",
      "   └─ client 1.5 needs core-lib<2",
    ]);
  });

  it("keeps an extra at its project, and a constraint apart from requirements", () => {
    const told = explain(
      "Collecting app[x] (from -r r.txt (line 1))\n" +
        conflict("app[x] 1.0 depends on leaf<2 and >=1; extra == 'x'", "The user requested (constraint) leaf>=2"),
    );
    expect(told?.tree).toEqual([
      "├─ r.txt:1  app[x]",
      "│  └─ app[x] 1.0 needs leaf<2,>=1",
      "└─ one of your constraints  leaf>=2 (constraint)  (conflicts with leaf<2,>=1 above)",
    ]);
  });

  it("does not run in circles with packages that need each other", () => {
    const told = explain(conflict("a 1.0 depends on b<2", "b 1.0 depends on a<2"));
    expect(told?.tree).toEqual(["└─ a 1.0 needs b<2", "   └─ b 1.0 needs a<2"]);
  });
});

describe("what pip does not find", () => {
  const missing = (from: string): string =>
    `ERROR: Could not find a version that satisfies the requirement leaf>=3 (from ${from}) (from versions: 1.0, 2.0)\nERROR: No matching distribution found for leaf>=3 (from ${from})\n`;

  it("is led back to the line that brings it in", () => {
    expect(explain(DEEP + missing("client"))?.tree).toEqual([
      "└─ requirements/base.txt:4  web",
      "   └─ web 2.0 needs client>=1",
      "      └─ client 1.5 needs leaf>=3",
      "         └─ pip found no version that satisfies leaf>=3; of leaf it could use 1.0 and 2.0",
    ]);
  });

  it("is no conflict when the user's own line asks for it, or when an index did not answer", () => {
    expect(explain(`Collecting web\n${missing("-r requirements.txt (line 1)")}`)).toBeUndefined();
    const retry = "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError': /simple/leaf/\n";
    expect(explain(DEEP + retry + missing("client"))).toBeUndefined();
  });
});

describe("the conflict of uv's log", () => {
  const uv = (sentence: string): ConflictExplanation | undefined =>
    explain(`error: No solution found when resolving dependencies\n  cause: ${sentence}\n`);

  it("is made of what uv says before it concludes, with its words where they are no requirement", () => {
    const told = uv(
      "Because a==1 depends on b>=2 and only b<2 is available, we can conclude that a==1 cannot be used.\n" +
        "         And because you require a==1, we can conclude that your requirements are unsatisfiable.",
    );
    expect(told?.tree).toEqual([
      "└─ one of your requirements or constraints  a==1",
      "   └─ a 1 needs b>=2",
      "      └─ only b<2 is available",
    ]);
    expect(told?.incomplete).toContain("uv");
  });

  it("does not lay a constraint, or the needs of the next versions, at a package's door", () => {
    const told = uv(
      "Because all versions of a depend on b>=2 and b<2 and you require a, we can conclude that your requirements are unsatisfiable.",
    );
    expect(told?.tree.join("\n")).toContain("b<2 is asked for too, and uv does not say by whom");
    expect(told?.steps.map(({ text }) => text)).not.toContain("a needs b<2");
  });

  it("does not take what uv repeats of its conclusions for what a package needs", () => {
    const told = uv(
      "Because b depends on c==2 and a==1 depends on b, we can conclude that a==1 depends on c==2. (1)\n\n" +
        "         Because we know from (1) that a==1 depends on c==2 and you require a==1, we can conclude that you require c==2.\n" +
        "         And because you require c<2, we can conclude that your requirements are unsatisfiable.",
    );
    expect(told?.tree).toEqual([
      "├─ one of your requirements or constraints  a==1",
      "│  └─ a 1 needs b",
      "│     └─ b needs c==2",
      "└─ one of your requirements or constraints  c<2  (conflicts with c==2 above)",
    ]);
  });

  it("takes the parts of a range that you require for one", () => {
    const told = uv(
      "Because you require c==1.0 and one of:\n             c<1.0\n             c>1.0\n         we can conclude that your requirements are unsatisfiable.",
    );
    expect(told?.tree).toEqual([
      "├─ one of your requirements or constraints  c==1.0",
      "└─ one of your requirements or constraints  c<1.0 | >1.0",
    ]);
  });

  it("compares a range of several parts", () => {
    const told = uv(
      "Because a depends on one of:\n             b>=2,<3\n             b>=4\n         and you require a and b<2, we can conclude that your requirements are unsatisfiable.",
    );
    expect(told?.tree.join("\n")).toContain("(conflicts with b>=2,<3 | >=4 above)");
  });
});

/** Without what tools and files put between letters. */
const plain = (text: string): string => text.toLowerCase().replaceAll(/[-_.]+/g, "-");

describe("every statement of a recorded log", () => {
  const cases = logCases().filter(({ meta }) => meta.codes.includes("conflict"));

  it.each(cases)("$name: stands on lines that name what it is about", ({ input, meta }) => {
    const lines = input.toString().split("\n");
    const files = Object.entries(meta.files).flatMap(([file, text]) => locate(file, text));
    for (const requirements of [files, []]) {
      const { steps = [] } = explain(input.toString(), requirements) ?? {};
      expect(steps.length).toBeGreaterThan(1);
      for (const { text, evidence } of steps.slice(0, -1)) {
        const [, subject = "", wanted = subject] =
          /^(?:.* (?:asks for|allows only) )?([\w-]+)(?:.* needs? ([\w-]+))?/.exec(text) ?? [];
        for (const {
          lines: [first, last],
        } of evidence.flatMap((item) => (item.kind === "log" ? [item] : []))) {
          const shown = plain(lines.slice(first - 1, last).join("\n"));
          expect([shown.includes(plain(subject)), shown.includes(plain(wanted))]).toEqual([true, true]);
        }
      }
    }
  });
});
