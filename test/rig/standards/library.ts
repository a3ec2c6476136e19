import { askPython } from "../ask-python.ts";
import { fetchWheel } from "../fetch-wheel.ts";

/** A copy of the `packaging` library, asked in a process of its own. */
export interface Library {
  /** `packaging 26.3`, `the packaging of pip 26.2.1`. */
  readonly name: string;
  /** Answers by kind of question (see packaging_oracle.py), in the order of the cases. */
  ask(questions: Readonly<Record<string, readonly unknown[]>>): Readonly<Record<string, readonly unknown[]>>;
}

/** What two sides say of the same cases. */
export interface Comparison {
  readonly title: string;
  readonly cases: number;
  /** One line for each case on which they differ. */
  readonly differences: readonly string[];
}

/** From the package index that this machine is configured for. */
export async function fetchLibrary(project: "packaging" | "pip", version: string): Promise<Library> {
  const folder = await fetchWheel(project, version);
  return {
    name: project === "pip" ? `the packaging of pip ${version}` : `packaging ${version}`,
    ask: (questions) => {
      const told = askPython("packaging_oracle.py", questions, [folder, project]);
      return (told as { answers: Readonly<Record<string, readonly unknown[]>> }).answers;
    },
  };
}

/** Compares case by case; `describe` says what a case is. */
export function compare<T>(
  title: string,
  cases: readonly T[],
  ours: (item: T, index: number) => unknown,
  theirs: readonly unknown[],
): Comparison {
  const differences = cases.flatMap((item, index) => {
    const [own, other] = [JSON.stringify(ours(item, index)), JSON.stringify(theirs[index])];
    return own === other ? [] : [`${JSON.stringify(item)}: we say ${own}, they say ${other}`];
  });
  if (theirs.length !== cases.length) differences.push(`${cases.length} cases, ${theirs.length} answers`);
  return { title, cases: cases.length, differences };
}
