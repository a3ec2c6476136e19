import { makeRedactor } from "../../../core/index/redact.ts";
import type { KnownCredentials } from "./known-credentials.ts";

/** Masks every secret that is known at the time of the call: indexes named in requirements files add some as they are read. */
export function makeRedaction(credentials: KnownCredentials): (text: string) => string {
  let known = -1;
  let mask = makeRedactor([]);
  return (text) => {
    const secrets = credentials.secrets();
    if (secrets.size !== known) mask = makeRedactor(secrets);
    known = secrets.size;
    return mask(text);
  };
}
