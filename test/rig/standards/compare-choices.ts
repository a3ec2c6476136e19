import fc from "fast-check";
import { assessRequirement } from "../../../src/core/index/assess.ts";
import { parseProjectIndex } from "../../../src/core/index/parse-project-index.ts";
import type { Requirement } from "../../../src/core/pep/requirement.ts";
import { parseRequirement } from "../../../src/core/pep/requirement.ts";
import { compatibleTags } from "../../../src/core/pep/tags.ts";
import type { TagRules, Target } from "../../../src/core/target/target.ts";
import { sample } from "../../core/pep/arbitraries.ts";
import { requireParsed } from "../../core/pep/require-parsed.ts";
import { chooseEach, type Installer } from "../real/installer.ts";
import { startMirror } from "../real/mirror.ts";
import type { PublicIndex } from "../real/public-index.ts";
import type { Comparison } from "./library.ts";

/** Pages of made-up projects, each with a handful of wheels of which an installer takes one. */
export interface Contest {
  /** File names by project. */
  readonly pages: ReadonlyMap<string, readonly string[]>;
}

const WHEELS = 6;

/** Half of the pages have wheels with any tags, half have rivals: wheels of one Python that differ in the platform. */
export function makeContest(target: Target, count: number, seed: number): Contest {
  const half = Math.ceil(count / 2);
  const any = fc.uniqueArray(anyWheel(target), { minLength: 2, maxLength: WHEELS });
  const lists = [...sample(any, half, seed), ...sample(rivals(target), count - half, seed)];
  const pages = lists.map((list, index) => {
    const name = `contest-${index}`;
    return [name, list.map((rest) => `${name.replace("-", "_")}-1.0-${rest}.whl`)] as const;
  });
  return { pages: new Map(pages) };
}

/** A tag that the target takes, or one that misses by little: another Python, C library, processor or system. */
function anyWheel(target: Target): fc.Arbitrary<string> {
  const { machine } = target.platform;
  const near = fc
    .tuple(
      fc.constantFrom("cp39", "cp311", "cp312", "cp313", "cp314", "py3", "py2", "py310", "pp311"),
      fc.constantFrom("none", "abi3", "abi3t", "cp311", "cp312", "cp313", "cp314", "cp314t"),
      fc.constantFrom("manylinux_2_17", "manylinux_2_30", "manylinux_2_40", "manylinux2014", "musllinux_1_1", "linux"),
      fc.constantFrom(machine, machine, "x86_64", "armv7l"),
    )
    .map(([python, abi, policy, arch]) => `${python}-${abi}-${policy}_${arch}`);
  const foreign = ["cp312-cp312-win_amd64", "py3-none-macosx_11_0_arm64", "py3-none-any", "py2.py3-none-any"];
  const tags = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...compatibleTags(target)) },
    { weight: 4, arbitrary: near },
    { weight: 1, arbitrary: fc.constantFrom(...foreign) },
  );
  return fc.tuple(fc.constantFrom("", "", "", "1-", "2-", "10-"), tags).map((parts) => parts.join(""));
}

function rivals(target: Target): fc.Arbitrary<readonly string[]> {
  const tags = compatibleTags(target).filter((tag) => !tag.endsWith("-any"));
  const cut = tags.map((tag) => tag.lastIndexOf("-"));
  const pythons = [...new Set(tags.map((tag, index) => tag.slice(0, cut[index])))];
  const platforms = [...new Set(tags.map((tag, index) => tag.slice((cut[index] ?? 0) + 1)))];
  const platform = fc.oneof(
    fc.constant(`linux_${target.platform.machine}`),
    fc.constantFrom(...platforms),
    fc.subarray(platforms, { minLength: 2, maxLength: 3 }).map((several) => several.join(".")),
  );
  return fc
    .tuple(fc.constantFrom(...pythons), fc.uniqueArray(platform, { minLength: 2, maxLength: WHEELS }))
    .map(([python, list]) => list.map((one) => `${python}-${one}`));
}

/** Whether the installer takes of each page the wheel that we say it takes; no cases where it cannot be told of the target. */
export async function compareChoices(
  makeInstaller: (indexUrl: string) => Promise<Installer>,
  target: Target,
  rules: TagRules,
  contest: Contest,
): Promise<Comparison> {
  const mirror = await startMirror(indexOf(contest));
  try {
    const installer = await makeInstaller(mirror.url);
    const title = `choices on ${target.id}`;
    if (!installer.knows(target)) return { title, cases: 0, differences: [] };
    const requirements = [...contest.pages.keys()].map((name) => requireParsed(parseRequirement(name)));
    const ours = new Map(requirements.map((one) => [one, ownChoice(one, contest, target, rules)]));
    const choices = await chooseEach(installer, requirements, target, (one) => ours.get(one) !== null);
    const differences = [...choices].flatMap(([one, theirs]) => {
      const own = ours.get(one) ?? null;
      const from = contest.pages.get(one.name)?.join(" ");
      return own === theirs ? [] : [`${target.id}: ${installer.name} takes ${theirs}, we say ${own}, from ${from}`];
    });
    return { title, cases: choices.size, differences };
  } finally {
    await mirror.close();
  }
}

function ownChoice(requirement: Requirement, contest: Contest, target: Target, rules: TagRules): string | null {
  const page = parseProjectIndex({
    url: "http://127.0.0.1/",
    contentType: "text/html",
    body: pageOf(contest, requirement.name),
  });
  return assessRequirement(requirement, requireParsed(page), target, { rules, onlyBinary: true }).wheel;
}

function indexOf(contest: Contest): PublicIndex {
  return {
    page: async (project) => ({ url: "http://127.0.0.1/", contentType: "text/html", body: pageOf(contest, project) }),
    // Too large to be read: their METADATA is made from the name.
    sizeOf: async () => Number.POSITIVE_INFINITY,
    metadataOf: async () => "",
    file: () => Promise.reject(new Error("no file is asked for")),
    ways: () => ({}),
    close: async () => {},
  };
}

function pageOf(contest: Contest, project: string): Uint8Array {
  const anchors = (contest.pages.get(project) ?? []).map((name) => `<a href="http://127.0.0.1/f/${name}">${name}</a>`);
  return new TextEncoder().encode(anchors.join("\n"));
}
