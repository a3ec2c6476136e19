import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeIndexClient } from "../../../src/adapters/node/index-client.ts";
import type { Target } from "../../../src/core/target/target.ts";
import type { IndexClientSession } from "../../../src/ports/index-client.ts";
import { realIndexUrl } from "../../e2e/index/real-index.ts";
import { PYTHON } from "../../e2e/index/run-cli.ts";
import { targetOf } from "../resolve/problem.ts";
import type { ClosureSet } from "./closure-sets.ts";
import { type Closure, closureDifferences, ourClosure, pipClosure, uvClosure } from "./closures.ts";
import { type Mirror, startMirror } from "./mirror.ts";
import { openPublicIndex, type PublicIndex } from "./public-index.ts";

const PIP = "26.3";
const UV = "0.13.8";

export interface ComparedClosure {
  readonly tool: string;
  readonly target: string;
  readonly packages: number;
  readonly differences: readonly string[];
}

/** The public index behind a mirror on loopback, with everything that asks it. */
export interface ClosureBench {
  /** With pip for this machine, with uv for this machine and for an arm64 server. */
  compare(set: ClosureSet): Promise<readonly ComparedClosure[]>;
  close(): Promise<void>;
}

export async function openClosureBench(): Promise<ClosureBench> {
  const folder = await mkdtemp(join(tmpdir(), "wheelhouse-closures-"));
  const index: PublicIndex = await openPublicIndex(realIndexUrl(folder));
  const mirror: Mirror = await startMirror(index);
  const session = await openSession(mirror.url);
  const here = targetHere();
  const server = targetOf({ platform: "linux/arm64", python: "3.12", libc: "manylinux_2_28" });
  return {
    compare: async ({ lines, onlyUv }) => {
      const question = (target: Target) => ({ lines, target, indexUrl: mirror.url, folder });
      const compared: ComparedClosure[] = [];
      const note = async (tool: "pip" | "uv", target: Target, theirs: Closure) => {
        const ours = await ourClosure({ lines, target }, session, tool);
        const packages = typeof ours === "string" ? 0 : ours.size;
        compared.push({ tool, target: target.id, packages, differences: closureDifferences(ours, theirs) });
      };
      if (onlyUv === undefined) await note("pip", here, await pipClosure(PIP, question(here)));
      for (const target of [here, server]) await note("uv", target, await uvClosure(UV, question(target)));
      return compared;
    },
    close: async () => {
      await session.close();
      await mirror.close();
      await index.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const FACTS = `
import platform
print(platform.machine(), platform.python_version(), platform.libc_ver()[1])
`;

/** The machine that pip runs on, down to the patch of its Python: markers and Requires-Python may ask for it. */
export function targetHere(): Target {
  const asked = spawnSync(PYTHON, ["-c", FACTS], { encoding: "utf8" });
  const [machine = "", python = "", libc = ""] = asked.stdout.trim().split(" ");
  const platform = machine === "aarch64" ? "linux/arm64" : "linux/amd64";
  return targetOf({ platform, python, libc: `manylinux_${libc.replace(".", "_")}` });
}

function openSession(url: string): Promise<IndexClientSession> {
  const settings = { indexUrls: [url], findLinksUrls: [], trustedHosts: [], certificateFile: null, proxy: null };
  const { signal } = new AbortController();
  return makeIndexClient({ environment: {} }).open({ settings, cacheFolder: null, signal });
}
