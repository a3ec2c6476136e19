/** What a recorded log says of the machine that it was made on, and what stands there instead. */
export interface ScrubOptions {
  /** `http://127.0.0.1:43210` */
  readonly origin: string;
  readonly deadOrigin: string;
  /** Where pip ran. */
  readonly project: string;
  /** The virtual environment. */
  readonly venv: string;
  /** The folder that holds both and everything else that was made for the recording. */
  readonly root: string;
}

/** Each line of a `--log` file is this much later than the one before. */
const STEP = 10;
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d,\d{3} /;

/** Hosts, ports, paths, times and random names become the same ones each time; nothing else changes. */
export function scrubLog(text: string, options: ScrubOptions): string {
  const named = text
    .replaceAll(options.origin, "http://index.example")
    .replaceAll(options.origin.replace("http://", ""), "index.example")
    .replaceAll(options.deadOrigin, "http://index.example")
    .replaceAll(options.deadOrigin.replace("http://", ""), "index.example")
    .replaceAll(options.project, "/project")
    .replaceAll(options.venv, "/venv")
    .replaceAll(options.root, "/tmp/work")
    .replaceAll(/host='127\.0\.0\.1', port=\d+/g, "host='index.example', port=80")
    .replaceAll(/object at 0x[0-9a-f]+/g, "object at 0x7f0000000000");
  return named
    .replaceAll(/\/(pip-[a-z-]+)-[a-z0-9_]{8}\b/g, "/$1-00000000")
    .replaceAll(/\/tmp[a-z0-9_]{8}\b/g, "/tmp00000000")
    .replaceAll(/_[0-9a-f]{32}\b/g, `_${"0".repeat(32)}`)
    .replaceAll(/\/wheels\/(?:[0-9a-f]{2}\/){3}[0-9a-f]{40,}/g, `/wheels/00/00/00/${"0".repeat(50)}`)
    .split("\n")
    .map(restamp)
    .join("\n");
}

function restamp(line: string, index: number): string {
  if (!STAMP.test(line)) return line;
  const time = new Date(Date.UTC(2026, 0, 1) + index * STEP).toISOString().replace(".", ",").replace("Z", " ");
  return line.replace(STAMP, time);
}
