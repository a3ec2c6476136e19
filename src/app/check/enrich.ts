import type { AssessedPackage, SourceBuild } from "../../core/findings/facts.ts";
import type { AcrossJudgement } from "../../core/index/assess-across.ts";
import { knowledgeOf } from "../../core/knowledge/knowledge.ts";
import type { Knowledge } from "../../core/knowledge/merge.ts";
import type { PackageKnowledge } from "../../core/knowledge/model.ts";
import { nearNames } from "../../core/knowledge/near-names.ts";
import { sourceBuildOf } from "../../core/knowledge/source-build.ts";
import { vendorIndexesFor, withVendors, wrongIndexOf } from "../../core/knowledge/vendor-wheels.ts";
import type { IndexClientSession } from "../../ports/index-client.ts";
import type { Wanted } from "./closure.ts";
import type { JudgeRequest } from "./judge-package.ts";

export interface EnrichRequest extends JudgeRequest {
  readonly knowledge: Knowledge;
  readonly session: IndexClientSession;
}

/** What is known besides what the configured indexes say. */
export type Enriched = Pick<AssessedPackage, "verdict" | "knowledge" | "build" | "wrongIndex" | "nearNames">;

/** Adds vendors' indexes, the table of hard packages, what a build would take, and names that look alike and exist. */
export async function enrich(request: EnrichRequest, wanted: Wanted, judged: AcrossJudgement): Promise<Enriched> {
  const { target, policy, session, knowledge: known } = request;
  const knowledge = knowledgeOf(wanted.name, target, known.packages);
  const judgedPackage = {
    ...{ requirement: wanted.requirement, verdict: judged.verdict, index: judged.index, knowledge, target },
    options: { rules: policy.rules, prereleases: policy.prereleases, excludeNewer: policy.excludeNewer },
  };
  const vendors = vendorIndexesFor(judgedPackage, known.vendorIndexes);
  const answers = await Promise.all(
    vendors.map(async (vendor) => ({
      vendor,
      answer: await session.projectOf(vendor.url, wanted.name, { isHasty: true }),
    })),
  );
  return {
    verdict: withVendors(judgedPackage, answers),
    knowledge,
    build: await buildOf(request, judged, knowledge),
    wrongIndex: wrongIndexOf(judgedPackage, answers, known.vendorIndexes),
    nearNames: judged.verdict.outcome === "NOT_FOUND" ? await existing(nearNames(wanted.name), request) : [],
  };
}

async function buildOf(
  { target, session }: EnrichRequest,
  { file, verdict }: AcrossJudgement,
  knowledge: PackageKnowledge | null,
): Promise<SourceBuild | null> {
  if (file === null || verdict.wheel !== null) return null;
  const { text, sdist } = await session.metadata(file);
  return sourceBuildOf({ filename: file.filename, facts: sdist, text }, knowledge, target);
}

/** A name that does not exist is no advice. */
async function existing(names: readonly string[], { projects }: EnrichRequest): Promise<readonly string[]> {
  const found = await Promise.all(
    names.slice(0, MOST_NAMES).map(async (name) => [name, await projects.view(name)] as const),
  );
  return found.flatMap(([name, { versions }]) => (versions.length > 0 ? [name] : []));
}

const MOST_NAMES = 6;
