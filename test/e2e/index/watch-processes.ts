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
    for (const pid of descendants(root)) {
      try {
        const argv = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, -1);
        const environment = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").slice(0, -1);
        if (argv.length > 0) seen.set(`${pid} ${argv.join(" ")}`, { pid, argv, environment });
      } catch {
        // It ended between two looks.
      }
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
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(name);
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found: number[] = [];
  for (const queue = [root]; queue.length > 0; ) {
    const below = children.get(queue.shift() ?? 0) ?? [];
    found.push(...below);
    queue.push(...below);
  }
  return found;
}

function parentOf(pid: string): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return null;
  }
}
