/**
 * Every input, defined once. `action.yml`, `action-types.yml`, the README's tables and the command line's options are
 * made from this list; `parse.ts` reads the values by it.
 */
export interface InputDefinition {
  /** kebab-case; the action's input and the key of the raw value. */
  readonly name: string;
  readonly kind: "text" | "list" | "boolean" | "choice";
  /** One or two sentences of Markdown, for `action.yml`, the README and `--help` alike. */
  readonly description: string;
  /** As it is written in `action.yml`; "" stands for "not given". An expression is filled in by the runner alone. */
  readonly default: string;
  /** The allowed values of a `choice`. */
  readonly choices?: readonly string[];
  /** Items of a `list` are names, which never hold a comma: `--target a,b` is then two items on the command line too. */
  readonly names?: true;
  /** What a `text` must look like, when that can be said in one expression. */
  readonly form?: { readonly pattern: RegExp; readonly expected: string };
  /** The option's spellings, longest last, and the name of its argument; null when the command line has no such option. */
  readonly cli: {
    readonly flags: readonly string[];
    readonly argument?: string;
    /** Where the command line's option says something else than the input: `--no-cache`. */
    readonly description?: string;
  } | null;
  /** False: an option of the command line only. */
  readonly action: boolean;
}

export const INPUTS = [
  {
    name: "run",
    kind: "choice",
    choices: ["build", "check"],
    description:
      "What to do. `build` makes the wheelhouse for the target and reports on it. `check` only tells which requirement has a wheel for which target, and why not: it needs no machine of the target, builds nothing and installs nothing.",
    default: "build",
    cli: null,
    action: true,
  },
  {
    name: "requirements",
    kind: "list",
    description:
      "Requirements files, one a line or separated by commas. They are read the way pip reads them. Empty means `requirements.txt`. `check` also reads `pyproject.toml`, lock files, `environment.yml` and Dockerfiles, and looks for them when there is no `requirements.txt`.",
    default: "",
    cli: {
      flags: ["-r", "--requirement"],
      argument: "FILE",
      description:
        "Requirements file, read the way pip reads it; may be given several times. Default: requirements.txt.",
    },
    action: true,
  },
  {
    name: "constraints",
    kind: "list",
    description: "Constraints files, one a line or separated by commas.",
    default: "",
    cli: { flags: ["-c", "--constraint"], argument: "FILE" },
    action: true,
  },
  {
    name: "target",
    kind: "list",
    names: true,
    description:
      "Platforms to build for, such as `linux/arm64`. Empty means the machine that the job runs on. A platform of another architecture is built in a container under QEMU. `check` also takes profiles (`jetson-jp6`, `al2023`), ids (`cp312-manylinux_2_28_aarch64`), `image:REFERENCE` and the JSON file that `wheelhouse target` prints.",
    default: "",
    cli: {
      flags: ["--target"],
      argument: "PLATFORM",
      description:
        "Platform to build for, such as linux/arm64; may be given several times. A platform of another architecture is built in a container under QEMU. Default: the machine that this runs on.",
    },
    action: true,
  },
  {
    name: "python",
    kind: "text",
    description:
      "Python version of the target, such as `'3.12'`, or the path of an interpreter. Empty means the job's own `python`.",
    default: "",
    cli: { flags: ["--python"], argument: "VERSION" },
    action: true,
  },
  {
    name: "libc",
    kind: "text",
    form: {
      pattern: /^(?:manylinux(?:1|2010|2014)|(?:many|musl)linux_\d+_\d+)$/,
      expected: "a platform tag without its architecture, such as manylinux_2_28 or musllinux_1_2",
    },
    description:
      "The oldest C library that the wheels must run on, such as `manylinux_2_28` or `musllinux_1_2`. Empty means this machine's own, or the default of the container image.",
    default: "",
    cli: { flags: ["--libc"], argument: "TAG" },
    action: true,
  },
  {
    name: "index-url",
    kind: "text",
    description:
      "Address of the package index. Empty means the one that pip's configuration or environment names. Credentials in it are masked and never reach pip or a build.",
    default: "",
    cli: { flags: ["-i", "--index-url"], argument: "URL" },
    action: true,
  },
  {
    name: "extra-index-url",
    kind: "list",
    description: "Further package indexes, one a line or separated by commas.",
    default: "",
    cli: { flags: ["--extra-index-url"], argument: "URL" },
    action: true,
  },
  {
    name: "find-links",
    kind: "list",
    description: "Folders or pages with more files, one a line or separated by commas.",
    default: "",
    cli: { flags: ["-f", "--find-links"], argument: "DIR|URL" },
    action: true,
  },
  {
    name: "only-binary",
    kind: "list",
    names: true,
    description: "Packages that must not be built from source; `:all:` means every one.",
    default: "",
    cli: { flags: ["--only-binary"], argument: "NAMES" },
    action: true,
  },
  {
    name: "no-binary",
    kind: "list",
    names: true,
    description: "Packages that must be built from source; `:all:` means every one.",
    default: "",
    cli: { flags: ["--no-binary"], argument: "NAMES" },
    action: true,
  },
  {
    name: "prefer-binary",
    kind: "boolean",
    description: "Prefer an older wheel to a newer source distribution.",
    default: "false",
    cli: { flags: ["--prefer-binary"] },
    action: true,
  },
  {
    name: "pre",
    kind: "boolean",
    description: "Take pre-releases and development versions too.",
    default: "false",
    cli: { flags: ["--pre"] },
    action: true,
  },
  {
    name: "require-hashes",
    kind: "boolean",
    description: "Demand a hash for every requirement.",
    default: "false",
    cli: { flags: ["--require-hashes"] },
    action: true,
  },
  {
    name: "output",
    kind: "text",
    description: "Folder for the wheelhouse, its archive, the reports and the logs.",
    default: ".wheelhouse",
    cli: { flags: ["--output"], argument: "DIR" },
    action: true,
  },
  {
    name: "fail-on",
    kind: "choice",
    choices: ["error", "warning", "never"],
    description: "The lowest severity of a finding that fails the step; `never` only reports.",
    default: "error",
    cli: { flags: ["--fail-on"], argument: "SEVERITY" },
    action: true,
  },
  {
    name: "image",
    kind: "text",
    description: "Container image for a target of another architecture. Empty means the one that fits Python and libc.",
    default: "",
    cli: { flags: ["--image"], argument: "REFERENCE" },
    action: true,
  },
  {
    name: "container-network",
    kind: "choice",
    choices: ["bridge", "host"],
    description: "Network of that container.",
    default: "bridge",
    cli: { flags: ["--container-network"], argument: "NETWORK" },
    action: true,
  },
  {
    name: "cache",
    kind: "boolean",
    description: "Restore the wheelhouse before the build and save it after the job.",
    default: "true",
    cli: { flags: ["--no-cache"], description: "Neither restore nor save the wheelhouse." },
    action: true,
  },
  {
    name: "artifact",
    kind: "text",
    description:
      "Upload `wheelhouse.tgz` and `report.json` as an artifact: `true`, `false`, or the artifact's name. `true` names it `wheelhouse-` and the target.",
    default: "true",
    cli: null,
    action: true,
  },
  {
    name: "comment",
    kind: "choice",
    choices: ["on-problem", "always", "never"],
    description:
      "When to comment on the pull request. `on-problem` comments once there is something to act on and turns that comment to resolved later. Needs `pull-requests: write`.",
    default: "on-problem",
    cli: null,
    action: true,
  },
  {
    name: "report-name",
    kind: "text",
    form: {
      pattern: /^[A-Za-z0-9][A-Za-z0-9._ -]{0,63}$/,
      expected: "1 to 64 letters, digits, dots, dashes, underscores or spaces",
    },
    description:
      "Tells the reports of one job apart: each name keeps a comment of its own. Empty means a name made of target and Python.",
    default: "",
    cli: null,
    action: true,
  },
  {
    name: "github-token",
    kind: "text",
    description: "Token for the comment. The default is enough when the job has `pull-requests: write`.",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression for the runner
    default: "${{ github.token }}",
    cli: null,
    action: true,
  },
  {
    name: "export-env",
    kind: "boolean",
    description:
      "Set `PIP_NO_INDEX` and `PIP_FIND_LINKS` for the later steps of the job, so that a plain `pip install` takes every package from the wheelhouse.",
    default: "false",
    cli: null,
    action: true,
  },
  {
    name: "working-directory",
    kind: "text",
    description: "Folder that relative paths are seen from.",
    default: ".",
    cli: null,
    action: true,
  },
] as const satisfies readonly InputDefinition[];

export type InputName = (typeof INPUTS)[number]["name"];
