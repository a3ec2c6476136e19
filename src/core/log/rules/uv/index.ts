import type { Dialect } from "../../dialect.ts";
import type { EventKind, EventOf } from "../../event.ts";
import { buildChatter } from "./build-chatter.ts";
import { building } from "./building.ts";
import { change } from "./change.ts";
import { compiled } from "./compiled.ts";
import { conflictRecorded } from "./conflict-recorded.ts";
import { debug } from "./debug.ts";
import { distribution } from "./distribution.ts";
import { environment } from "./environment.ts";
import { failure } from "./failure.ts";
import { hint } from "./hint.ts";
import { lockChange } from "./lock-change.ts";
import { phase } from "./phase.ts";
import { pinned } from "./pinned.ts";
import { repository } from "./repository.ts";
import { requested } from "./requested.ts";
import { searching } from "./searching.ts";
import { uvStarted } from "./started.ts";
import { syncReport } from "./sync-report.ts";
import { transfer } from "./transfer.ts";
import { uvWarning } from "./warning.ts";

/** uv 0.5 and newer: `pip install|compile|sync`, `sync`, `lock`, with and without `-v`. */
export const UV: Dialect = {
  format: "uv",
  rules: [
    environment,
    phase,
    change,
    lockChange,
    building,
    transfer,
    repository,
    failure,
    hint,
    uvWarning,
    compiled,
    syncReport,
    uvStarted,
    requested,
    pinned,
    searching,
    conflictRecorded,
    distribution,
    buildChatter,
    // The last: it takes every other line that begins with "DEBUG ".
    debug,
  ],
  telling: [
    "uv-interpreter",
    "uv-environment",
    "uv-phase",
    "uv-change",
    "uv-build",
    "uv-distribution",
    "uv-no-solution",
    "uv-sync-report",
  ],
  beginning: ["uv-interpreter", "uv-environment", "uv-build", "uv-phase"],
  ending: ["uv-change", "uv-lock-change", "uv-no-solution", "uv-error", "uv-sync-report", "compiled"],
  ends: (event, seen) => {
    // pip goes on after these.
    if (event.kind === "build-failed" || event.kind === "network") return event.tool === "uv";
    return event.kind === "uv-phase" && isLastPhase(event.phase, seen);
  },
};

/** `uv lock` and `uv pip compile` are done when they have resolved; where there is an environment, packages follow. */
function isLastPhase(phase: EventOf<"uv-phase">["phase"], seen: ReadonlySet<EventKind>): boolean {
  if (phase === "resolved") return !seen.has("uv-environment");
  return phase !== "prepared" && phase !== "installed" && phase !== "uninstalled";
}
