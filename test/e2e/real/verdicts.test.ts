import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeIndexClient } from "../../../src/adapters/node/index-client.ts";
import { assessAcross } from "../../../src/core/index/assess-across.ts";
import type { Requirement } from "../../../src/core/pep/requirement.ts";
import type { TagRules, Target } from "../../../src/core/target/target.ts";
import type { IndexClientSession } from "../../../src/ports/index-client.ts";
import { requireTarget } from "../../core/target/require-target.ts";
import { type Choices, chooseEach, type Installer } from "../../rig/real/installer.ts";
import { type Mirror, startMirror } from "../../rig/real/mirror.ts";
import { realPip } from "../../rig/real/pip.ts";
import { readProjects } from "../../rig/real/projects.ts";
import { openPublicIndex, type PublicIndex } from "../../rig/real/public-index.ts";
import { explainDifference } from "../../rig/real/tool-rules.ts";
import { realUv } from "../../rig/real/uv.ts";
import { realIndexUrl } from "../index/real-index.ts";

const PIP = "26.3";
const UV = "0.13.8";

/** The everyday server, a Jetson, Alpine, an old system, riscv64; and a 32-bit board, for which uv has no word. */
const TARGETS = [
  "cp312-manylinux_2_28_aarch64",
  "cp310-manylinux_2_35_aarch64",
  "cp313-musllinux_1_2_aarch64",
  "cp311-manylinux_2_17_aarch64",
  "cp312-manylinux_2_39_riscv64",
  "cp313-manylinux_2_41_armv7l",
].map(requireTarget);

const PROJECTS = readProjects();
const LEAST_PROJECTS = 25;

describe("verdicts on the public index", () => {
  let folder: string;
  let index: PublicIndex;
  let mirror: Mirror;
  let session: IndexClientSession;
  let pip: Installer;
  let uv: Installer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "wheelhouse-real-"));
    index = await openPublicIndex(realIndexUrl(folder));
    mirror = await startMirror(index);
    session = await openSession(mirror.url);
    pip = await realPip(PIP, mirror.url, folder);
    uv = await realUv(UV, mirror.url, folder);
    await Promise.all(PROJECTS.map(({ requirement }) => session.project(requirement.name)));
  });

  afterAll(async () => {
    await session?.close();
    await mirror?.close();
    await index?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it(`are asked for ${LEAST_PROJECTS} projects at least, each with a reason`, () => {
    expect(PROJECTS.length).toBeGreaterThanOrEqual(LEAST_PROJECTS);
  });

  it.each(TARGETS)("are what pip and uv do on $id, who differ by known rules", async (target) => {
    const [byPip, byUv] = await Promise.all([
      compareWith(pip, "packaging-26.3", target),
      uv.knows(target) ? compareWith(uv, "uv", target) : null,
    ]);
    const differences = byUv === null ? [] : differencesOf(byPip.choices, byUv.choices, target);
    const tools = byUv === null ? `${pip.name}: uv has no word for it` : `${pip.name} and ${uv.name}`;
    const having = [...byPip.choices.values()].filter((wheel) => wheel !== null).length;
    const wrong = [...byPip.wrong, ...(byUv?.wrong ?? [])];
    console.log(
      `${target.id}: a wheel for ${having} of ${byPip.choices.size} (${tools}), ${wrong.length} disagreements`,
    );
    for (const { text, rule } of differences) console.log(`  ${text}: ${rule}`);
    expect(wrong).toEqual([]);
    expect(differences.filter(({ rule }) => rule === null)).toEqual([]);
  });

  it("have fetched each page once, METADATA of small wheels only, and no wheel whole", () => {
    console.log(
      `${mirror.pages.length} pages; METADATA of ${mirror.read.length} wheels (${JSON.stringify(index.ways())}), ` +
        `${mirror.unread.length} over 50 MB judged from their tags`,
    );
    expect(mirror.pages).toHaveLength(new Set(PROJECTS.map(({ requirement }) => requirement.name)).size);
    expect(mirror.downloads).toEqual([]);
    // A mirror that has no METADATA beside its wheels is read by ranges.
    expect(Object.keys(index.ways())).toSatisfy((ways: string[]) => ways.some((way) => /range|metadata/.test(way)));
    expect(mirror.unread.length).toBeGreaterThan(0);
  });

  async function compareWith(installer: Installer, rules: TagRules, target: Target): Promise<Compared> {
    const ours = new Map<Requirement, string | null>();
    for (const { requirement } of PROJECTS) {
      const answers = await session.project(requirement.name);
      const { verdict } = assessAcross(requirement, answers, target, { rules, onlyBinary: true });
      ours.set(requirement, verdict.wheel);
    }
    const isExpected = (requirement: Requirement) => ours.get(requirement) !== null;
    const choices = await chooseEach(installer, [...ours.keys()], target, isExpected);
    const wrong = [...choices].flatMap(([requirement, theirs]) => {
      const own = ours.get(requirement) ?? null;
      const sentence = `${requirement.canonical}: ${installer.name} takes ${theirs}, we say ${own}`;
      return own === theirs ? [] : [sentence];
    });
    return { choices, wrong };
  }
});

interface Compared {
  readonly choices: Choices;
  /** One sentence for each requirement of which we say something else. */
  readonly wrong: readonly string[];
}

function differencesOf(byPip: Choices, byUv: Choices, target: Target) {
  return [...byPip].flatMap(([requirement, pip]) => {
    const uv = byUv.get(requirement) ?? null;
    const text = `${requirement.canonical}: pip takes ${pip}, uv ${uv}`;
    return pip === uv ? [] : [{ text, rule: explainDifference({ target, pip, uv }) }];
  });
}

function openSession(url: string): Promise<IndexClientSession> {
  const settings = { indexUrls: [url], findLinksUrls: [], trustedHosts: [], certificateFile: null, proxy: null };
  return makeIndexClient({ environment: {} }).open({
    settings,
    cacheFolder: null,
    signal: new AbortController().signal,
  });
}
