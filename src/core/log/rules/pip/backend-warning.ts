import type { Block, LogRule } from "../../rule.ts";

const HEAD = /: BuildBackendWarning: ([\s\S]*)$/;
/** With these pip goes on; everything before is the backend's word, whatever it looks like. */
const PIP_AGAIN =
  /^(?:Created wheel for \S+: filename=|Stored in directory: )|: (?:started|finished with status '[a-z]+')$/;

/** What a build backend warns of, told by pip when the step is over (26.3…): lines of foreign text, at pip's indentation. */
export const backendWarning: LogRule = {
  name: "backend-warning",
  examples: [
    "  /venv/lib/python3.12/site-packages/setuptools/command/editable_wheel.py:354: BuildBackendWarning: Editable installation.",
    "  !!",
    "          Please be careful with folders in your working directory with the same",
    '    with strategy, WheelFile(wheel_path, "w") as wheel_obj:',
  ],
  starts: ["/", "C:\\", "D:\\"],
  level: "any",
  read(line) {
    const text = line.label === null ? HEAD.exec(line.text)?.[1] : undefined;
    return text === undefined || line.indent === 0 ? null : makeWarning(text, line.indent);
  },
};

function makeWarning(text: string, indent: number): Block {
  return {
    take: (line) => line.text === "" || line.redrawn || (line.indent >= indent && !PIP_AGAIN.test(line.text)),
    close: () => ({ kind: "warning", text: text.slice(0, 1_000) }),
  };
}
