import type { EventBody, EventOf } from "../event.ts";
import { plainAddress } from "../names.ts";
import type { CauseChain } from "./cause-chain.ts";

type Problem = EventOf<"network">["problem"];

const ADDRESS =
  /(?:^Failed to (?:fetch|download):? ?`?|for url \(|^error sending request for url \()(https?:\/\/[^\s`)]+)/;
const STATUS = /^HTTP status (?:client|server) error \((\d{3}) /;

/** Words of the causes and what they mean; the first that fits. Sources: reqwest, hyper and rustls, which uv quotes. */
const PROBLEMS: readonly (readonly [RegExp, Problem])[] = [
  [/invalid peer certificate|certificate|UnknownIssuer/i, "certificate"],
  [/proxy/i, "proxy"],
  [/timed? ?out/i, "timeout"],
  [/Network connectivity is disabled|network was disabled/i, "offline"],
];

/** An index or file that could not be fetched. */
export function describeNetwork({ head, causes }: CauseChain): EventBody | null {
  const texts = [head, ...causes.map(({ lines }) => lines.join(" "))];
  const where = texts.map((text) => ADDRESS.exec(text)?.[1]).find((text) => text !== undefined);
  const status = texts.map((text) => STATUS.exec(text)?.[1]).find((text) => text !== undefined);
  if (where === undefined && status === undefined) return null;
  return {
    kind: "network",
    tool: "uv",
    problem: problemOf(texts, status === undefined ? null : Number(status)),
    status: status === undefined ? null : Number(status),
    where: where === undefined ? null : plainAddress(where),
    detail: texts.at(-1) ?? head,
  };
}

function problemOf(texts: readonly string[], status: number | null): Problem {
  if (status === 401 || status === 403 || status === 407) return "credentials";
  if (status !== null) return "status";
  return PROBLEMS.find(([pattern]) => texts.some((text) => pattern.test(text)))?.[1] ?? "connection";
}
