import { PROFILES } from "../target/profiles.ts";
import type { InputDefinition } from "./definitions.ts";

const SHIPPED = PROFILES.map(({ name }) => name).join(", ");

/** What the command `target` offers; no action has it. */
export const TARGET_INPUTS = [
  {
    name: "profile",
    kind: "text",
    description: `Print this instead of the machine: a profile, the id of a target, image:REFERENCE or a JSON file. Profiles: ${SHIPPED}.`,
    default: "",
    cli: { flags: ["--profile"], argument: "NAME" },
    action: false,
  },
  {
    name: "python",
    kind: "text",
    description:
      "Python version, such as 3.12, or the path of an interpreter. Default: the python on PATH, or the profile's.",
    default: "",
    cli: { flags: ["--python"], argument: "VERSION" },
    action: false,
  },
  {
    name: "libc",
    kind: "text",
    description: "C library floor, such as manylinux_2_28 or musllinux_1_2. Default: that of the machine or profile.",
    default: "",
    cli: { flags: ["--libc"], argument: "TAG" },
    action: false,
  },
] as const satisfies readonly InputDefinition[];
