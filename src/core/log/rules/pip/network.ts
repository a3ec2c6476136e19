import type { EventBody } from "../../event.ts";
import { plainAddress } from "../../names.ts";
import type { LogRule } from "../../rule.ts";

const HOST = /host='([^']{1,255})'/;
const STATUS = /^HTTP error (\d{3}) while getting (\S+)/;
const REQUIREMENT = /^Could not install requirement (.+?) because of HTTP error (\d{3})/;
const PAGE = /^Could not fetch URL (\S+): (.*?)(?: - skipping)?$/;
const PAGE_STATUS = /^(\d{3}) (?:Client|Server) Error/;
const CREDENTIALS = /^(\d{3}) Error, Credentials not correct for (\S+)/;
const UNTRUSTED = /^The repository located at (\S+) is not a trusted or secure host/;

/** One reader for each message: the first that fits says what it is. */
const READERS: readonly ((text: string) => EventBody | null)[] = [
  (text) => (text.startsWith("Retrying (Retry(") ? network("retry", null, HOST.exec(text)?.[1], text) : null),
  (text) => {
    const [, status, url] = STATUS.exec(text) ?? [];
    return status === undefined ? null : network("status", Number(status), url, text);
  },
  (text) => {
    const [, , status] = REQUIREMENT.exec(text) ?? [];
    return status === undefined ? null : network("status", Number(status), null, text);
  },
  (text) => {
    const [, url, reason = ""] = PAGE.exec(text) ?? [];
    const status = PAGE_STATUS.exec(reason)?.[1];
    return url === undefined ? null : network("page", status === undefined ? null : Number(status), url, reason);
  },
  (text) => {
    const [, status, url] = CREDENTIALS.exec(text) ?? [];
    return status === undefined ? null : network("credentials", Number(status), url, text);
  },
  (text) => {
    const host = UNTRUSTED.exec(text)?.[1];
    return host === undefined ? null : network("untrusted-host", null, host, text);
  },
  (text) =>
    text.startsWith("Could not install packages due to an") && text.includes("ConnectionPool(")
      ? network("connection", null, HOST.exec(text)?.[1], text)
      : null,
  (text) =>
    /^(?:Connection |Attempting to resume|Resuming download )/.test(text)
      ? network("incomplete", null, null, text)
      : null,
];

/** Trouble between pip and an index. Several causes end in `from versions: none`: this tells them from "not there". */
export const networkTrouble: LogRule = {
  name: "network",
  examples: [
    "WARNING: Retrying (Retry(total=4, connect=None, read=None, redirect=None, status=None)) after connection broken by 'ReadTimeoutError(…)': /simple/leaf/",
    "ERROR: HTTP error 404 while getting http://index.example/files/leaf-1.0-py3-none-any.whl",
    "Could not fetch URL http://index.example/simple/leaf/: connection error: timed out - skipping",
    "WARNING: Connection timed out while downloading.",
  ],
  starts: [
    "Retrying (Retry(",
    "HTTP error ",
    "Could not install requirement ",
    "Could not fetch URL ",
    "401 Error, ",
    "403 Error, ",
    "The repository located at ",
    "Could not install packages due to an",
    "Connection timed out while downloading",
    "Connection interrupted while downloading",
    "Attempting to resume incomplete download",
    "Resuming download ",
  ],
  level: "any",
  read(line) {
    const text = line.message.slice(0, 2_000);
    for (const reader of READERS) {
      const event = reader(text);
      if (event !== null) return event;
    }
    return null;
  },
};

type Problem = Extract<EventBody, { kind: "network" }>["problem"];

function network(problem: Problem, status: number | null, where: string | null | undefined, detail: string): EventBody {
  return {
    kind: "network",
    problem,
    status,
    where: where === null || where === undefined ? null : plainAddress(where),
    detail: detail.slice(0, 500),
  };
}
