import type { Target } from "../../../src/core/target/target.ts";
import type { IndexSettings } from "../../../src/ports/index-gateway.ts";
import type { ToolQuestion } from "../../../src/ports/resolver-tool.ts";
import { requireTarget } from "../../core/target/require-target.ts";

export const ARM = requireTarget("cp312-manylinux_2_28_aarch64");
export const INTEL = requireTarget("cp312-manylinux_2_28_x86_64");

/** Whether these files resolve on the target; the files are `requirements.txt` and, when it is there, `constraints.txt`. */
export function questionOf(
  indexUrl: string,
  files: Readonly<Record<string, string>>,
  more: Partial<Omit<ToolQuestion, "files">> & { readonly target?: Target } = {},
): ToolQuestion {
  const encoder = new TextEncoder();
  return {
    files: new Map(Object.entries(files).map(([path, text]) => [path, encoder.encode(text)])),
    requirements: ["requirements.txt"],
    constraints: "constraints.txt" in files ? ["constraints.txt"] : [],
    target: ARM,
    settings: settingsOf(indexUrl),
    onlyBinary: [],
    noBinary: [],
    preferBinary: false,
    pre: false,
    excludeNewer: null,
    timeoutSeconds: 60,
    signal: new AbortController().signal,
    ...more,
  };
}

export function settingsOf(indexUrl: string): IndexSettings {
  return {
    indexUrls: [indexUrl],
    findLinksUrls: [],
    trustedHosts: [],
    certificateFile: null,
    proxy: null,
    netrcFile: null,
  };
}
