import type { Finding } from "../../report/model.ts";
import type { FindingFacts, ResolverDisagreement } from "../facts.ts";
import type { CheckResult } from "../find-findings.ts";

/** Of an excerpt: what the report takes. */
const MOST_LINES = 40;

/** One of the two is wrong, or follows other rules: the reader gets both, word for word. */
export function checkResolverDisagreement({ disagreements = [], target }: FindingFacts): CheckResult {
  return { findings: disagreements.map((one) => toFinding(one, target)) };
}

function toFinding({ tool, way, kind, fix, text }: ResolverDisagreement, target: string | null): Finding {
  const name = `${tool.name} ${tool.version}`;
  const [title, ours] =
    kind === "conflict-resolved"
      ? [`${name} resolves what Wheelhouse calls a conflict`, "Wheelhouse's solver finds no versions for the files"]
      : [`${name} refuses a fix that Wheelhouse predicts`, `Wheelhouse's solver finds versions with “${fix ?? ""}”`];
  const theirs = kind === "conflict-resolved" ? "does" : "does not";
  return {
    code: "resolver-disagreement",
    severity: "warning",
    target,
    title,
    message: `${ours}; ${name} (${way}) ${theirs}. Trust the installer that you use; its own words are quoted here.`,
    packages: [],
    places: [],
    evidence: [],
    remedies: [
      {
        text: "Say which installer you use with --installer: pip and uv differ on pre-releases, on several indexes, on upper bounds of Requires-Python and on invalid metadata, which pip before 24.1 accepts. If they should agree here, please report it with this output.",
        commands: [],
      },
    ],
    excerpt: text.trimEnd().split("\n").slice(-MOST_LINES),
  };
}
