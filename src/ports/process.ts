/** A child process that has ended. */
export interface Exit {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: string | null;
  /** Wall time. */
  readonly seconds: number;
  /** What it wrote to stdout, when `capture` was asked for (at most 64 MiB), else "". */
  readonly stdout: string;
  /** The last lines of stdout and stderr together, at most 40, decoded with replacement. */
  readonly tail: readonly string[];
}

export interface Command {
  /** The program and its arguments. No shell ever sees them. */
  readonly argv: readonly string[];
  readonly cwd: string;
  /** The whole environment of the child: nothing else is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Both streams are appended to this file in order of arrival. */
  readonly logFile?: string;
  readonly capture?: boolean;
  /** Each whole line of stdout and stderr, foreign text: only ever shown through the Log port. */
  readonly onLine?: (line: string) => void;
  /** Written to the child's standard input, which is then closed; without it standard input is empty. */
  readonly input?: string;
  /**
   * Leaves standard input open after `input` until the child has ended. A child that reads it to its end then ends with
   * this process, however this process ends.
   */
  readonly holdInput?: boolean;
  /** SIGINT to the child's process group, SIGTERM 2 s later, SIGKILL after 5 s. */
  readonly signal?: AbortSignal;
  readonly timeoutSeconds?: number;
}

export interface ProcessRunner {
  /** Rejects with WheelhouseError `no-python` / `no-docker` … only by way of the caller: a program that cannot be started gives code 127. */
  run(command: Command): Promise<Exit>;
}
