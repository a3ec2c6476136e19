import type { TargetContext } from "./context.ts";

/** A child's text as the user may see it: real addresses, the user's own file names, every credential masked. */
export function readable(context: TargetContext, text: string): string {
  const redacted = context.session.redact(text);
  return [...context.names].reduce((changed, [copy, name]) => changed.replaceAll(copy, name), redacted);
}
