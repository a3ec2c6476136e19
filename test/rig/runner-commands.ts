/**
 * What the Actions runner would obey in a step's output: its two parsers (`TryParseV2` for `::command::`, `TryParse` for
 * `##[command]`) and its `stop-commands` switch, from the facts of actions/runner `ActionCommand.cs`. Where the runner's
 * answer depends on the machine's culture data (.NET compares `::` and `##[` with the culture, which skips ignorable
 * characters) this oracle obeys, so that a test errs to the safe side.
 */

export interface RunnerCommand {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** Every name that the runner registers. Compared without case. */
export const REGISTERED_COMMANDS: readonly string[] = [
  "add-mask",
  "add-matcher",
  "add-path",
  "debug",
  "echo",
  "endgroup",
  "error",
  "group",
  "internal-set-repo-path",
  "notice",
  "remove-matcher",
  "save-state",
  "set-env",
  "set-output",
  "stop-commands",
  "warning",
];

/** `Char.IsWhiteSpace` of .NET, which `TrimStart()` cuts. */
const DOTNET_SPACE =
  "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";
const IGNORABLE = /[^\P{Cc}\t\n\v\f\r\u0085]|\p{Default_Ignorable_Code_Point}/gu;

/** The commands in `stdout`, in order. Commands between `stop-commands` and its token are not obeyed. */
export function runnerCommands(stdout: string): RunnerCommand[] {
  const obeyed: RunnerCommand[] = [];
  let token: string | null = null;
  for (const line of stdout.split(/\r\n|\r|\n/)) {
    const names = token === null ? REGISTERED_COMMANDS : [...REGISTERED_COMMANDS, token];
    const command = parseLine(line, names);
    if (command === undefined) continue;
    if (token === null) {
      obeyed.push(command);
      if (command.command.toLowerCase() === "stop-commands") token = command.data;
    } else if (command.command === token) token = null;
  }
  return obeyed;
}

function parseLine(line: string, names: readonly string[]): RunnerCommand | undefined {
  const bare = line.replace(IGNORABLE, "");
  return [line, bare].flatMap((text) => [parseNew(text, names), parseLegacy(text, names)]).find((c) => c !== undefined);
}

/** `::name key=value,key=value::data`, after leading white space. */
function parseNew(line: string, names: readonly string[]): RunnerCommand | undefined {
  let start = 0;
  while (start < line.length && DOTNET_SPACE.includes(line.charAt(start))) start += 1;
  const message = line.slice(start);
  const end = message.indexOf("::", 2);
  if (!message.startsWith("::") || end < 0) return undefined;
  return toCommand(message.slice(2, end), ",", names, message.slice(end + 2), NEW_PROPERTY, NEW_DATA);
}

/** `##[name key=value;key=value]data`, anywhere in the line. */
function parseLegacy(line: string, names: readonly string[]): RunnerCommand | undefined {
  const start = line.indexOf("##[");
  const end = start < 0 ? -1 : line.indexOf("]", start);
  if (end < 0) return undefined;
  return toCommand(line.slice(start + 3, end), ";", names, line.slice(end + 1), LEGACY, LEGACY);
}

type Escapes = readonly (readonly [escaped: string, plain: string])[];
const NEW_DATA: Escapes = [
  ["%0D", "\r"],
  ["%0A", "\n"],
  ["%25", "%"],
];
const NEW_PROPERTY: Escapes = [["%3A", ":"], ["%2C", ","], ...NEW_DATA];
const LEGACY: Escapes = [["%3B", ";"], ["%5D", "]"], ...NEW_DATA];

function toCommand(
  info: string,
  separator: string,
  names: readonly string[],
  data: string,
  propertyEscapes: Escapes,
  dataEscapes: Escapes,
): RunnerCommand | undefined {
  const space = info.indexOf(" ");
  const command = space < 0 ? info : info.slice(0, space);
  if (!names.some((name) => name.toLowerCase() === command.toLowerCase())) return undefined;
  const pairs = (space < 0 ? [] : info.slice(space + 1).split(separator))
    .map((pair) => [pair.slice(0, pair.indexOf("=")).trim(), pair.slice(pair.indexOf("=") + 1), pair] as const)
    .filter(([name, , pair]) => name !== "" && pair.includes("="))
    .map(([name, value]) => [name, unescapeWith(propertyEscapes, value)] as const);
  return { command, properties: Object.fromEntries(pairs), data: unescapeWith(dataEscapes, data) };
}

function unescapeWith(escapes: Escapes, text: string): string {
  let plain = text;
  for (const [escaped, character] of escapes) plain = plain.replaceAll(escaped, character);
  return plain;
}
