import type { Requirement } from "../../pep/requirement.ts";
import { isNeeded } from "../../resolve/dependencies.ts";
import { judgeMetadata } from "../../resolve/flawed-metadata.ts";
import type { Pin, RootRequirement } from "../../resolve/problem.ts";
import { SourceCache } from "../../resolve/source-cache.ts";
import type { Demand } from "../conflict/facts.ts";
import type { Solved } from "./solved.ts";

/** What a package needs, or what an extra of it adds. */
export interface Edge {
  readonly pin: Pin;
  readonly extra: string | null;
  readonly requirement: Requirement;
}

/** What the metadata of the pins says. */
export interface Needs {
  /** What holds on the target, of the packages and of the extras that are asked for. */
  readonly edges: readonly Edge[];
  /** Everything that is written, whether or not it holds; empty where it cannot be read. */
  readonly writtenBy: (pin: Pin) => readonly Requirement[];
  /** The extras that it offers. */
  readonly extrasOf: (pin: Pin) => readonly string[];
}

export async function readNeeds({ pins, source, target, situation }: Solved): Promise<Needs> {
  const cache = new SourceCache(source);
  await cache.askMetadata(pins, target);
  const known = (pin: Pin) => {
    const answer = cache.metadata(pin, target);
    return answer?.state === "known" ? answer : null;
  };
  const read = new Map(
    pins.map((pin) => {
      const answer = known(pin);
      const judged = answer === null ? null : judgeMetadata(answer, situation.policy.tool);
      return [pin, judged?.state === "known" ? judged.requires : []] as const;
    }),
  );
  const writtenBy = (pin: Pin) => read.get(pin) ?? [];
  const edges = pins.flatMap((pin) =>
    [null, ...pin.extras].flatMap((extra) =>
      writtenBy(pin)
        .filter((requirement) => isNeeded(requirement, situation.environment, extra))
        .map((requirement): Edge => ({ pin, extra, requirement })),
    ),
  );
  return { edges, writtenBy, extrasOf: (pin) => known(pin)?.extras ?? [] };
}

export function lineDemand(kind: "requested" | "constraint", { requirement, place }: RootRequirement): Demand {
  return { kind, requirement: requirement.canonical, name: requirement.name, place };
}

export function needDemand(pin: Pin, { name, canonical }: Requirement): Demand {
  return { kind: "depends", name: pin.name, versions: pinText(pin), requirement: canonical, on: name };
}

/** `2.5.0` or `@ git+https://…` */
export function pinText({ version, url }: Pin): string {
  return url === null ? (version?.normalized ?? "") : `@ ${url}`;
}
