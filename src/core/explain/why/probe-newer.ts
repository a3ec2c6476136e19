import { parseRequirement } from "../../pep/requirement.ts";
import type { Pin } from "../../resolve/problem.ts";
import { reportExplanation } from "../../resolve/report-conflict.ts";
import type { NewerVersions } from "./answer.ts";
import { askFor } from "./ask-for.ts";
import { changedPins, changeText } from "./changes.ts";
import { type NewerGroup, versionsOf } from "./newer-group.ts";
import type { Solved } from "./solved.ts";

/** Why none of these is taken although they fit everybody who asks: what solving for them comes to. */
export async function probeNewer({ name }: Pin, group: NewerGroup, solved: Solved): Promise<NewerVersions> {
  const versions = versionsOf(group);
  const what = `${name} ${group.range}`;
  const oldest = parseRequirement(`${name}>=${versions[0]}`);
  const none = { versions, demands: [], explanation: null };
  if (!oldest.ok) return { ...none, reason: "unknown", text: `${what} was not tried` };
  const asked = await askFor(oldest.value, solved);
  if (asked.kind === "conflict") {
    const [explanation] = asked.conflicts.map(reportExplanation);
    const text = `${what} cannot be had with the rest`;
    return { ...none, reason: "conflict", text, explanation: explanation ?? null };
  }
  const { resolution } = asked;
  if (resolution.kind === "incomplete" && resolution.unknown.length === 0) {
    return { ...none, reason: "unknown", text: `whether ${what} can be had was not found out: ${resolution.reason}` };
  }
  const pins = resolution.pins.get(solved.target.id) ?? [];
  const others = changedPins(solved.pins, pins).filter((change) => change.name !== name);
  const got = pins.find((pin) => pin.name === name)?.version?.normalized ?? "one of them";
  const cost = others.length === 0 ? "nothing else would change" : `it changes ${changeText(others)}`;
  return { ...none, reason: "trade", text: `${what} can be had: with ${got} ${cost}` };
}
