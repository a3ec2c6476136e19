import { heavySets } from "../bench/resolve/sets.ts";
import { readUniverse } from "../bench/resolve/universe-file.ts";
import { withSections } from "./sections.ts";

/** `bench/README.md` with what its frozen universe holds, counted. */
export function withUniverse(readme: string): string {
  const { recorded, projects } = readUniverse();
  const counted = Object.entries(projects).map(([name, versions]) => ({ name, count: versions.length }));
  const all = counted.reduce((sum, { count }) => sum + count, 0);
  const most = [...counted].sort((a, b) => b.count - a.count).slice(0, MOST_SHOWN);
  const wheels = Object.values(projects).flatMap((versions) => versions.flatMap((one) => one.wheels)).length;
  const requires = Object.values(projects).flatMap((versions) => versions.flatMap((one) => one.metadata.requires));
  const text = [
    `Recorded on ${recorded}: **${number(all)} versions** of ${number(counted.length)} projects, each with its own METADATA:`,
    `${number(requires.length)} lines of \`Requires-Dist\`, of which ${number(new Set(requires).size)} differ, and the names of ${number(wheels)} wheels for`,
    `Linux. Most versions have ${most.map(({ name, count }) => `${name} (${number(count)})`).join(", ")}.`,
    "",
    ...heavySets.map(
      (set) =>
        `- ${set.name}: \`${set.lines.join(" ")}\`; made to contradict itself by \`${set.unsatisfiable.join(" ")}\``,
    ),
  ];
  return withSections(readme, { universe: text.join("\n") });
}

const MOST_SHOWN = 6;

function number(value: number): string {
  return value.toLocaleString("en-US");
}
