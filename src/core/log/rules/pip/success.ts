import type { LogRule } from "../../rule.ts";

const ACTIONS = [
  ["Successfully built ", "built"],
  ["Successfully installed ", "installed"],
  ["Successfully downloaded ", "downloaded"],
  ["Would install ", "would-install"],
  ["Saved ", "saved"],
] as const;

/** How a run ends when it worked. `installed` and `would-install` list `name-version`. */
export const success: LogRule = {
  name: "success",
  examples: [
    "Successfully installed app-a-1.0 leaf-1.1",
    "Would install app-a-1.0",
    "Saved ./leaf-2.0-py3-none-any.whl",
  ],
  starts: ACTIONS.map(([start]) => start),
  level: "top",
  read(line) {
    const found = ACTIONS.find(([start]) => line.message.startsWith(start));
    if (found === undefined) return null;
    const [start, action] = found;
    const rest = line.message.slice(start.length).trim();
    return { kind: "success", action, items: action === "saved" ? [rest] : rest.split(/\s+/) };
  },
};
