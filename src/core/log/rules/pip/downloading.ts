import { artifactKind, plainAddress } from "../../names.ts";
import type { LogRule } from "../../rule.ts";

const LINE = /^Downloading (\S+)(?: \(([^()]+)\))?$/;

/**
 * A file comes from an index. `x.whl.metadata` is the sidecar (PEP 658), the wheel follows later, without indentation.
 * pip up to 26.0 prints whole addresses for indexes other than its default.
 */
export const downloading: LogRule = {
  name: "downloading",
  examples: [
    "  Downloading app_a-1.0-py3-none-any.whl.metadata (69 bytes)",
    "Downloading http://127.0.0.1:8765/files/srcmeta-1.0.tar.gz (1.4 kB)",
  ],
  starts: ["Downloading "],
  kind: "downloading",
  level: "any",
  read(line) {
    const [, shown, size = null] = LINE.exec(line.message) ?? [];
    if (shown === undefined) return null;
    const url = shown.includes("://") ? plainAddress(shown) : null;
    const file = (url ?? shown).slice((url ?? shown).lastIndexOf("/") + 1);
    return { kind: "downloading", file, artifact: artifactKind(file), url, size };
  },
};
