import type { UvIncompatibility } from "../uv/incompatibility.ts";

/**
 * What uv says (0.5 and newer). Where pip says the same, uv's words become pip's kinds, with `tool: "uv"`: `build-failed`,
 * `hash-mismatch`, `hash-missing`, `network`, `requires-python`, `yanked`, `extra-missing`.
 * Sources: crates/uv/src/commands/pip/{loggers,operations}.rs, commands/reporters.rs, commands/diagnostics.rs;
 * uv-resolver/src/pubgrub/report.rs, resolver/mod.rs.
 */
export type UvEventBody =
  /** `Using CPython 3.12.3 interpreter at: /usr/bin/python3`. */
  | { readonly kind: "uv-interpreter"; readonly python: string; readonly path: string | null }
  /** `Using Python 3.12.3 environment at: /venv`, `Creating virtual environment at: .venv`: something is to be installed. */
  | {
      readonly kind: "uv-environment";
      readonly python: string | null;
      readonly path: string | null;
      readonly created: boolean;
    }
  | {
      readonly kind: "uv-phase";
      /** `would-…` with `--dry-run`; `audited`: there was nothing to do (`Checked` since uv 0.10.10). */
      readonly phase:
        | "resolved"
        | "prepared"
        | "installed"
        | "uninstalled"
        | "audited"
        | "would-download"
        | "would-install"
        | "would-uninstall"
        | "would-change-nothing";
      readonly packages: number;
      /** As printed (`1.45s`, `1m 02s`), in seconds. */
      readonly seconds: number | null;
    }
  | {
      readonly kind: "uv-change";
      readonly change: "added" | "removed" | "reinstalled";
      readonly name: string;
      readonly version: string;
      /** `git+https://…@sha`, a path; null for an index. */
      readonly from: string | null;
    }
  /** `Added x v1.0`, `Updated x v1.0 -> v2.0`: what `uv lock` did to a lock file that was there. */
  | {
      readonly kind: "uv-lock-change";
      readonly name: string;
      readonly before: string | null;
      readonly after: string | null;
    }
  /** `Building x==1.0`, `Built x==1.0`: a source distribution becomes a wheel, or only its metadata is made. */
  | {
      readonly kind: "uv-build";
      readonly phase: "started" | "finished";
      readonly name: string;
      readonly version: string | null;
      /** `file:///project` of `Building app @ file:///project`. */
      readonly from: string | null;
    }
  /** Only of files above 1 MiB; `size` as printed, in binary units. */
  | {
      readonly kind: "uv-download";
      readonly phase: "started" | "finished";
      readonly name: string;
      readonly size: string | null;
    }
  /** `-v`: where a distribution comes from. */
  | {
      readonly kind: "uv-distribution";
      readonly found: "cached" | "uncached" | "installed";
      readonly name: string;
      readonly version: string | null;
    }
  | {
      readonly kind: "uv-no-solution";
      /** `split (markers: …)`, `` `dev` ``; null for plain "dependencies". */
      readonly context: string | null;
      /** The derivation as one text: lines that uv wrapped are joined, one line for each sentence. */
      readonly text: string;
      /** The statements that it is made of, conclusions left out. */
      readonly because: readonly UvIncompatibility[];
      /** What it concludes of dependencies, in its order. */
      readonly concluded: readonly UvIncompatibility[];
      /** Inside of the box (uv ≤ 0.11); newer ones print hints as lines of their own, see `uv-hint`. */
      readonly hints: readonly string[];
    }
  | { readonly kind: "uv-hint"; readonly text: string }
  /**
   * `-v`: what uv and a backend print while one package is built, from `Building: x==1.0` on. The resolver can speak in
   * between, and is not believed.
   */
  | {
      readonly kind: "uv-build-log";
      readonly name: string;
      readonly version: string | null;
      readonly what: "metadata" | "wheel";
    }
  /** An error that is nothing better. Its shape is that of many programs: only in a log of uv it is uv's. */
  | { readonly kind: "uv-error"; readonly text: string; readonly causes: readonly string[] }
  /** The JSON of `uv sync --output-format json`. */
  | {
      readonly kind: "uv-sync-report";
      readonly changes: readonly { readonly name: string; readonly version: string | null; readonly action: string }[];
    };
