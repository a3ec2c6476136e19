import type { EventOf } from "../../event.ts";
import type { LogRule } from "../../rule.ts";

type Phase = EventOf<"uv-phase">["phase"];

const PHASES: Readonly<Record<string, Phase>> = {
  Resolved: "resolved",
  Prepared: "prepared",
  Installed: "installed",
  Uninstalled: "uninstalled",
  Audited: "audited",
  Checked: "audited",
  "Would download": "would-download",
  "Would install": "would-install",
  "Would uninstall": "would-uninstall",
};

const DONE = /^(Resolved|Prepared|Installed|Uninstalled|Audited|Checked)(?: (\d{1,9}) packages?)? in (\S+(?: \d\ds)?)$/;
const WOULD = /^(Would download|Would install|Would uninstall) (\d{1,9}) packages?$/;

/** The steps of a run (crates/uv/src/commands/pip/loggers.rs). Without a number there were none. */
export const phase: LogRule = {
  name: "phase",
  examples: [
    "Resolved 3 packages in 17ms",
    "Prepared 1 package in 1m 02s",
    "Installed 3 packages in 1.45s",
    "Uninstalled 2 packages in 1ms",
    "Audited 1 package in 0.85ms",
    "Checked in 0.05ms",
    "Would install 3 packages",
    "Would make no changes",
  ],
  starts: ["Resolved ", "Prepared ", "Installed ", "Uninstalled ", "Audited ", "Checked ", "Would "],
  level: "top",
  read(line) {
    if (line.text === "Would make no changes") {
      return { kind: "uv-phase", phase: "would-change-nothing", packages: 0, seconds: null };
    }
    const match = DONE.exec(line.text) ?? WOULD.exec(line.text);
    const name = match?.[1] === undefined ? undefined : PHASES[match[1]];
    if (match === null || name === undefined) return null;
    const seconds = match[3] === undefined ? null : readElapsed(match[3]);
    if (match[3] !== undefined && seconds === null) return null;
    return { kind: "uv-phase", phase: name, packages: Number(match[2] ?? 0), seconds };
  },
};

/** `0.12ms`, `4ms`, `1.45s`, `1m 02s` (crates/uv/src/commands/mod.rs `elapsed`). */
function readElapsed(text: string): number | null {
  const minutes = /^(\d{1,9})m (\d\d)s$/.exec(text);
  if (minutes !== null) return Number(minutes[1]) * 60 + Number(minutes[2]);
  const short = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s)$/.exec(text);
  if (short === null) return null;
  return short[2] === "s" ? Number(short[1]) : Math.round(Number(short[1]) * 1_000) / 1_000_000;
}
