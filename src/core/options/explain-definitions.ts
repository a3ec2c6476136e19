import { INPUTS, type InputDefinition } from "./definitions.ts";

/** Every input of `explain/action.yml` and every option of `wheelhouse explain`, defined once. */
export const EXPLAIN_INPUTS = [
  {
    name: "log",
    kind: "list",
    description:
      "Logs to explain, one a line or separated by commas; `*`, `?`, `[…]` and `**` are wildcards. Text, `.gz`, `.dockerbuild` or the `.zip` of GitHub's logs, of any size. All of them make one report.",
    default: "",
    cli: null,
    action: true,
  },
  {
    name: "pip-report",
    kind: "text",
    description:
      "What `pip install --report` wrote in the same run. It wins over the text of the log. One that is named among the logs is recognised.",
    default: "",
    cli: { flags: ["--pip-report"], argument: "FILE" },
    action: true,
  },
  {
    name: "output",
    kind: "text",
    description: "Folder for the report as Markdown, HTML and JSON, and the classic files.",
    default: ".wheelhouse/explain",
    cli: { flags: ["--output"], argument: "DIR", description: "Write the report's files into this folder." },
    action: true,
  },
  rootInput("fail-on"),
  {
    name: "summary",
    kind: "boolean",
    description: "Write the report into the job's summary.",
    default: "true",
    cli: null,
    action: true,
  },
  {
    name: "annotations",
    kind: "boolean",
    description: "Annotate the problems, on the requirement's own line where the log names it.",
    default: "true",
    cli: null,
    action: true,
  },
  rootInput("comment"),
  {
    ...rootInput("report-name"),
    description:
      "Tells the reports of one job apart: each name keeps a comment of its own. Empty means `explain`, and a number from the second use in a job on.",
  },
  {
    name: "artifact",
    kind: "text",
    description: "Upload `report.json` as an artifact of this name. Empty means none.",
    default: "",
    cli: null,
    action: true,
  },
  rootInput("github-token"),
  rootInput("working-directory"),
] as const satisfies readonly InputDefinition[];

type Root = (typeof INPUTS)[number];

/** The same input as the root action's. */
function rootInput<Name extends Root["name"]>(name: Name): Extract<Root, { name: Name }> {
  const found = INPUTS.find((input): input is Extract<Root, { name: Name }> => input.name === name);
  if (found === undefined) throw new Error(`no input is called ${name}`);
  return found;
}
