import { commandData, commandProperty } from "../../core/render/escape.ts";

/** Where the step's output goes. The whole of a line is handed over in one call, with its line end. */
export interface Sink {
  write(text: string): void;
}

/**
 * A workflow command as one line: `::error file=a.txt,line=3::message`. Properties that are null are left out. Escaped
 * as `@actions/core` does, which the runner undoes: in the message % CR LF, in a property also ":" and ",".
 */
export function formatCommand(
  name: string,
  properties: Readonly<Record<string, string | number | null>>,
  message: string,
): string {
  const given = Object.entries(properties)
    .filter(([, value]) => value !== null && value !== "")
    .map(([key, value]) => `${key}=${commandProperty(String(value))}`);
  return `::${name}${given.length > 0 ? ` ${given.join(",")}` : ""}::${commandData(message)}\n`;
}
