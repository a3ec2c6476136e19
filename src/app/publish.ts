import { scrubCredentials } from "../core/options/credentials.ts";
import type { OutputName } from "../core/options/outputs.ts";
import type { Annotation } from "../core/render/annotations.ts";
import { renderAnnotations } from "../core/render/annotations.ts";
import { renderComment, renderResolved, titleOfBody } from "../core/render/comment.ts";
import { renderSummary } from "../core/render/summary.ts";
import { verdictOf } from "../core/render/verdict.ts";
import type { BuildReport } from "../core/report/model.ts";
import { relocateReport } from "../core/report/relocate.ts";
import type { ArtifactOutcome, CommentOutcome } from "../ports/github.ts";
import type { BuildOutcome } from "./build-outcome.ts";
import type { PublishOptions, PublishPorts } from "./publish-options.ts";
import { exportedVariables, outputsOf } from "./publish-outputs.ts";

/**
 * Puts a finished build where people look: outputs, summary, annotations, comment, artifact. Each surface stands alone:
 * what goes wrong with one becomes a notice or a line in the log, never an exception and never another exit code.
 */
export async function publish(outcome: BuildOutcome, ports: PublishPorts, options: PublishOptions): Promise<void> {
  const report = relocateReport(outcome.report, options.placePrefix);
  const { outputs, summary, annotator, log } = ports;
  const attempt = makeAttempt(log, options.surface.githubToken);
  await attempt("outputs", async () => {
    for (const [name, value] of options.outputs ?? outputsOf(outcome)) outputs.set(name, value);
    if (!options.surface.exportEnv || report.outcome === "failed") return;
    for (const [name, value] of exportedVariables(outcome)) outputs.exportVariable(name, value);
  });
  if (options.surface.summary !== false) {
    await attempt("job summary", () => summary.write(renderSummary(report, { run: options.run }).text));
  }
  const annotations = options.surface.annotations === false ? [] : renderAnnotations(report);
  await attempt("annotations", async () => annotator.annotate(annotations.filter(({ level }) => level !== "notice")));
  const [comment, artifact] = await Promise.all([
    attempt("comment", () => publishComment(report, ports, options)),
    attempt("artifact", () => publishArtifact(outcome, ports, options)),
  ]);
  // The runner shows ten notices: those on what could not be published come first.
  const notices = [...notice("no comment", comment), ...notice("no artifact", artifact)];
  await attempt("notices", async () =>
    annotator.annotate([...notices, ...annotations.filter(({ level }) => level === "notice")]),
  );
  await attempt("outputs", async () => {
    for (const [name, value] of surfaceOutputs(comment, artifact)) outputs.set(name, value);
  });
}

type Attempt = <T>(what: string, work: () => Promise<T>) => Promise<T | null>;

function makeAttempt(log: PublishPorts["log"], token: string | null): Attempt {
  return async (what, work) => {
    try {
      return await work();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      log.warning(`The ${what} could not be written: ${scrubCredentials(message, token === null ? [] : [token])}`);
      return null;
    }
  };
}

async function publishComment(
  report: BuildReport,
  ports: PublishPorts,
  { surface, identity, run }: PublishOptions,
): Promise<CommentOutcome> {
  if (surface.comment === "never") return { kind: "skipped", reason: "`comment` is `never`" };
  if (ports.signal.aborted) return { kind: "skipped", reason: "the job was cancelled" };
  const isWanted = surface.comment === "always" || verdictOf(report).level !== "ok";
  const body = (previous: string | null) =>
    isWanted ? renderComment(report, { run }).text : resolved(report, run, previous);
  const outcome = await ports.comments.upsert(identity, body, { create: isWanted });
  if (outcome.kind === "skipped") ports.log.info(`No comment: ${outcome.reason}.`);
  return outcome;
}

/** A comment that says "resolved" already stays as it is: it names the commit that did it. */
function resolved(report: BuildReport, run: PublishOptions["run"], previous: string | null): string {
  const previousTitle = titleOfBody(previous ?? "") ?? undefined;
  if (previous !== null && previousTitle?.startsWith("resolved")) return previous;
  return renderResolved(report, { run, previousTitle }).text;
}

async function publishArtifact(
  outcome: BuildOutcome,
  ports: PublishPorts,
  { surface }: PublishOptions,
): Promise<ArtifactOutcome | null> {
  if (surface.artifact === false || ports.signal.aborted) return null;
  const archives = outcome.targets.flatMap(({ archive }) => archive ?? []);
  const reports = outcome.files.includes("report.json") ? [`${outcome.output}/report.json`] : [];
  if (archives.length + reports.length === 0) return null;
  const { command, targets } = outcome.report;
  const parts = ["wheelhouse", ...(command === "build" ? [] : [command]), ...targets.map(({ target }) => target)];
  const name = surface.artifact === true ? parts.join("-") : surface.artifact;
  return ports.artifacts.upload(name, [...archives, ...reports], outcome.output);
}

function notice(what: string, outcome: CommentOutcome | ArtifactOutcome | null): readonly Annotation[] {
  if (outcome?.kind !== "denied" && outcome?.kind !== "unavailable") return [];
  const { reason } = outcome;
  const message = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}${reason.endsWith(".") ? "" : "."}`;
  return [{ level: "notice", title: `Wheelhouse: ${what}`, message, file: null, line: null, column: null }];
}

function surfaceOutputs(
  comment: CommentOutcome | null,
  artifact: ArtifactOutcome | null,
): readonly (readonly [OutputName, string])[] {
  const posted = comment !== null && "id" in comment ? comment : null;
  const uploaded = artifact?.kind === "uploaded" ? artifact : null;
  return [
    ["comment-posted", String(posted !== null)],
    ["comment-id", String(posted?.id ?? "")],
    ["comment-url", posted?.url ?? ""],
    ["artifact-id", String(uploaded?.id ?? "")],
    ["artifact-name", uploaded?.name ?? ""],
  ];
}
