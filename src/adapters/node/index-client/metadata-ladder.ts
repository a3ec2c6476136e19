import type { MetadataRead } from "../../../ports/index-client.ts";
import type { Connected } from "../index/connect.ts";
import { connectionTrouble, type UpstreamError } from "../index/trouble.ts";
import { type AskedFile, LADDERS, type Rung } from "./rungs.ts";

/** What a file says of itself, by the cheapest way that works. Never rejects. */
export async function climb(connected: Connected, asked: AskedFile): Promise<MetadataRead> {
  const { filename } = asked.file;
  const ladder = LADDERS.find(({ end }) => end.test(filename));
  if (ladder === undefined) return unknown(`${filename} is in a form that is not read`);
  if (asked.url.protocol === "file:") return await climbHere(connected, asked, ladder.local);
  const refusal = connected.rules.refusal(asked.url);
  if (refusal !== null) return unknown(`${filename} was not asked for: ${refusal}`);
  return await climbThere(connected, asked, ladder.remote);
}

async function climbThere(connected: Connected, asked: AskedFile, rungs: readonly Rung[]): Promise<MetadataRead> {
  let last: UpstreamError | null = null;
  for (const rung of rungs) {
    try {
      const told = await rung(connected, asked);
      if (told !== null) return { ...told, reason: null };
    } catch (error) {
      last = connectionTrouble(error, asked.url);
      // The other ways lead to the same door.
      if (last.kind === "unauthorised") break;
    }
  }
  // A way that did not lead there is no trouble when another one did.
  if (last !== null) connected.onTrouble(last, null);
  return unknown(last?.message ?? `${asked.file.filename} does not have its metadata where it should be`);
}

async function climbHere(connected: Connected, asked: AskedFile, rungs: readonly Rung[]): Promise<MetadataRead> {
  try {
    for (const rung of rungs) {
      const told = await rung(connected, asked);
      if (told !== null) return { ...told, reason: null };
    }
    return unknown(`${asked.file.filename} does not have its metadata where it should be`);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    return unknown(`${asked.file.filename} cannot be read${code}`);
  }
}

function unknown(reason: string): MetadataRead {
  return { from: null, text: null, sdist: null, reason: `${reason}.` };
}
