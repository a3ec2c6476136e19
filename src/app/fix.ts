import { WheelhouseError } from "../core/error.ts";
import { isRefused } from "../core/fixes/is-refused.ts";
import { applyEdits } from "../core/inputs/apply-edits.ts";
import { decodeText } from "../core/inputs/decode.ts";
import type { CheckOptions } from "../core/options/options.ts";
import type { ChangedFile } from "../core/render/unified-diff.ts";
import type { Fix } from "../core/report/model.ts";
import { areEqual } from "../core/same-bytes.ts";
import type { BuildOutcome } from "./build-outcome.ts";
import { inputBytes } from "./check/inputs.ts";
import { type OpenCheck, withOpenCheck } from "./check/open-check.ts";
import { type Checked, tellCheck } from "./check/tell-check.ts";
import { checkAll } from "./check.ts";
import type { FixPorts, FixWay } from "./fix/ports.ts";
import { verifyFixes } from "./fix/verify-fixes.ts";
import { outputErrors } from "./inputs/output.ts";
import { refuseInputs } from "./inputs/problems.ts";

export interface FixOutcome extends BuildOutcome {
  /** The files before and after the best fix; empty when there is none. */
  readonly changes: readonly ChangedFile[];
  /** Whether anything cannot hold together or cannot be had. */
  readonly isBroken: boolean;
  /** Paths of the files that were written, as the user names them; empty without `write`. */
  readonly written: readonly string[];
  /** The search for fixes was ended by its time. */
  readonly isCut: boolean;
}

/** For the search, by our own solver: who asks for fixes waits for them, also where every METADATA has to be fetched. */
export const SEARCH_SECONDS = 60;
/** For all installers and all fixes together. */
const VERIFY_SECONDS = 180;

/**
 * The `fix` use case: what `check` finds, and the smallest edits after which the requirements hold on every target, each
 * asked of a real installer. With `write` the best one goes to the files, unless an installer refused it; what is
 * reported then is what holds afterwards.
 */
export async function runFix(options: CheckOptions, way: FixWay, ports: FixPorts): Promise<FixOutcome> {
  refuseInputs(await outputErrors(options, ports));
  const found = await withOpenCheck(options, ports, async (check) => {
    const { isCut, ...proposed } = await checkAll(check, ports, SEARCH_SECONDS);
    const checked = await verify(check, proposed, way, ports);
    const best = checked.fixes.find((fix) => !isRefused(fix) && fix.options === undefined);
    const edited = best === undefined ? null : editedFiles(check, best);
    const isWritten = way.write && best !== undefined && edited !== null && !ports.signal.aborted;
    if (!isWritten) {
      const told = await tellCheck("fix", checked, check, ports);
      const outcome = { ...told, changes: changesOf(check, edited), isBroken: isBroken(checked), isCut, written: [] };
      return { outcome, best: null };
    }
    const written = await write(check, edited, ports);
    return { changes: changesOf(check, edited), written, best };
  });
  if (found.best === null) return found.outcome;
  const { best, changes, written } = found;
  return await withOpenCheck(options, ports, async (check) => {
    const after = await checkAll(check, ports);
    const outcome = await tellCheck("fix", { ...after, fixes: [{ ...best, written: true }] }, check, ports);
    return { ...outcome, changes, isBroken: isBroken(after), isCut: false, written };
  });
}

async function verify(
  check: OpenCheck,
  checked: Omit<Checked, "disagreements">,
  { verify: wish }: FixWay,
  ports: FixPorts,
): Promise<Checked> {
  if (wish === "never" || !isBroken(checked)) return checked;
  const first = wish === "auto" ? check.options.installer : wish;
  const tools = (await ports.tools()).filter(({ name }) => wish === "auto" || name === wish);
  ports.log.stage(
    `Asking ${wish === "auto" ? "the installers" : wish} about the files as they are and as they would be`,
  );
  const started = performance.now();
  const verified = await verifyFixes({
    ...{ check, ...checked, environment: ports.host.environment, signal: ports.signal },
    tools: tools.toSorted((a, b) => Number(b.name === first) - Number(a.name === first)),
    secondsLeft: () => VERIFY_SECONDS - (performance.now() - started) / 1000,
  });
  return { targets: checked.targets, ...verified };
}

function isBroken({ targets }: Pick<Checked, "targets">): boolean {
  return targets.some(({ conflicts, givenUp }) => conflicts.length + givenUp.length > 0);
}

function editedFiles({ inputs }: OpenCheck, { edits }: Fix): ReadonlyMap<string, Uint8Array> | null {
  const before = inputBytes(inputs);
  const edited = applyEdits(before, edits);
  if (!edited.ok) return null;
  return new Map([...edited.value].filter(([path, bytes]) => bytes !== before.get(path)));
}

function changesOf({ inputs }: OpenCheck, edited: ReadonlyMap<string, Uint8Array> | null): readonly ChangedFile[] {
  return [...(edited ?? [])].map(([path, bytes]) => ({
    path,
    before: decodeText(inputs.bytesOf(path)).text,
    after: decodeText(bytes).text,
  }));
}

/** A file that somebody changed since it was read is not overwritten. */
async function write(
  { options, inputs }: OpenCheck,
  edited: ReadonlyMap<string, Uint8Array>,
  { files, replaceFiles }: FixPorts,
): Promise<readonly string[]> {
  const contents = new Map<string, Uint8Array>();
  for (const [path, bytes] of edited) {
    const absolute = files.resolve(options.workingDirectory, path);
    const now = await files.readFile(absolute);
    if (!areEqual(now, inputs.bytesOf(path))) {
      const message = `${path} was changed while its fix was looked for; nothing was written.`;
      throw new WheelhouseError("not-writable", message, { hint: "Run the command again." });
    }
    contents.set(absolute, bytes);
  }
  await replaceFiles(contents);
  return [...edited.keys()];
}
