import { describe, expect, it } from "vitest";
import { parseLog } from "../../../src/core/log/parser.ts";
import { readRepr } from "../../../src/core/log/rules/resolver/python-repr.ts";
import { candidateOfLink, fileOfLink } from "../../../src/core/log/rules/resolver/read-candidate.ts";

/** The one event of a few lines, without where it stands. */
function eventOf(...lines: readonly string[]): unknown {
  const { events } = parseLog(Buffer.from(`${lines.join("\n")}\n`));
  const [{ span: _span, at: _at, ...body } = { span: null, at: null }] = events;
  return events.length === 1 ? body : events;
}

const LEAF =
  "LinkCandidate('http://index.example/files/leaf-2.0-py3-none-any.whl#sha256=03eb (from http://index.example/simple/leaf/) (requires-python:>=3.8)')";
const leaf = { name: "leaf", version: "2.0", origin: "link" };

describe("the lines of PIP_RESOLVER_DEBUG", () => {
  it("tell who asks for what", () => {
    expect(eventOf("Reporter.adding_requirement(SpecifierRequirement('leaf<2'), None)")).toEqual({
      kind: "requested",
      requirement: "leaf<2",
      name: "leaf",
      requirer: null,
    });
    expect(eventOf(`Reporter.adding_requirement(SpecifierWithoutExtrasRequirement('x[y]>=1'), ${LEAF})`)).toMatchObject(
      {
        requirement: "x[y]>=1",
        name: "x",
        requirer: leaf,
      },
    );
  });

  it.each([
    [LEAF, leaf],
    [
      "AlreadyInstalledCandidate(qt 5.12 (/usr/lib/python3/dist-packages))",
      { name: "qt", version: "5.12", origin: "installed", location: "/usr/lib/python3/dist-packages" },
    ],
    ["AlreadyInstalledCandidate(qt 5.12)", { name: "qt", version: "5.12", origin: "installed" }],
    [`ExtrasCandidate(base=${LEAF}, extras=frozenset({'b', 'a'}))`, { ...leaf, extras: ["a", "b"] }],
    ["EditableCandidate('file:///src/app')", { name: null, version: null, origin: "other" }],
    [
      "EditableCandidate('git+https://git.example/app.git@v1#egg=app')",
      { name: "app", version: null, origin: "other" },
    ],
    [
      "LinkCandidate('http://index.example/files/my-pkg-1.0.tar.gz (from http://index.example/simple/my-pkg/)')",
      { name: "my-pkg", version: "1.0", origin: "link" },
    ],
  ])("read the candidate %s", (repr, candidate) => {
    expect(eventOf(`Reporter.pinning(${repr})`)).toEqual({ kind: "pinned", candidate });
  });

  it.each([
    [`ExplicitRequirement(${LEAF})`, "leaf==2.0"],
    ["RequiresPythonRequirement('>=3.9')", "Python>=3.9"],
    ["UnsatisfiableRequirement('x')", "x"],
    [`SpecifierRequirement('leaf<2; python_version >= "3.8"')`, `leaf<2; python_version >= "3.8"`],
    [`SpecifierRequirement("a; sys_platform == 'linux'")`, "a; sys_platform == 'linux'"],
  ])("read the requirement %s", (repr, requirement) => {
    expect(eventOf(`Reporter.adding_requirement(${repr}, None)`)).toMatchObject({ kind: "requested", requirement });
  });

  it("tell what speaks against a candidate, and who made each requirement", () => {
    const criterion = `Criterion((SpecifierRequirement('leaf'), via=None), (SpecifierRequirement('leaf<2'), via=${LEAF}))`;
    expect(eventOf(`Reporter.rejecting_candidate(${criterion}, ${LEAF})`)).toEqual({
      kind: "rejected",
      candidate: leaf,
      because: [
        { requirement: "leaf", requirer: null },
        { requirement: "leaf<2", requirer: leaf },
      ],
    });
  });

  it.each([
    ["with Python 3.12", `OrderedDict({'leaf': ${LEAF}, 'qt': AlreadyInstalledCandidate(qt 5.12)})`],
    ["with older Pythons", `OrderedDict([('leaf', ${LEAF}), ('qt', AlreadyInstalledCandidate(qt 5.12))])`],
  ])("tell what is in force (%s)", (_, mapping) => {
    expect(eventOf(`Reporter.ending_round(3, State(mapping=${mapping}, criteria={}, backtrack_causes=[]))`)).toEqual({
      kind: "resolver-state",
      pins: [leaf, { name: "qt", version: "5.12", origin: "installed" }],
    });
  });

  it("do not make up a state that is cut off, nor a method that pip does not have", () => {
    const cut = `Reporter.ending_round(3, State(mapping=OrderedDict({'leaf': ${LEAF.slice(0, 40)}`;
    expect(eventOf(cut)).toEqual([]);
    expect(eventOf("Reporter.constructor(None)")).toEqual([]);
    expect(eventOf("Reporter.__proto__(None)")).toEqual([]);
  });
});

