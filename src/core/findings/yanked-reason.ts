/** `Their reason: breaks on big-endian machines.` An empty reason is none (PEP 592). */
export function yankedReason(reason: string | null): string {
  return reason === null || reason.trim() === ""
    ? "They gave no reason."
    : `Their reason: ${reason.replace(/\.?$/, ".")}`;
}
