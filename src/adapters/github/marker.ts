import type { CommentIdentity } from "../../ports/github.ts";

/** What a comment of ours says of itself in its last line. */
export interface Marked {
  readonly key: string;
  readonly sha: string;
  readonly run: string;
  /** The body without the marker. */
  readonly text: string;
}

const MARKER = /^<!-- wheelhouse-report v=1 key=(\S*) sha=([0-9a-f]*) run=(\d{1,15}\.\d{1,15}) -->$/;

/** The body to send: the text and the marker. */
export function withMarker(text: string, { key, sha, run }: CommentIdentity): string {
  return `${text.trimEnd()}\n\n<!-- wheelhouse-report v=1 key=${encodeKey(key)} sha=${sha} run=${run} -->`;
}

/** Reads a body; null when its last line is no marker of ours. GitHub may have turned line ends into CRLF. */
export function readMarker(body: string): Marked | null {
  const lines = body.replaceAll("\r\n", "\n").trimEnd().split("\n");
  const [, key, sha, run] = MARKER.exec(lines.at(-1) ?? "") ?? [];
  if (key === undefined || sha === undefined || run === undefined) return null;
  return { key, sha, run, text: lines.slice(0, -1).join("\n").trimEnd() };
}

/** Whether two texts say the same: the last line may tell of different runs. */
export function isSameText(a: string, b: string): boolean {
  const said = (text: string) =>
    text
      .trimEnd()
      .replace(/\n<sub>[^\n]*<\/sub>$/, "")
      .trimEnd();
  return said(a) === said(b);
}

export function isMarkedFor(marked: Marked, identity: CommentIdentity): boolean {
  return marked.key === encodeKey(identity.key);
}

/** Whether run `a` (`<id>.<attempt>`) began after run `b`. GitHub gives run ids in ascending order. */
export function isLaterRun(a: string, b: string): boolean {
  const [idA = 0, attemptA = 0] = a.split(".").map(Number);
  const [idB = 0, attemptB = 0] = b.split(".").map(Number);
  return idA === idB ? attemptA > attemptB : idA > idB;
}

/** No space, no ">" and no "--": nothing in a workflow's name can end the HTML comment. */
function encodeKey(key: string): string {
  return encodeURIComponent(wellFormed(key)).replaceAll("-", "%2D").replaceAll("%2F", "/");
}

/** Half a surrogate pair has no UTF-8 form, and encodeURI throws on it. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}
