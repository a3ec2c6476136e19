/** Logs that are made to be slow: a piece, how often it comes, and a line at the end that has to be read. */
export interface HostileLog {
  readonly name: string;
  readonly piece: Buffer;
  readonly times: number;
  readonly last: string;
  /** What the parser has to find. */
  readonly lines: number;
  readonly events: number;
  /** Milliseconds for all of it; null where only the growth is of interest. */
  readonly limit: number | null;
}

const MIB = 1024 * 1024;
const LAST = "\nSuccessfully installed a-1\n";

export const HOSTILE: readonly HostileLog[] = [
  oneLine("one line of 100 MB", filled("x"), 500),
  { ...oneLine("one line of 100 MB that begins like an error", filled("ERROR: "), 500), events: 2 },
  oneLine("one line of 100 MB that begins like JSON", filled('{"a":'), 500),
  oneLine("one line of 100 MB of escapes", filled("\x1b[0m"), 500),
  oneLine("one line of 100 MB of NUL", filled("\0"), 500),
  {
    name: "a million drafts of one line",
    piece: Buffer.from("   1.5/99.9 MB 388.0 MB/s eta 0:00:01\r".repeat(1_000)),
    times: 1_000,
    last: "Successfully installed a-1\n",
    lines: 1,
    events: 1,
    limit: 500,
  },
  lines(
    "100 MB of coloured lines",
    "\x1b[01m\x1b[Ksrc/a.c:12:3:\x1b[m\x1b[K \x1b[01;35m\x1b[Kwarning: \x1b[m\x1b[Kunused\n",
  ),
  lines("100 MB of lines that almost begin like messages", "Collectin leaf\nRequirement already satisfie leaf\n"),
];

function filled(text: string): Buffer {
  return Buffer.from(text.repeat(Math.floor(MIB / text.length)));
}

function oneLine(name: string, piece: Buffer, limit: number): HostileLog {
  return { name, piece, times: 100, last: LAST, lines: 2, events: 1, limit };
}

function lines(name: string, text: string): HostileLog {
  const repeated = Math.floor(MIB / text.length);
  const count = (text.split("\n").length - 1) * repeated * 100;
  return {
    name,
    piece: Buffer.from(text.repeat(repeated)),
    times: 100,
    last: LAST,
    lines: count + 2,
    events: 1,
    limit: null,
  };
}
