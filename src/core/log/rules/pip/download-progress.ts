import type { EventBody } from "../../event.ts";
import type { LogRule } from "../../rule.ts";

/** 22.0 – 25.1 end in `eta 0:00:00`, 25.2… in the time that it took. The bar itself is gone, or drawn in ASCII. */
const RICH =
  /^[━╸╺ -]{2,200} (\d[\d.]*)\/(\d[\d.]*) ([kMGT]?i?B|bytes) (\S+ [kMGT]?i?B\/s|\?|\d\S*) (eta | )(-:--:--|\d{1,4}:\d\d:\d\d)$/;
/** 20.3 – 21.3 */
const CLASSIC =
  /^\|[█▉▊▋▌▍▎▏#\s]{0,200}\| (\d[\d.]* (?:[kMGT]?B|bytes)) (\d[\d.]* [kMGT]?B\/s)(?: eta (\d{1,4}:\d\d:\d\d))?\s*$/;
/** `--progress-bar raw`, 24.1… */
const RAW = /^Progress (\d{1,15}) of (\d{1,15})$/;

/** The bar where the console cannot show a better one. */
const ASCII = `${"-".repeat(40)} `;

type Progress = Extract<EventBody, { kind: "download-progress" }>;

/** The last state of a download: earlier ones are overwritten, or (raw) known and not told. */
export const downloadProgress: LogRule = {
  name: "download-progress",
  examples: [
    "   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1.5/1.5 MB 388.0 MB/s  0:00:00",
    "     ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 1.5/1.5 MB 505.7 MB/s eta 0:00:00",
    "     |████████████████████████████████| 1.5 MB 2.5 MB/s eta 0:00:01",
    "Progress 1500000 of 1500000",
  ],
  starts: ["━━━━", "|██", "|##", "Progress ", ASCII],
  level: "any",
  read(line) {
    const text = line.message.slice(0, 400);
    return readRich(text) ?? readClassic(text) ?? readRaw(text);
  },
};

function readRich(text: string): Progress | "known" | null {
  const [, have, all, unit, rate, eta, time] = RICH.exec(text) ?? [];
  if (have === undefined || all === undefined || time === undefined) return text.startsWith("━") ? "known" : null;
  if (have !== all) return "known";
  const form = eta === " " ? "elapsed" : "eta";
  const seconds = form === "elapsed" && !time.startsWith("-") ? toSeconds(time) : null;
  return {
    kind: "download-progress",
    size: `${all} ${unit}`,
    bytes: null,
    rate: rate === "?" ? null : (rate ?? null),
    seconds,
    form,
  };
}

function readClassic(text: string): Progress | null {
  const [, size, rate = null] = CLASSIC.exec(text) ?? [];
  return size === undefined
    ? null
    : { kind: "download-progress", size, bytes: null, rate, seconds: null, form: "classic" };
}

function readRaw(text: string): Progress | "known" | null {
  const [, have, all] = RAW.exec(text) ?? [];
  if (have === undefined || all === undefined) return null;
  if (have !== all) return "known";
  return {
    kind: "download-progress",
    size: `${all} bytes`,
    bytes: Number(all),
    rate: null,
    seconds: null,
    form: "raw",
  };
}

function toSeconds(time: string): number {
  return time.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}
