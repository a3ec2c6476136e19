import type { ResolverDisagreement } from "../../core/findings/facts.ts";
import { isRefused } from "../../core/fixes/is-refused.ts";
import { applyEdits } from "../../core/inputs/apply-edits.ts";
import type { Fix, FixProof } from "../../core/report/model.ts";
import type { Target } from "../../core/target/target.ts";
import { withPython } from "../../core/target/with-python.ts";
import type { ToolAnswer } from "../../ports/resolver-tool.ts";
import type { CheckedTarget } from "../check/checked-target.ts";
import { inputBytes } from "../check/inputs.ts";
import type { OpenCheck } from "../check/open-check.ts";
import { type Asking, askTools } from "./ask-tools.ts";
import { filesQuestion } from "./tool-question.ts";

export interface VerifyWishes extends Asking {
  readonly check: OpenCheck;
  readonly targets: readonly CheckedTarget[];
  /** By our own solver, cheapest first. */
  readonly fixes: readonly Fix[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface VerifiedFixes {
  /** The verified ones first, those that an installer refused last. */
  readonly fixes: readonly Fix[];
  /** By target id. */
  readonly disagreements: ReadonlyMap<string, readonly ResolverDisagreement[]>;
}

type Located = ResolverDisagreement & { readonly target: string };

/**
 * Asks real installers about the files as each fix would leave them, on every target; and about the files as they are
 * where we see a conflict. `verified` is what one of them resolved on all targets, nothing else.
 * @throws WheelhouseError `cancelled`
 */
export async function verifyFixes(wishes: VerifyWishes): Promise<VerifiedFixes> {
  const disagreements: Located[] = [...(await doubtConflicts(wishes))];
  const fixes: Fix[] = [];
  for (const fix of wishes.fixes) {
    const verified = await verifyFix(fix, wishes);
    fixes.push(verified);
    disagreements.push(...refusals(verified));
  }
  const targets = new Set(disagreements.map(({ target }) => target));
  const of = (id: string) => disagreements.filter(({ target }) => target === id);
  return {
    fixes: fixes.toSorted((a, b) => rankOf(a) - rankOf(b)),
    disagreements: new Map([...targets].map((id) => [id, of(id)])),
  };
}

function rankOf(fix: Fix): number {
  if (isRefused(fix)) return 2;
  return fix.status === "verified" ? 0 : 1;
}

/** Whether the installer sees the conflict too may only add a remark: most of the time is for the fixes. */
const DOUBT_SECONDS = 30;

async function doubtConflicts(wishes: VerifyWishes): Promise<readonly Located[]> {
  const { check, targets, environment } = wishes;
  const question = await filesQuestion(check, inputBytes(check.inputs), environment);
  if ("reason" in question) return [];
  const found: Located[] = [];
  for (const { target, conflicts, givenUp } of targets) {
    if (conflicts.length + givenUp.length === 0) continue;
    const told = await askTools({ ...wishes, patienceSeconds: DOUBT_SECONDS }, question, target);
    if ("reason" in told || told.answer.state !== "resolved") continue;
    const { version, way, text, pins } = told.answer;
    const chosen = [...pins].map(([name, pin]) => `${name}==${pin}`).join("\n");
    const tool = { name: told.tool, version };
    found.push({ target: target.id, tool, way, kind: "conflict-resolved", fix: null, text: text.trim() || chosen });
  }
  return found;
}

async function verifyFix(fix: Fix, wishes: VerifyWishes): Promise<Fix> {
  const { check, environment } = wishes;
  const edited = applyEdits(inputBytes(check.inputs), fix.edits);
  if (!edited.ok) return { ...fix, unverified: "The files do not take its edits." };
  const question = await filesQuestion(check, edited.value, environment);
  if ("reason" in question) return { ...fix, unverified: question.reason };
  const proofs: FixProof[] = [];
  for (const target of targetsOf(fix, check)) {
    const told = await askTools(wishes, question, target);
    if ("reason" in told) return { ...fix, proofs, unverified: told.reason };
    const proof = toProof(target.id, told.tool, told.answer);
    proofs.push(proof);
    if (!proof.resolved) {
      const unverified = `${proof.tool.name} ${proof.tool.version} refuses it for ${target.id}.`;
      return { ...fix, proofs, unverified };
    }
  }
  return proofs.length === 0 ? fix : { ...fix, status: "verified", proofs };
}

/** Those of the run; on the Python that the fix is for. */
function targetsOf({ options = [] }: Fix, { targets }: OpenCheck): readonly Target[] {
  const python = options.find(({ option }) => option === "--python")?.after;
  return targets.map(({ target }) => (python === undefined ? target : (withPython(target, python) ?? target)));
}

function toProof(target: string, name: FixProof["tool"]["name"], answer: ToolAnswer): FixProof {
  const { version, way, state, pins, seconds, text } = answer;
  const base = { target, tool: { name, version }, way, seconds };
  return state === "resolved"
    ? { ...base, resolved: true, packages: pins.size, text: null }
    : { ...base, resolved: false, text };
}

function refusals({ title, proofs = [] }: Fix): readonly Located[] {
  return proofs.flatMap(({ target, tool, way, resolved, text }) =>
    resolved ? [] : [{ target, tool, way, kind: "fix-refused" as const, fix: title, text: text ?? "" }],
  );
}
