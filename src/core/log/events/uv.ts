/** What uv says (uv 0.5 and newer). Sources: crates/uv/src/commands/pip/loggers.rs, reporters.rs; uv-resolver report.rs. */
export type UvEventBody =
  | {
      readonly kind: "uv-phase";
      readonly phase: "resolved" | "prepared" | "installed" | "uninstalled" | "audited";
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
    };
