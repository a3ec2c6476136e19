import { type Parsed, type Problem, parsed, unparsed } from "../problem.ts";
import type { BuildReport } from "./model.ts";
import { BuildReportSchema } from "./schema.ts";

/** A report of the largest matrix stays far below; more is an attack or another file. */
export const REPORT_BYTES_LIMIT = 64 * 1024 * 1024;
const PROBLEMS_SHOWN = 20;

/** Reads a `report.json` that somebody else wrote. At most 20 problems are named, each with the path of its field. */
export function parseReport(bytes: Uint8Array): Parsed<BuildReport> {
  if (bytes.length > REPORT_BYTES_LIMIT) {
    return unparsed(problem("report-too-large", `The report has ${bytes.length} bytes.`, "at most 64 MiB"));
  }
  const json = parseJson(new TextDecoder().decode(bytes));
  if (!json.ok) return json;
  const result = BuildReportSchema.safeParse(json.value);
  if (result.success) return parsed(result.data);
  const issues = result.error.issues.slice(0, PROBLEMS_SHOWN);
  return unparsed(
    ...issues.map(({ path, message }) =>
      problem("invalid-report", `${path.map(String).join(".") || "report"}: ${message}`, "schema/build-report.v1.json"),
    ),
  );
}

function parseJson(text: string): Parsed<unknown> {
  try {
    return parsed(JSON.parse(text) as unknown);
  } catch {
    return unparsed(problem("invalid-report", "The report is not JSON.", "schema/build-report.v1.json"));
  }
}

function problem(code: string, message: string, expected: string): Problem {
  return { code, message, expected, line: 1, column: 1, offset: 0 };
}
