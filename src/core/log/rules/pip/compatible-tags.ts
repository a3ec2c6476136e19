import type { Block, LogRule } from "../../rule.ts";

const HEAD = /^Compatible tags: (\d{1,9})/;
const TAG = /^[a-z0-9_]+-[a-z0-9_.]+-[a-z0-9_.]+$/;
const KEPT = 2_000;

/** `pip debug`: what this pip can install, best first; ten of them without `--verbose`. */
export const compatibleTags: LogRule = {
  name: "compatible-tags",
  examples: [
    "Compatible tags: 987",
    "  cp312-cp312-manylinux_2_36_aarch64",
    "  ...",
    "  [First 10 tags shown. Pass --verbose to show all.]",
  ],
  starts: ["Compatible tags: "],
  level: "top",
  read(line) {
    const count = HEAD.exec(line.text)?.[1];
    return count === undefined ? null : makeTags(Number(count));
  },
};

function makeTags(count: number): Block {
  const tags: string[] = [];
  return {
    take(line) {
      if (line.indent !== 2) return false;
      if (TAG.test(line.text) && tags.length < KEPT) tags.push(line.text);
      return true;
    },
    close: () => ({ kind: "compatible-tags", count, tags }),
  };
}
