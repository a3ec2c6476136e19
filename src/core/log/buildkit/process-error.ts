/** What BuildKit says of a process that failed. */
export interface ProcessError {
  /** Without the shell's quoting of Go, without the emulator before it. */
  readonly command: string;
  readonly exitCode: number | null;
  readonly emulator: boolean;
}

const START = 'process "';
const END = '" did not complete successfully';
/** BuildKit up to 0.8 and Docker Engine 20.10. */
const OLD_START = "executor failed running [";
const OLD_END = "]: ";
const EMULATOR = "/dev/.buildkit_qemu_emulator ";
const EXIT_CODE = /exit code: (-?\d{1,9})/;

/** Finds the process in an error of BuildKit; null when the error is another one. */
export function parseProcessError(message: string): ProcessError | null {
  return between(message, START, END, unquote) ?? between(message, OLD_START, OLD_END, (text) => text);
}

function between(message: string, start: string, end: string, clean: (text: string) => string): ProcessError | null {
  const from = message.indexOf(start);
  const to = message.lastIndexOf(end);
  if (from === -1 || to < from + start.length) return null;
  const quoted = clean(message.slice(from + start.length, to));
  const emulator = quoted.startsWith(EMULATOR);
  const code = EXIT_CODE.exec(message.slice(to + end.length))?.[1];
  return {
    command: emulator ? quoted.slice(EMULATOR.length) : quoted,
    exitCode: code === undefined ? null : Number(code),
    emulator,
  };
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", '"': '"', "\\": "\\" };

/** Go's `%q`, as far as shells' command lines need it. */
function unquote(text: string): string {
  return text.replaceAll(/\\(.)/g, (whole, character: string) => ESCAPES[character] ?? whole);
}
