/** The results of test runs, as vitest's JSON reporter writes them, in the words that the rows and the CI's last line need. */
import { existsSync, readFileSync } from "node:fs";

export interface TestResult {
  readonly title: string;
  readonly status: "passed" | "failed" | "skipped";
  readonly file: string;
}

export function readResults(path: string): readonly TestResult[] | null {
  if (!existsSync(path)) return null;
  const json = JSON.parse(readFileSync(path, "utf8")) as VitestJson;
  return json.testResults.flatMap((file) => {
    const tests = file.assertionResults.map((test) => ({
      title: test.title,
      status: test.status === "passed" ? "passed" : test.status === "failed" ? "failed" : "skipped",
      file: file.name,
    })) satisfies TestResult[];
    // A file that could not be loaded has no tests; that is a failure, not an empty success.
    return file.status === "failed" && tests.every(({ status }) => status !== "failed")
      ? [...tests, { title: `${file.name} could not be run`, status: "failed" as const, file: file.name }]
      : tests;
  });
}

interface VitestJson {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}
