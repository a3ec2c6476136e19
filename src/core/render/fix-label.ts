import type { Fix } from "../report/model.ts";
import { countOf } from "./words.ts";

/**
 * How far a fix is proven, in a few words: `verified: uv 0.13.8, 12 packages (--python-platform aarch64-manylinux_2_28)`,
 * `predicted: no installer was asked`.
 */
export function fixLabel({ status, proofs = [], unverified }: Fix): string {
  if (status === "predicted") return `predicted: ${unverified ?? "no installer has resolved it."}`;
  const tools = [...new Set(proofs.map(({ tool }) => `${tool.name} ${tool.version}`))].join(" and ");
  const counts = [...new Set(proofs.flatMap(({ packages }) => packages ?? []))].sort((a, b) => a - b);
  const [least, most] = [counts[0] ?? 0, counts.at(-1) ?? 0];
  const packages = least === most ? countOf(most, "package") : `${least} to ${most} packages`;
  const where = proofs.length > 1 ? ` on each of ${proofs.length} targets` : "";
  return `verified: ${tools}, ${packages}${where}${waysOf(proofs)}`;
}

/** How the installers were made to see the targets. */
function waysOf(proofs: NonNullable<Fix["proofs"]>): string {
  const ways = [...new Set(proofs.map(({ way }) => way))].filter((way) => way !== "");
  if (ways.length === 0) return "";
  return ` (${ways.slice(0, 2).join("; ")}${ways.length > 2 ? `; and ${ways.length - 2} more` : ""})`;
}
