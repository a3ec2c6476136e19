import { conflictTreeLines, treeRows } from "../../../src/core/render/conflict-tree.ts";
import { fixLabel } from "../../../src/core/render/fix-label.ts";
import type { BuildReport, Fix } from "../../../src/core/report/model.ts";
import { requireTarget } from "../../core/target/require-target.ts";
import type { ConflictCase } from "./conflict-cases.ts";
import { type CaseFiles, readCase } from "./conflicts.ts";
import { type FixCommand, TOOL_VERSIONS, type ToolName } from "./fix-command.ts";
import { recommendedTroubles, undone } from "./recommended.ts";

/** What one case came to with one installer. */
export interface ProvenConflict {
  readonly name: string;
  readonly tool: ToolName;
  /** Of the explanation, as a terminal of 80 columns shows it. */
  readonly lines: number;
  readonly edits: readonly string[];
  /** How far the best fix is proven. */
  readonly label: string;
  /** Of the command, from its start to its end. */
  readonly seconds: number;
  readonly troubles: readonly string[];
  /** Both streams of the command. */
  readonly output: string;
}

const COLUMNS = 80;
const MOST_LINES = 12;

/**
 * `fix` on one case with one real installer, and everything that a user would rely on afterwards: the recommended file,
 * that no edit of it is needless, and that the installer by itself resolves it for the target.
 */
export async function proveConflict(given: ConflictCase, command: FixCommand, tool: ToolName): Promise<ProvenConflict> {
  const files = await readCase(given);
  const { cli, report, recommended, seconds } = await command.run("fix", given, files, ["--verify", tool]);
  const [best] = report.fixes;
  const lines = explanationRows(report).length;
  const troubles = [
    ...(cli.code === 1 ? [] : [`fix ended with ${cli.code}`]),
    ...(lines > 0 && lines <= MOST_LINES ? [] : [`its explanation has ${lines} lines`]),
    ...(best === undefined ? ["nothing was offered"] : proofTroubles(best, tool)),
    ...(best === undefined ? [] : recommendedTroubles(files, best, recommended)),
    ...(best === undefined ? [] : await needlessEdits(given, files, best, command)),
    ...(await refusal(report, withRecommended(files, recommended), command)),
  ];
  return {
    ...{ name: given.name, tool, lines, seconds, output: cli.output },
    edits: (best?.edits ?? []).map(({ before, after }) => `${before} → ${after}`),
    label: best === undefined ? "" : fixLabel(best),
    troubles: troubles.map((text) => `${given.name}, ${tool}: ${text}`),
  };
}

/** Of a conflict its tree; of what has no wheel the sentences that say so. */
function explanationRows({ conflicts, findings }: BuildReport): readonly string[] {
  const trees = conflicts.flatMap(({ explanation }) =>
    explanation === undefined ? [] : conflictTreeLines(explanation),
  );
  if (trees.length > 0) return trees.flatMap((line) => treeRows(line, COLUMNS - 4));
  return findings.filter(({ severity }) => severity === "error").flatMap(({ message }) => message.split(/(?<=\.) /));
}

function proofTroubles({ status, proofs = [], unverified = "" }: Fix, tool: ToolName): readonly string[] {
  if (status !== "verified") return [`the best fix is only predicted: ${unverified}`];
  const isOwn = proofs.every(
    ({ tool: by, way }) => by.name === tool && by.version === TOOL_VERSIONS[tool] && way !== "",
  );
  return isOwn ? [] : ["its proof names another installer"];
}

/** Without any one of its edits the command has to find the requirements broken again. */
async function needlessEdits(given: ConflictCase, files: CaseFiles, fix: Fix, command: FixCommand) {
  const needless: string[] = [];
  for (const [index, without] of undone(files, fix).entries()) {
    const { cli } = await command.run("check", given, without);
    if (cli.code !== 1) needless.push(`it holds without ${fix.edits[index]?.after}`);
  }
  return needless;
}

async function refusal({ targets }: BuildReport, files: CaseFiles, command: FixCommand): Promise<readonly string[]> {
  const { state, text } = await command.resolve(requireTarget(targets[0]?.target ?? ""), files);
  return state === "resolved" ? [] : [`the installer does not take the recommended file: ${state}, ${text}`];
}

function withRecommended(files: CaseFiles, recommended: Uint8Array): CaseFiles {
  return new Map([...files, ["requirements.in", recommended]]);
}
