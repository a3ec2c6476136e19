import { FAMILIES } from "../src/core/knowledge/knowledge.ts";
import type { DistributionPackages, PackageKnowledge, VendorIndex } from "../src/core/knowledge/model.ts";
import { VENDOR_INDEXES } from "../src/core/knowledge/vendor-indexes.ts";

/** `docs/hard-packages.md`: the table of packages that are hard on ARM, as people read it. */
export function hardPackagesPage(): string {
  const rows = FAMILIES.flatMap((family) => family.rows);
  const names = new Set(rows.flatMap((row) => row.names));
  return [
    "# Packages that are hard on ARM",
    "",
    `What \`wheelhouse check\` knows of ${names.size} projects besides what the index says. It is never a verdict: whether`,
    "there is a wheel is for the index to say, each time. A row says what to do when there is none, and when a wheel is",
    "not what it seems. Each row has its source and the month in which it was looked at.",
    "",
    ...ownFile(),
    ...FAMILIES.flatMap(({ title, rows: family }) => [`## ${title}`, "", ...family.flatMap(entry)]),
    "## Vendors' indexes",
    "",
    "Asked only for packages that name them below, on the targets that they are for. One that does not answer is reported as",
    "unknown, never as one without the wheel.",
    "",
    "| key | address | for | what to know | source |",
    "|---|---|---|---|---|",
    ...VENDOR_INDEXES.map(indexRow),
    "",
  ].join("\n");
}

function ownFile(): readonly string[] {
  return [
    "## Your own rows",
    "",
    "`--knowledge FILE` (input `knowledge`) takes a JSON file with rows of your own. They come before these, so a row of yours",
    "takes the place of the one here. `names`, `date` and `note` are required, everything else is as the fields of",
    "[`model.ts`](../src/core/knowledge/model.ts) say. `advisories` are versions that a fix does not go back to without saying so;",
    "what is shipped stands in [`advisories.ts`](../src/core/knowledge/advisories.ts).",
    "",
    "```json",
    JSON.stringify(EXAMPLE, null, 2),
    "```",
    "",
  ];
}

const EXAMPLE = {
  packages: [
    {
      names: ["open3d"],
      date: "2026-11",
      note: "Our own build is on the private index.",
      platforms: ["linux/arm64"],
      alternatives: [{ text: "take our build", requirement: "open3d==0.19.0+acme.1" }],
    },
  ],
  vendorIndexes: [
    {
      key: "jetson-jp6-cu126",
      url: "https://mirror.example/jp6/cu126",
      title: "Our mirror of the Jetson index",
      date: "2026-11",
      for: ["jetson-jp6"],
      note: "Kept for a year.",
    },
  ],
  advisories: [{ name: "acme-auth", id: "ACME-7", affected: ["<1.4.2", ">=2.0,<2.0.1"], date: "2026-11" }],
};

function entry(row: PackageKnowledge): readonly string[] {
  const facts = [
    row.platforms === undefined ? null : `Holds for ${row.platforms.join(", ")}.`,
    row.firstWith === undefined ? null : `First version with a wheel: ${row.firstWith}.`,
    row.lastWith === undefined ? null : `Last version with a wheel: ${row.lastWith}.`,
    row.stub ?? null,
    row.cpuOnly === undefined ? null : `\`${row.cpuOnly.versions}\`: ${row.cpuOnly.note}.`,
    row.serverOnly === undefined ? null : `\`${row.serverOnly.versions}\`: ${row.serverOnly.note}.`,
    row.compile === undefined ? null : `A build compiles ${row.compile.join(", ")}.`,
    row.buildMinutes === undefined ? null : `${row.buildMinutes.value} minutes: ${row.buildMinutes.source}.`,
    packages("To build", row.system?.build),
    packages("To run", row.system?.runtime),
    row.vendorIndexes === undefined ? null : `Vendors' indexes: ${row.vendorIndexes.join(", ")}.`,
  ];
  const instead = (row.alternatives ?? []).map(({ text, requirement }) =>
    requirement === null ? `- ${text}` : `- ${text}: \`${requirement}\``,
  );
  return [
    `### ${row.names.join(", ")}`,
    "",
    [row.note, ...facts.filter((fact) => fact !== null)].join(" "),
    "",
    ...(instead.length === 0 ? [] : [...instead, ""]),
    `<sub>${row.source}; ${row.date}</sub>`,
    "",
  ];
}

function packages(when: string, system: DistributionPackages | undefined): string | null {
  const lists = (["apt", "dnf", "apk"] as const).flatMap((manager) => {
    const names = system?.[manager] ?? [];
    return names.length === 0 ? [] : [`${manager} \`${names.join(" ")}\``];
  });
  return lists.length === 0 ? null : `${when}: ${lists.join(", ")}.`;
}

function indexRow(index: VendorIndex): string {
  const cells = [`\`${index.key}\``, index.url, index.for.join(", "), index.note, `${index.source}; ${index.date}`];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
