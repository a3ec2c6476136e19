import { readdirSync, readFileSync } from "node:fs";

export interface SeenProcess {
  readonly pid: number;
  readonly argv: readonly string[];
  /** `NAME=value`, as it was when the program started. */
  readonly environment: readonly string[];
}

export interface ProcessWatch {
  /** What has been seen below the process, it not included. */
  readonly seen: readonly SeenProcess[];
  stop(): void;
}

/** Looks at /proc all the time and keeps every program that runs below `root`. */
export function watchProcesses(root: number): ProcessWatch {
  const seen = new Map<string, SeenProcess>();
  const look = (): void => {
    const own = read(`/proc/${root}/cmdline`);
    for (const pid of descendants(root)) {
      const commandLine = read(`/proc/${pid}/cmdline`);
      // Between fork and exec a child still has its parent's command line.
      if (commandLine === "" || commandLine === own) continue;
      const environment = read(`/proc/${pid}/environ`);
      seen.set(`${pid} ${commandLine}`, { pid, argv: words(commandLine), environment: words(environment) });
    }
  };
  const timer = setInterval(look, 5);
  return {
    get seen() {
      return [...seen.values()];
    },
    stop: () => clearInterval(timer),
  };
}

/** Process ids below `root`, it not included. */
export function descendants(root: number): readonly number[] {
  const found: number[] = [];
  for (const queue = [root]; queue.length > 0; ) {
    const children = childrenOf(queue.shift() ?? 0);
    found.push(...children);
    queue.push(...children);
  }
  return found;
}

export function isAlive(pid: number): boolean {
  return read(`/proc/${pid}/cmdline`) !== "";
}

/** The kernel lists the children of each thread. */
function childrenOf(pid: number): readonly number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return threads.flatMap((thread) =>
      read(`/proc/${pid}/task/${thread}/children`).split(" ").filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

function words(text: string): readonly string[] {
  return text.split("\0").slice(0, -1);
}

/** "" when the process has ended. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
