import type { Random } from "../store/random.ts";

const NAMES = [
  "numpy",
  "Pillow",
  "ruamel.yaml",
  "zope.interface",
  "typing_extensions",
  "PyYAML",
  "a",
  "x2",
  "scikit-learn",
];
const VERSIONS = [
  "1",
  "1.0",
  "2.31.0",
  "1!2.0",
  "1.0a1",
  "1.0.post1",
  "2.0.dev3",
  "1.2.3+cpu.1",
  "01.2",
  "1.0-1",
  "v3",
];
const VARIABLES = [
  "python_version",
  "python_full_version",
  "sys_platform",
  "os_name",
  "platform_machine",
  "platform_system",
  "implementation_name",
  "platform_release",
  "extra",
];
const DIGESTS = ["sha256:", "sha384:", "sha512:"].map((algorithm) => `${algorithm}${"0a1b2c3d".repeat(8)}`);
const URLS = [
  "https://files.example/a/b/pkg-1.0.tar.gz",
  "https://files.example/pkg-1.0-py3-none-any.whl#sha256=0123abcd",
  "http://user:pw@files.example:8080/x/pkg-1.2%2Bcu124-cp312-cp312-linux_aarch64.whl",
  "git+https://git.example/team/pkg.git@v1.0#egg=pkg&subdirectory=python",
  "git+ssh://git@git.example/team/pkg.git#egg=pkg",
  `https://${"$"}{WHEELHOUSE_NO_SUCH_TOKEN}@files.example/pkg-1.0.zip`,
  `https://files.example/${"$"}{lower}/$PLAIN/pkg-1.0.zip`,
  "file:///srv/wheels/pkg-1.0-py3-none-any.whl",
];

/** A named requirement or a URL, with the options that belong on its line. */
export function requirement(random: Random): string {
  const isNamed = random.below(6) > 0;
  const text = isNamed ? named(random) : direct(random);
  const options = Array.from({ length: random.below(4) === 0 ? 1 + random.below(3) : 0 }, () => ownOption(random));
  return [text, ...options].join(random.pick([" ", " ", "  ", " \\\n    "]));
}

function named(random: Random): string {
  const extras = random.below(5) === 0 ? random.pick(["[security]", "[a,b]", "[ A_b , c.d ]", "[]", " [x]"]) : "";
  const count = random.pick([0, 1, 1, 1, 2, 3]);
  const specifiers = Array.from({ length: count }, () => specifier(random)).join(random.pick([",", ", ", " , "]));
  const text = random.below(12) === 0 && count > 0 ? ` (${specifiers})` : random.pick(["", " "]) + specifiers;
  return `${random.pick(NAMES)}${extras}${text.trimEnd()}${markerPart(random)}`;
}

function specifier(random: Random): string {
  const version = random.pick(VERSIONS);
  const space = random.pick(["", "", " "]);
  const roll = random.below(10);
  if (roll === 0) return `==${space}${random.pick(["1", "1.2", "2.0"])}.*`;
  if (roll === 1) return `~=${space}${random.pick(["1.4", "2.31.0", "1.4a1"])}`;
  if (roll === 2) return `===${space}${random.pick(["1.0", "weird-version"])}`;
  if (roll === 3) return `!=${space}${version}`;
  // A local version may only follow "==" and "!=".
  return version.includes("+")
    ? `==${space}${version}`
    : `${random.pick(["==", ">=", "<=", "<", ">"])}${space}${version}`;
}

function direct(random: Random): string {
  const url = random.pick(URLS);
  if (random.below(2) === 0)
    return `${random.pick(NAMES)}${random.pick(["", "[x]"])} @ ${url}${spacedMarkerPart(random)}`;
  return `${url}${spacedMarkerPart(random)}`;
}

function markerPart(random: Random): string {
  return random.below(4) === 0 ? `${random.pick([";", "; ", " ; "])}${marker(random)}` : "";
}

function spacedMarkerPart(random: Random): string {
  return random.below(4) === 0 ? ` ; ${marker(random)}` : "";
}

function marker(random: Random): string {
  const roll = random.below(6);
  if (roll === 0) return `${comparison(random)} ${random.pick(["and", "or"])} ${comparison(random)}`;
  if (roll === 1) return `(${comparison(random)} or ${comparison(random)}) and ${comparison(random)}`;
  return comparison(random);
}

function comparison(random: Random): string {
  const variable = random.pick(VARIABLES);
  const quote = random.pick(["'", '"']);
  const value = variable.includes("version")
    ? random.pick(["3.8", "3.12.1", "3"])
    : random.pick(["linux", "aarch64", "x y", ""]);
  const operator = random.pick(["==", "!=", "<", ">=", " in ", " not in "]);
  const space = random.pick(["", " "]);
  const literal = `${quote}${value}${quote}`;
  const [left, right] = random.below(6) === 0 ? [literal, variable] : [variable, literal];
  return `${left}${space}${operator}${space}${right}`;
}

function ownOption(random: Random): string {
  const roll = random.below(8);
  if (roll === 0) return `--config-settings "--build-option=-j${random.below(9)}"`;
  if (roll === 1) return `--config-settings=cmake.define.${random.pick(["A", "B"])}=on`;
  return `--hash${random.pick(["=", " "])}${random.pick(DIGESTS)}`;
}

export function editable(random: Random): string {
  const option = random.pick(["-e ", "-e", "--editable ", "--editable=", "--edit "]);
  const value = random.pick([
    "./project",
    "./project[dev,test]",
    "../sibling",
    "'./with space'",
    "git+https://git.example/a.git@main#egg=a",
    `git+https://${"$"}{WHEELHOUSE_NO_SUCH_TOKEN}@git.example/a.git#egg=a`,
    "file:///srv/project#egg=project",
  ]);
  return option + value;
}

export function fileOption(random: Random): string {
  const index = random.pick([
    "https://index.example/simple",
    "https://user:p%40ss@index.example/simple/",
    `https://${"$"}{WHEELHOUSE_NO_SUCH_USER}:${"$"}{WHEELHOUSE_NO_SUCH_TOKEN}@index.example/simple`,
  ]);
  return random.pick([
    `-i ${index}`,
    `--index-url=${index}`,
    `--index-url '${index}'`,
    `--pypi-url ${index}`,
    `--extra-index-url ${index}`,
    `--extra-index ${index} --extra-index-url=https://other.example/simple`,
    "--no-index",
    "--pre",
    "--prefer-binary",
    "--require-hashes",
    "--only-binary :all:",
    "--only-binary=numpy,Ruamel.YAML",
    "--no-binary numpy --no-binary=x2,a",
    "--trusted-host index.example",
    "--trusted-host=index.example:8443",
    `-f "./wheel house"`,
    "--find-links https://wheels.example/torch.html",
    `${random.pick(["--pre", "--no-index"])} -i ${index}`,
    "--use-feature fast-deps",
  ]);
}

/** Each is refused: by the reader of lines (options), or when the requirement is read. */
export const BROKEN = [
  "numpy>=",
  "numpy >< 1",
  "numpy=1",
  "numpy[",
  "numpy ; python_versio < '3'",
  "numpy; python_version < 3",
  "numpy>=1.*",
  "a b",
  "-i",
  "--no-such-option",
  "--hash=sha256:aa --pre=1",
  "--only-binary",
  "numpy --hash=md5:aa",
  "'open quote --pre",
  "--pre 'open",
];
