import * as fs from "node:fs/promises";
import { readDockerBuild } from "../../../core/log/buildkit/read-dockerbuild.ts";
import type { LogFile } from "../../../ports/logs.ts";
import { refuse } from "./unreadable.ts";

/** Records are some kilobytes; this many would be the output of thousands of steps. */
const PACKED_LIMIT = 64 * 1024 * 1024;

/**
 * The record of a Docker build (`.dockerbuild`), as the log that BuildKit would have written with `--progress=rawjson`. The
 * archive can only be read as a whole.
 */
export async function openRecord(path: string, absolute: string, size: number): Promise<LogFile> {
  if (size > PACKED_LIMIT) {
    refuse(
      path,
      `it is larger than ${PACKED_LIMIT} bytes`,
      "Give the log: docker buildx history logs --progress rawjson.",
    );
  }
  const read = readDockerBuild(await fs.readFile(absolute));
  if (!read.ok) {
    const [problem] = read.problems;
    refuse(path, problem?.message ?? "it is no record of a build", `Give ${problem?.expected ?? "another file"}.`);
  }
  const log = read.value;
  return {
    cut: null,
    async *chunks() {
      yield log;
    },
    read: async (from, to) => log.subarray(from, to),
    close: async () => {},
  };
}
