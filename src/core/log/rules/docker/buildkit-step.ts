import type { EventBody } from "../../event.ts";
import type { LogRule } from "../../rule.ts";

const LINE = /^#(\d{1,9}) (.+)$/;
const DONE = /^DONE(?: (\d{1,9}(?:\.\d{1,9})?)s)?$/;
/**
 * Progress of something inside a step: pulls, transfers, exports. BuildKit prints it like a name; names that do not begin
 * with `[` are these.
 */
const NAMED =
  /^(?:\[|exporting to |exporting cache|importing cache|resolve image config for |docker-image:\/\/|oci-layout:\/\/|local:\/\/|git:\/\/|https?:\/\/|ssh:\/\/)/;

/** Lines of BuildKit's plain progress that bear no time: names of steps and how they went. */
export const buildkitStep: LogRule = {
  name: "buildkit-step",
  examples: [
    "#9 [linux/arm64 builder 4/7] RUN pip wheel -w /wheels -r requirements.txt",
    "#9 ...",
    "#8 CACHED",
    "#8 DONE 12.3s",
    '#9 ERROR: process "/bin/sh -c make" did not complete successfully: exit code: 2',
    "#7 CANCELED",
    "#5 sha256:abc 10.49MB / 29.15MB 0.5s",
  ],
  starts: ["#"],
  level: "top",
  read(line) {
    const [, id, text] = LINE.exec(line.message) ?? [];
    if (id === undefined || text === undefined) return null;
    if (text === "CACHED") return end(id, "cached");
    if (text === "CANCELED") return end(id, "canceled");
    if (text.startsWith("ERROR: ")) return { ...end(id, "failed"), message: text.slice("ERROR: ".length) };
    if (text.startsWith("WARN: ")) return { kind: "docker-warning", id, message: text.slice("WARN: ".length) };
    const done = DONE.exec(text);
    if (done !== null) return { ...end(id, "done"), seconds: done[1] === undefined ? null : Number(done[1]) };
    return NAMED.test(text) ? { kind: "docker-step", id, name: text } : "known";
  },
};

type StepEnd = Extract<EventBody, { kind: "docker-step-end" }>;

function end(id: string, outcome: StepEnd["outcome"]): StepEnd {
  return { kind: "docker-step-end", id, outcome, seconds: null, message: null };
}
