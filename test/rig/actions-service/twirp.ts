import type { Reply } from "../loopback/server.ts";

/** Twirp's error codes that this service uses, with their HTTP status (Twirp specification v7). */
const STATUS = {
  invalid_argument: 400,
  unauthenticated: 401,
  permission_denied: 403,
  not_found: 404,
  bad_route: 404,
  already_exists: 409,
  resource_exhausted: 429,
} as const;

export type TwirpCode = keyof typeof STATUS;

export function twirpReply(message: unknown): Reply {
  return json(200, message);
}

export function twirpError(code: TwirpCode, msg: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return json(STATUS[code], { code, msg }, headers);
}

function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  const body = Buffer.from(JSON.stringify(value));
  return { status, headers: { "content-type": "application/json", ...headers }, body };
}
