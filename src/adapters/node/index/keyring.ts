import type { Credentials } from "../../../core/index/credentials.ts";
import { nodeProcesses } from "../processes.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** A keyring that wants to ask a person has nobody to ask. */
const SECONDS = 20;

/** What a runner gives to actions only. The keyring is the user's own program: it needs whatever else there is to find its vault. */
const WITHHELD = /^(?:ACTIONS_|INPUT_|RUNNER_|GITHUB_TOKEN$)/;

/**
 * Credentials by the command `keyring`, as pip's `--keyring-provider subprocess` asks it. Null when there is no such program,
 * it knows none, or it does not answer in time.
 * @param service an index's address without credentials, or its host
 */
export async function askKeyring(
  service: string,
  username: string | null,
  environment: Environment,
): Promise<Credentials | null> {
  const argv = ["keyring", "--mode=creds", "--output=json", "get", service, ...(username === null ? [] : [username])];
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment))
    if (value !== undefined && !WITHHELD.test(name)) env[name] = value;
  const exit = await nodeProcesses.run({ argv, cwd: process.cwd(), env, capture: true, timeoutSeconds: SECONDS });
  return exit.code === 0 ? readAnswer(exit.stdout) : null;
}

function readAnswer(text: string): Credentials | null {
  try {
    const told: unknown = JSON.parse(text);
    if (typeof told !== "object" || told === null || !("username" in told) || !("password" in told)) return null;
    const { username, password } = told;
    return typeof password === "string" && password !== "" ? { username: String(username ?? ""), password } : null;
  } catch {
    return null;
  }
}
