/**
 * Holds package-lock.json to what `npm ci --ignore-scripts` needs: a dependency with an install script is on the list of
 * those that work without it (`install-scripts.json`), each has a digest, and none names an address of its own. A pull
 * request that brings in anything else is red until somebody has looked at it.
 */
import { readFileSync } from "node:fs";

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Lock {
  readonly lockfileVersion: number;
  /** By folder; "" is this package itself. */
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** What is wrong, one sentence each. `allowed` gives for each dependency with an install script why it works without. */
export function dependencyProblems(lock: Lock, allowed: Readonly<Record<string, string>>): readonly string[] {
  const scripted = new Set<string>();
  const problems = Object.entries(lock.packages).flatMap(([folder, locked]) => {
    const name = nameOf(folder);
    if (locked.hasInstallScript === true) scripted.add(name);
    return [
      ...foreignSources(folder, locked),
      ...(folder === "" ? [] : packageProblems(folder, name, locked, allowed)),
    ];
  });
  const stale = Object.keys(allowed).filter((name) => !scripted.has(name));
  return [...problems, ...stale.map((name) => `install-scripts.json allows ${name}, which has no install script`)];
}

function packageProblems(
  folder: string,
  name: string,
  locked: LockedPackage,
  allowed: Readonly<Record<string, string>>,
): readonly string[] {
  const problems: string[] = [];
  if (locked.hasInstallScript === true && !Object.hasOwn(allowed, name)) {
    problems.push(`${folder} has an install script: look at it, then say in install-scripts.json why it is not needed`);
  }
  if (locked.resolved !== undefined) problems.push(`${folder} names the address ${locked.resolved}`);
  if (locked.link === true) problems.push(`${folder} is a link to a folder`);
  else if (!/^sha512-[A-Za-z0-9+/]+=*$/.test(locked.integrity ?? "")) problems.push(`${folder} has no sha512 digest`);
  return problems;
}

/** Versions that are no ranges: addresses, repositories, folders. */
function foreignSources(folder: string, locked: LockedPackage): readonly string[] {
  const wanted = Object.entries({ ...locked.dependencies, ...locked.devDependencies, ...locked.optionalDependencies });
  const foreign = wanted.filter(([, range]) => /[:/]/.test(range.replace(/^npm:@?[\w.-]+(?:\/[\w.-]+)?@/, "")));
  return foreign.map(([name, range]) => `${folder || "package.json"} takes ${name} from ${range}`);
}

/** `node_modules/a/node_modules/@b/c` → `@b/c`. */
function nameOf(folder: string): string {
  return folder.split("node_modules/").at(-1) ?? folder;
}

function main(): void {
  const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
  const lock = read("package-lock.json") as Lock;
  const problems = dependencyProblems(lock, read("scripts/install-scripts.json") as Record<string, string>);
  for (const problem of problems) console.error(problem);
  console.log(`dependencies: ${Object.keys(lock.packages).length - 1} locked, ${problems.length} problems`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

if (import.meta.main) main();
