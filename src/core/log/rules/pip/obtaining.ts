import { plainAddress, requirementName, splitFrom } from "../../names.ts";
import type { LogRule } from "../../rule.ts";

const START = "Obtaining ";
/** `x from git+https://…#egg=x` with a name, else the address alone. */
const NAMED = /^(\S+) from (\S+)$/;

/** An editable requirement (`-e`): a folder or a repository. */
export const obtaining: LogRule = {
  name: "obtaining",
  examples: [
    "Obtaining file:///project/demo (from -r requirements.txt (line 1))",
    "Obtaining demo from git+https://code.example/demo.git#egg=demo",
  ],
  starts: [START],
  level: "top",
  read(line) {
    const { requirement: text, from } = splitFrom(line.message.slice(START.length));
    if (text.startsWith("dependency information ")) return null;
    const [, name = null, address = text] = NAMED.exec(text) ?? [];
    const requirement = address.includes("://") ? plainAddress(address) : address;
    return { kind: "obtaining", requirement, name: name === null ? null : requirementName(name), from };
  },
};