describe("a Python repr", () => {
  it("is read to its end, whatever stands behind", () => {
    expect(readRepr("a(b, c='d') and more", 0)?.end).toBe("a(b, c='d')".length);
    expect(readRepr(String.raw`'it\'s'`, 0)?.node).toEqual({ kind: "text", text: "it's" });
  });

  it.each(["", "(", "('a", "a(b", "{'a': ", "a(b))".slice(0, 3), "<object", `${"(".repeat(60)}${")".repeat(60)}`])(
    "that is none, cut off or too deep gives nothing: %j",
    (text) => {
      expect(readRepr(text, 0)).toBeNull();
    },
  );
});

describe("links", () => {
  it("are named after their files, percent-encoding undone", () => {
    expect(fileOfLink("http://index.example/a%2Bb-1.0%2Bcpu-py3-none-any.whl#sha256=1 (from x)")).toBe(
      "a+b-1.0+cpu-py3-none-any.whl",
    );
    expect(fileOfLink("http://index.example/%zz-1.0.tar.gz")).toBe("%zz-1.0.tar.gz");
    expect(candidateOfLink("https://index.example/x/torch-2.1%2Bcpu-cp311-cp311-linux_aarch64.whl").version).toBe(
      "2.1+cpu",
    );
  });

  it.each([
    [
      "Skipping link: yanked for reason: see https://x.example: broken: http://index.example/files/mixyank-1.1-py3-none-any.whl (from http://index.example/simple/mixyank/)",
      { name: "mixyank", version: "1.1", reason: "yanked for reason: see https://x.example: broken" },
    ],
    [
      "Link requires a different Python (3.12.3 not in: '>=4.0'): http://index.example/files/pyonly-3.0.tar.gz (from http://index.example/simple/pyonly/) (requires-python:>=4.0)",
      { name: "pyonly", version: "3.0", reason: "Python 3.12.3 not in: '>=4.0'" },
    ],
  ])("are passed over for a reason: %s", (line, event) => {
    expect(eventOf(line)).toMatchObject({ kind: "skipped-link", ...event });
  });

  it("that are the page itself are none", () => {
    expect(eventOf("Skipping link: not a file: http://index.example/simple/leaf/")).toEqual([]);
  });
});

describe("Will try a different candidate", () => {
  it("names the candidate that asked last, and its line", () => {
    const event = eventOf(
      "Will try a different candidate, due to conflict:",
      "    The user requested leaf>=2",
      "    app-c[x] 1.16 depends on leaf<2",
      "    The user requested (constraint) leaf<3",
    );
    expect(event).toEqual({
      kind: "rejected",
      line: 3,
      candidate: { name: "app-c", version: "1.16", origin: "link", extras: ["x"] },
      because: [
        { requirement: "leaf>=2", requirer: null },
        { requirement: "leaf<2", requirer: { name: "app-c", version: "1.16", origin: "link", extras: ["x"] } },
        { requirement: "leaf<3", requirer: null },
      ],
    });
  });
});
