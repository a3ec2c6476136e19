/** What a recorded log says of the machine that it was made on, and what stands there instead. */
export interface ScrubOptions {
  /** `http://127.0.0.1:43210` */
  readonly origin: string;
  /** Another address, where nothing listens. */
  readonly deadOrigin: string | null;
  /** Where pip ran. */
  readonly project: string;
  /** The virtual environment. */
  readonly venv: string;
  /** The folder that pip is linked from, where it is. */
  readonly pip?: string;
  /** The installation of the interpreter that the environment was made with. */
  readonly python?: string;
  /** The folder that holds both and everything else that was made for the recording. */
  readonly root: string;
}

const INDEX = "http://index.example";
/** Each line of a `--log` file is this much later than the one before. */
const STEP = 10;
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d,\d{3} /;

/** Hosts, ports, paths, times and random names become the same ones each time; nothing else changes. */
export function scrubLog(text: string, options: ScrubOptions): string {
  const origins = [options.origin, options.deadOrigin].filter((origin) => origin !== null);
  const named = origins
    .reduce((rest, origin) => rest.replaceAll(origin, INDEX).replaceAll(hostOf(origin), hostOf(INDEX)), text)
    .replaceAll(options.project, "/project")
    .replaceAll(options.pip ?? options.venv, options.pip === undefined ? "/venv" : "/venv/lib/python3/site-packages")
    .replaceAll(options.venv, "/venv")
    .replaceAll(options.root, "/tmp/work")
    .replaceAll(options.python ?? "/usr", "/usr")
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

function hostOf(origin: string): string {
  return origin.replace("http://", "");
}

function restamp(line: string, index: number): string {
  if (!STAMP.test(line)) return line;
  const time = new Date(Date.UTC(2026, 0, 1) + index * STEP).toISOString().replace(".", ",").replace("Z", " ");
  return line.replace(STAMP, time);
}
