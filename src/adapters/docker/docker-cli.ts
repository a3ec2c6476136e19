import type { Command, Exit, ProcessRunner } from "../../ports/process.ts";

/** The `docker` program of this machine. */
export interface DockerCli {
  run(args: readonly string[], options?: DockerOptions): Promise<Exit>;
}

export interface DockerOptions extends Partial<Omit<Command, "argv" | "env">> {
  /** Variables for a container, named in `args` by `--env NAME`: their values never stand in an argument list. */
  readonly passed?: Readonly<Record<string, string>>;
}

/** What the program itself needs: to be found, to find its daemon, its certificates and its context. Nothing else. */
export const CLIENT_VARIABLES: readonly string[] = [
  ...["PATH", "HOME", "USER", "TMPDIR", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"],
  ...["DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CONFIG", "DOCKER_API_VERSION"],
  ...["DOCKER_CERT_PATH", "DOCKER_TLS", "DOCKER_TLS_VERIFY"],
];

export function makeDockerCli(
  processes: ProcessRunner,
  environment: Readonly<Record<string, string | undefined>>,
): DockerCli {
  const client: Record<string, string> = {};
  for (const name of CLIENT_VARIABLES) {
    const value = environment[name];
    if (value !== undefined) client[name] = value;
  }
  return {
    run: (args, { passed = {}, ...options } = {}) =>
      processes.run({ cwd: "/", ...options, argv: ["docker", ...args], env: { ...passed, ...client } }),
  };
}

/**
 * `--env` arguments for variables of a container. A name that the client reads itself is given with its value, because the
 * client must keep its own (`PATH`, `HOME`: no secrets); all others are inherited by name.
 */
export function environmentArguments(variables: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(variables).flatMap(([name, value]) => [
    "--env",
    CLIENT_VARIABLES.includes(name) ? `${name}=${value}` : name,
  ]);
}

/** The last thing that Docker said, without its own prefix, for a sentence of ours. */
export function lastWords(exit: Exit): string {
  const line = exit.tail.findLast((text) => text.trim() !== "" && !text.startsWith("Run 'docker")) ?? "";
  return line.trim().replace(/^(?:docker: )?(?:Error response from daemon: |Error: )?/, "") || `exit code ${exit.code}`;
}
