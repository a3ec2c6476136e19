/** What an option of `pip install` or `uv pip install` says about inputs; `value`: it takes one that says nothing. */
export type PipOptionMeaning =
  | "requirements"
  | "constraints"
  | "index"
  | "extra-index"
  | "find-links"
  | "editable"
  | "policy"
  | "value"
  | "flag";

/** The meaning of an option, by its name as written; undefined when neither tool has it. */
export function meaningOf(name: string): PipOptionMeaning | undefined {
  return MEANINGS.get(name);
}

/** The long name of an option that chooses files: `--only-binary`, `--no-binary`, `--prefer-binary`, `--pre`, `--no-index`. */
export const POLICY_FLAGS: ReadonlySet<string> = new Set(["--prefer-binary", "--pre", "--no-index"]);

/** Options of pip 26 (`cli/cmdoptions.py`, `commands/{install,wheel,download}.py`) and uv 0.13 (`uv pip install --help`). */
const LISTS: Readonly<Record<PipOptionMeaning, string>> = {
  requirements: "-r --requirement --requirements",
  constraints: "-c --constraint --constraints",
  index: "-i --index-url --pypi-url --default-index",
  "extra-index": "--extra-index-url --index",
  "find-links": "-f --find-links",
  editable: "-e --editable",
  policy: "--only-binary --no-binary --prefer-binary --pre --no-index",
  value:
    "-t --target --platform --python-version --implementation --abi --root --prefix --src -d --dest -w --wheel-dir " +
    "--upgrade-strategy -C --config-settings --config-setting --global-option --build-option --report --group " +
    "--progress-bar --root-user-action --cache-dir --log --log-file --local-log --proxy --retries --resume-retries --timeout " +
    "--exists-action --trusted-host --allow-insecure-host --cert --client-cert --keyring-provider --use-feature " +
    "--use-deprecated --python -p --build-constraint --build-constraints -b --uploaded-prior-to --all-releases --only-final " +
    "--index-strategy --resolution --prerelease --fork-strategy --exclude-newer --exclude-newer-package --torch-backend " +
    "--link-mode --overrides --override --excludes --extra --python-platform --refresh-package --reinstall-package -P " +
    "--upgrade-package --no-build-package --no-build-isolation-package --config-settings-package --no-binary-package " +
    "--only-binary-package --directory --project --color --config-file --build --no-sources-package",
  flag:
    "-U --upgrade --no-upgrade --force-reinstall -I --ignore-installed --no-deps --no-dependencies --no-reinstall --user --no-user --no-cache-dir --no-cache -n -q --quiet -v " +
    "--verbose --no-compile --compile --compile-bytecode --no-build-isolation --use-pep517 --no-use-pep517 " +
    "--check-build-dependencies --no-clean --require-hashes --no-require-hashes --dry-run --break-system-packages " +
    "--no-warn-script-location --warn-script-location --no-warn-conflicts --disable-pip-version-check --no-input --isolated " +
    "--no-python-version-warning --no-color --require-virtualenv --require-venv --debug --ignore-requires-python " +
    "--system --reinstall --refresh --offline --exact --strict --all-extras --no-build --no-sources --verify-hashes " +
    "--no-verify-hashes --native-tls --system-certs --no-progress --no-config --managed-python --no-managed-python " +
    "--no-python-downloads --preview --no-index-cache --emit-index-url -h --help -V --version",
};

const MEANINGS: ReadonlyMap<string, PipOptionMeaning> = new Map(
  (Object.entries(LISTS) as [PipOptionMeaning, string][]).flatMap(([meaning, names]) =>
    names.split(" ").map((name) => [name, meaning] as const),
  ),
);
