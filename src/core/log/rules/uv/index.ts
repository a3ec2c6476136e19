import type { Dialect } from "../../dialect.ts";
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
    "uv-environment",
    "uv-phase",
    "uv-change",
    "uv-build",
    "uv-distribution",
    "uv-no-solution",
    "uv-sync-report",
  ],
  beginning: ["uv-environment", "uv-build"],
  ending: ["uv-phase", "uv-change", "uv-lock-change", "uv-no-solution", "uv-error", "uv-sync-report", "compiled"],
  // pip goes on after these.
  ends: ({ tool, kind }) => tool === "uv" && (kind === "build-failed" || kind === "network"),
};
