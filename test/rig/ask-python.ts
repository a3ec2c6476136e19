import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Runs a Python script of this folder with JSON on its standard input and returns the JSON that it prints. */
export function askPython(script: string, question: unknown, args: readonly string[] = []): unknown {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const ownVariables = Object.entries(process.env).filter(([name]) => !/^(?:PIP_|PYTHON)/.test(name));
  const child = spawnSync("python3", [path, ...args], {
    input: JSON.stringify(question),
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    env: {
      ...Object.fromEntries(ownVariables),
      PIP_CONFIG_FILE: "/dev/null",
      PYTHONUTF8: "1",
      PYTHONDONTWRITEBYTECODE: "1",
    },
  });
  if (child.status !== 0) throw new Error(`${script} ended with ${child.status}: ${child.stderr}`);
  return JSON.parse(child.stdout);
}

export interface PackagingAnswers {
  /** Major version of the `packaging` that the `pip` of `python3` carries. */
  readonly major: number;
  /** Answers by kind of question, in the order of the cases. */
  readonly answers: Readonly<Record<string, readonly unknown[]>>;
}

/** Asks the `packaging` library of the `python3` on PATH, all cases in one process. */
export function askPackaging(questions: Readonly<Record<string, readonly unknown[]>>): PackagingAnswers {
  const told = askPython("packaging_oracle.py", questions) as {
    packaging: string;
    answers: PackagingAnswers["answers"];
  };
  return { major: Number.parseInt(told.packaging, 10), answers: told.answers };
}
