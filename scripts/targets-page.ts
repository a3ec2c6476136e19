import { VENDOR_INDEXES } from "../src/core/knowledge/vendor-indexes.ts";
import { JETPACK_LINES, type JetPackLine } from "../src/core/target/jetpack.ts";
import { PROFILES, type TargetProfile } from "../src/core/target/profiles.ts";

/** `docs/targets.md`: how a target is named, and what the shipped profiles stand for. */
export function targetsPage(): string {
  return [...HOW, ...profileTable(), ...JETSON, ...jetpackTable(), ""].join("\n");
}

const HOW = [
  "# Targets",
  "",
  "A target is a platform, a C library and a Python: what decides which wheels fit. `check --target` takes it in six forms, as",
  "often as you like:",
  "",
  "| form | example | Python and C library |",
  "|---|---|---|",
  "| platform | `linux/arm64` | `--python`, else the one that runs here, else 3.12; `--libc`, else `manylinux_2_28` (riscv64: `manylinux_2_39`, loongarch64: `manylinux_2_36`) |",
  "| profile | `jetson-jp6` | its own, unless `--python` or `--libc` is given |",
  "| id | `cp312-manylinux_2_28_aarch64`, `cp314t-musllinux_1_2_aarch64` | what it says |",
  "| file | `thor.json` | what the machine said that printed it |",
  "| image | `image:python:3.12-slim`, `image:linux/arm64:python:3.12-slim` | its own Python is asked, in a container without a network |",
  "| nothing | | this machine: the Python that runs here and its own C library |",
  "",
  "What was assumed is said in the log.",
  "",
  "## A device of your own",
  "",
  "On the device, `wheelhouse target > thor.json` prints what its Python takes: every tag in the order of its own pip, and its",
  'answers to markers, so that a line such as `x; "tegra" in platform_release` is judged rightly. Commit the file, and check for',
  "it from any machine: `wheelhouse check --target thor.json`. The form is that of pex's complete platforms: pex takes the file,",
  "and Wheelhouse takes what `pex3 interpreter inspect --markers --tags` prints. `wheelhouse target --profile NAME` prints a",
  "shipped profile in the same form.",
  "",
  "## Profiles",
  "",
];

function profileTable(): readonly string[] {
  return [
    "| name | system | platform | C library | Python | known from |",
    "|---|---|---|---|---|---|",
    ...PROFILES.filter(({ name }) => !name.startsWith("jetson-")).map(profileRow),
    "",
    "The first Python is the default. A name without a version means the newest at the date of its row.",
    "",
    ...PROFILES.filter(({ name, note }) => note !== null && !name.startsWith("jetson-")).map(
      ({ name, note }) => `- \`${name}\`: ${note}`,
    ),
    "",
  ];
}

function profileRow({ name, aliases, title, platform, libc, pythons, source, date }: TargetProfile): string {
  const names = [name, ...aliases].map((each) => `\`${each}\``).join(", ");
  return `| ${names} | ${title} | \`${platform}\` | \`${libc}\` | ${pythons.join(", ")} | ${source}, ${date} |`;
}

const JETSON = [
  "## Jetson",
  "",
  "JetPack decides everything at once: Ubuntu, Python, the C library, CUDA and whose CUDA wheels link. A release is a name, too:",
  "`jetson-jp6.2.1` means the line that it belongs to.",
  "",
];

function jetpackTable(): readonly string[] {
  return [
    "| name | JetPack (L4T) | Ubuntu, Python | C library | CUDA | `TORCH_CUDA_ARCH_LIST` | CUDA wheels of | indexes that check asks |",
    "|---|---|---|---|---|---|---|---|",
    ...JETPACK_LINES.map(jetpackRow),
    "",
    ...JETPACK_LINES.map(({ profile, note }) => `- \`${profile}\`: ${note}`),
  ];
}

function jetpackRow(line: JetPackLine): string {
  const [newest, oldest] = [line.releases[0], line.releases.at(-1)];
  const span = `${oldest?.jetpack} – ${newest?.jetpack} (${oldest?.l4t} – ${newest?.l4t})`;
  const cuda = line.otherCuda.length === 0 ? line.cuda : `${line.cuda}; also ${line.otherCuda.join(", ")}`;
  const whose = line.userSpace === "sbsa" ? "ARM servers (SBSA)" : "Tegra";
  const indexes = VENDOR_INDEXES.filter((index) => index.for.includes(line.profile)).map(({ key }) => `\`${key}\``);
  return `| \`${line.profile}\` | ${span} | ${line.ubuntu}, ${line.python} | \`${line.libc}\` | ${cuda} | \`${line.torchCudaArchList}\` | ${whose} | ${indexes.join(", ") || "none"} |`;
}
