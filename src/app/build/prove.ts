import { selectionArguments, type TargetContext } from "./context.ts";
import { keepLog } from "./keep-log.ts";
import { readable } from "./readable.ts";

export type Proof =
  | { readonly kind: "proved" }
  | { readonly kind: "refuted"; readonly log: string; readonly reason: string };

/**
 * pip resolves the same requirements once more, with nothing but the wheelhouse: what a Dockerfile will do later.
 * @param requirements `-r` and `-c` arguments
 */
export async function proveWheelhouse(
  context: TargetContext,
  requirements: readonly string[],
  wheelhouse: string,
): Promise<Proof> {
  const { ports, lane, work } = context;
  ports.log.stage("Proving that the wheelhouse alone satisfies the requirements");
  const raw = `${work}/logs/proof.log`;
  const exit = await lane.python({
    arguments: [
      ...["-m", "pip", "install", "--dry-run", "--ignore-installed"],
      ...["--report", lane.inside(`${work}/proof.json`), "--log", lane.inside(raw)],
      ...["--no-index", "--find-links", lane.inside(wheelhouse)],
      ...selectionArguments({ ...context.options, noBinary: [] }),
      ...requirements,
    ],
    cwd: `${work}/empty`,
    env: context.pipEnvironment,
    onLine: (line) => ports.log.foreign(readable(context, line)),
    signal: ports.signal,
  });
  ports.signal.throwIfAborted();
  const log = await keepLog(context, raw, "proof.log");
  if (exit.code === 0) return { kind: "proved" };
  const error = exit.tail.findLast((line) => line.startsWith("ERROR:")) ?? exit.tail.at(-1) ?? "";
  return { kind: "refuted", log, reason: context.session.redact(error) };
}
