/** Every output of the action, defined once: `action.yml` and the README's table are made from this list. */
export interface OutputDefinition {
  readonly name: string;
  readonly description: string;
}

export const OUTPUTS = [
  { name: "outcome", description: "`ok`, `findings` (done, with things to know) or `failed`." },
  { name: "report-path", description: "Path of the report as Markdown." },
  { name: "report-json", description: "Path of the report as JSON (`schema/build-report.v1.json`)." },
  { name: "wheelhouse-path", description: "Folder with the wheels." },
  { name: "archive-path", description: "Path of `wheelhouse.tgz`." },
  {
    name: "pip-args",
    description: "Options that make pip install from the wheelhouse alone; they go in front of `-r requirements.txt`.",
  },
  { name: "cache-hit", description: "`true` when the restored entry had exactly the wanted key, else `false`." },
  { name: "cache-primary-key", description: "The wanted key." },
  { name: "cache-matched-key", description: "The key of the restored entry; empty when there was none." },
  { name: "packages-count", description: "Packages in the resolution, over all targets." },
  { name: "built-count", description: "Packages built from source in this run." },
  { name: "downloaded-count", description: "Packages downloaded in this run." },
  { name: "reused-count", description: "Packages taken from the restored wheelhouse." },
  { name: "failed-count", description: "Packages that could not be had." },
  { name: "conflicts-count", description: "Sets of requirements that cannot hold together." },
  { name: "comment-posted", description: "`true` when the pull request shows this report in a comment, else `false`." },
  { name: "comment-id", description: "Id of that comment." },
  { name: "comment-url", description: "Address of that comment." },
  { name: "artifact-id", description: "Id of the uploaded artifact; empty when there is none." },
  { name: "artifact-name", description: "Name of the uploaded artifact." },
] as const satisfies readonly OutputDefinition[];

type Output = (typeof OUTPUTS)[number];

/** Every output of `explain/action.yml`. */
export const EXPLAIN_OUTPUTS = [
  rootOutput("outcome"),
  rootOutput("report-path"),
  rootOutput("report-json"),
  { name: "problems-count", description: "Errors and warnings in the report." },
  rootOutput("conflicts-count"),
  rootOutput("comment-posted"),
  rootOutput("comment-id"),
  rootOutput("comment-url"),
  rootOutput("artifact-id"),
  rootOutput("artifact-name"),
] as const satisfies readonly OutputDefinition[];

/** The same output as the root action's. */
function rootOutput<Name extends Output["name"]>(name: Name): OutputDefinition & { readonly name: Name } {
  const description = OUTPUTS.find((output) => output.name === name)?.description;
  if (description === undefined) throw new Error(`no output is called ${name}`);
  return { name, description };
}

export type ExplainOutputName = (typeof EXPLAIN_OUTPUTS)[number]["name"];
export type OutputName = (typeof OUTPUTS)[number]["name"];
