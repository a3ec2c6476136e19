/**
 * What a resolver says while it decides: pip's with `PIP_RESOLVER_DEBUG` (reporter.py), the links and rejections of
 * `-vv` and `--log`, and uv's `DEBUG` lines. The decision tree (`core/explain`) is made of these.
 */
export type ResolverEventBody =
  /** `requirer` null: asked for by the user. */
  | {
      readonly kind: "requested";
      readonly requirement: string;
      readonly name: string | null;
      readonly requirer: ResolverCandidate | null;
    }
  | { readonly kind: "pinned"; readonly candidate: ResolverCandidate }
  | {
      readonly kind: "rejected";
      readonly candidate: ResolverCandidate;
      /** The requirements in dispute and who made them. */
      readonly because: readonly { readonly requirement: string; readonly requirer: ResolverCandidate | null }[];
    }
  /** A file of an index that was passed over, with the reason as printed (`-vv`, `--log`). */
  | {
      readonly kind: "skipped-link";
      readonly name: string | null;
      readonly version: string | null;
      readonly file: string;
      readonly reason: string;
    };

export interface ResolverCandidate {
  /** As printed. */
  readonly name: string | null;
  readonly version: string | null;
  /** Already in the environment, from an index, a path or repository. */
  readonly origin: "installed" | "link" | "other";
}
