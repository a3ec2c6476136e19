import { redactUrls } from "../../inputs/redact-url.ts";
import { type ChangedFile, unifiedDiff } from "../unified-diff.ts";
import { type Line, paintLines } from "./line.ts";

/** The diff as it may be shown: passwords in addresses are covered, and nothing in it speaks to a terminal or a runner. */
export function diffText(files: readonly ChangedFile[]): string {
  const shown = files.map(({ path, before, after }) => ({
    path,
    before: redactUrls(before.replaceAll("\r\n", "\n")),
    after: redactUrls(after.replaceAll("\r\n", "\n")),
  }));
  const diff = unifiedDiff(shown);
  if (diff === "") return "";
  return paintLines(
    diff
      .trimEnd()
      .split("\n")
      .map((line): Line => [["plain", line]]),
    false,
  );
}
