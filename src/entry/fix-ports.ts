import { nodeFiles } from "../adapters/node/files.ts";
import { nodeProcesses } from "../adapters/node/processes.ts";
import { replaceFiles } from "../adapters/node/replace-files.ts";
import type { FixPorts } from "../app/fix/ports.ts";
import type { Log } from "../ports/log.ts";
import { makeCheckPorts } from "./check-ports.ts";

/** The real parts of `fix`. What starts installers is loaded when there is something to ask them. */
export function makeFixPorts(
  environment: Readonly<Record<string, string | undefined>>,
  log: Log,
  signal: AbortSignal,
): FixPorts {
  return {
    ...makeCheckPorts(environment, log, signal),
    replaceFiles,
    tools: async () => {
      const [{ nodeGateway }, { makePipTool }, { makeUvTool }] = await Promise.all([
        import("../adapters/node/gateway.ts"),
        import("../adapters/node/resolver-tools/pip-tool.ts"),
        import("../adapters/node/resolver-tools/uv-tool.ts"),
      ]);
      const parts = { processes: nodeProcesses, files: nodeFiles, gateway: nodeGateway, environment };
      return [makePipTool(parts), makeUvTool(parts)];
    },
  };
}
