import { INPUTS, type InputDefinition } from "./definitions.ts";

/** Inputs that only `check` reads: of the root action beside its other ones, and of the command `check`. */
export const CHECK_ONLY_INPUTS = [
  {
    name: "packages",
    kind: "list",
    names: true,
    description: "`check` only: requirements to look at, one a line or separated by commas, such as `numpy>=2`.",
    default: "",
    cli: null,
    action: true,
  },
  {
    name: "extra",
    kind: "list",
    names: true,
    description: "`check` only: extras of the project in `pyproject.toml` or a lock; `:all:` means every one.",
    default: "",
    cli: { flags: ["--extra"], argument: "NAMES" },
    action: true,
  },
  {
    name: "group",
    kind: "list",
    names: true,
    description: "`check` only: dependency groups (PEP 735) of it; `:all:` means every one.",
    default: "",
    cli: { flags: ["--group"], argument: "NAMES" },
    action: true,
  },
  {
    name: "deps",
    kind: "boolean",
    description: "`check` only: look also at everything that the lines pull in.",
    default: "true",
    cli: { flags: ["--no-deps"], description: "Look at the lines themselves, not at what they pull in." },
    action: true,
  },
  {
    name: "installer",
    kind: "choice",
    choices: ["pip", "uv"],
    description:
      "`check` only: whose rules hold for the order of wheels, for pre-releases and for several indexes. Nothing of it is started.",
    default: "pip",
    cli: { flags: ["--installer"], argument: "NAME" },
    action: true,
  },
  {
    name: "index-strategy",
    kind: "choice",
    choices: ["installer", "first-index", "unsafe-first-match", "unsafe-best-match"],
    description:
      "`check` only: which index counts when several have a package, in uv's words. `installer` means the installer's own way: `unsafe-best-match` for pip, `first-index` for uv.",
    default: "installer",
    cli: { flags: ["--index-strategy"], argument: "STRATEGY" },
    action: true,
  },
  {
    name: "exclude-newer",
    kind: "text",
    form: { pattern: /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?$/, expected: "a date such as 2026-06-30 or 2026-06-30T12:00:00Z" },
    description: "`check` only: files uploaded later than this do not exist. Empty means all do.",
    default: "",
    cli: { flags: ["--exclude-newer"], argument: "DATE" },
    action: true,
  },
  {
    name: "prefer-versions",
    kind: "list",
    description:
      "A lock, or a requirements file with pins as uv pip compile and pip-compile write it: its versions are tried first, so that as little as possible changes; may be given several times.",
    default: "",
    cli: { flags: ["--prefer-versions"], argument: "FILE" },
    action: false,
  },
  {
    name: "keyring-provider",
    kind: "choice",
    choices: ["disabled", "subprocess"],
    description: "`check` only: `subprocess` asks the command `keyring` for credentials that nothing else names.",
    default: "disabled",
    cli: { flags: ["--keyring-provider"], argument: "PROVIDER" },
    action: true,
  },
  {
    name: "knowledge",
    kind: "text",
    description:
      "`check` only: a JSON file with what you know of hard packages and vendors' indexes; it comes before what is shipped.",
    default: "",
    cli: { flags: ["--knowledge"], argument: "FILE" },
    action: true,
  },
] as const satisfies readonly InputDefinition[];

/** Every input of the root action. */
export const ROOT_INPUTS = [...INPUTS, ...CHECK_ONLY_INPUTS] as const;

const BUILD_ONLY: ReadonlySet<string> = new Set(["require-hashes", "image", "container-network", "cache"]);

/** Where the command `check` says something else than `build`. */
const CHECK_WORDS: Readonly<Record<string, string>> = {
  requirements:
    "Requirements file, pyproject.toml, uv.lock, pylock.toml, poetry.lock, Pipfile.lock, environment.yml or Dockerfile; may be given several times. Default: what is found here.",
  target:
    "What the wheels are for: a platform (linux/arm64), a profile (jetson-jp6, al2023), an id (cp312-manylinux_2_28_aarch64), image:REFERENCE, or a JSON file that wheelhouse target printed; may be given several times. Default: this machine.",
  python: "Python of the target, such as 3.12, 3.14t or pypy3.11. Default: the profile's, else the python on PATH.",
  libc: "The C library of the target, such as manylinux_2_28 or musllinux_1_2. Default: the profile's, this machine's own, else manylinux_2_28.",
  output: "Folder for the reports. Default: .wheelhouse.",
  "fail-on": "The lowest severity of a finding that fails the command; never only reports. Default: error.",
};

/** What the command `check` offers. */
export const CHECK_INPUTS: readonly InputDefinition[] = [
  ...INPUTS.filter(({ name }) => !BUILD_ONLY.has(name)),
  ...CHECK_ONLY_INPUTS,
].map(inWordsOfCheck);

function inWordsOfCheck(input: InputDefinition): InputDefinition {
  const words = CHECK_WORDS[input.name];
  if (input.cli !== null && words !== undefined) return { ...input, cli: { ...input.cli, description: words } };
  return {
    ...input,
    description: input.description.replace(/^`check` only: (.)/, (_, first: string) => first.toUpperCase()),
  };
}
