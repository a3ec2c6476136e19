import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { nodeProcesses } from "../../../src/adapters/node/processes.ts";

const folder = mkdtempSync(join(tmpdir(), "wheelhouse-test-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => void vi.unstubAllEnvs());

const node = process.execPath;
const base = { cwd: folder, env: { PATH: process.env.PATH ?? "" } };

/** A process that has ended but that nobody has waited for (init may be slow) runs no more. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

describe("nodeProcesses", () => {
  it("gives exit code, stdout and the last lines of both streams", async () => {
    const script = "console.log('out'); console.error('err'); process.exit(3)";
    const exit = await nodeProcesses.run({ ...base, argv: [node, "-e", script], capture: true });
    expect(exit).toMatchObject({ code: 3, signal: null, stdout: "out\n" });
    expect([...exit.tail].sort()).toEqual(["err", "out"]);
  });

  it("passes arguments as they are: no shell sees them", async () => {
    const arguments_ = ["$(id)", "`id`", "; id", "a b", "\"'", "line\nbreak", "*"];
    const script = "console.log(JSON.stringify(process.argv.slice(1)))";
    const exit = await nodeProcesses.run({ ...base, argv: [node, "-e", script, "--", ...arguments_], capture: true });
    expect(JSON.parse(exit.stdout)).toEqual(arguments_);
  });

  it("lets the child inherit nothing", async () => {
    vi.stubEnv("WHEELHOUSE_CANARY", "canary");
    const exit = await nodeProcesses.run({ ...base, argv: [node, "-p", "JSON.stringify(process.env)"], capture: true });
    expect(exit.stdout).not.toContain("canary");
  });

  it("appends everything to the log file, byte for byte", async () => {
    const logFile = join(folder, "child.log");
    const script = "process.stdout.write(Buffer.from([0xff, 0x0a, 0x00, 0x41]))";
    await nodeProcesses.run({ ...base, argv: [node, "-e", script], logFile });
    expect([...readFileSync(logFile)]).toEqual([0xff, 0x0a, 0x00, 0x41]);
  });

  it("cuts no line of one stream by what the other one says meanwhile", async () => {
    const logFile = join(folder, "both.log");
    const script = [
      "process.stdout.write('on')",
      "setTimeout(() => process.stderr.write('two\\nthr'), 100)",
      "setTimeout(() => process.stdout.write('e\\nlast'), 200)",
    ].join(";");
    await nodeProcesses.run({ ...base, argv: [node, "-e", script], logFile });
    expect(readFileSync(logFile, "utf8")).toBe("two\none\nlast\nthr");
  });

  it("answers 127 for a program that cannot be started", async () => {
    const exit = await nodeProcesses.run({ ...base, argv: [join(folder, "absent")] });
    expect(exit.code).toBe(127);
    expect(exit.tail[0]).toContain("ENOENT");
  });

  it("ends a stubborn child and its children after an abort, by force in the end", async () => {
    const controller = new AbortController();
    const stubborn = "process.on('SIGINT', () => {}); process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);";
    // Both ignore signals before the number is printed, so that the abort finds them stubborn.
    const script = `${stubborn}
      const { spawn } = require("node:child_process");
      const child = spawn(process.execPath, ["-e", ${JSON.stringify(`${stubborn} console.log("ready");`)}], {
        stdio: ["ignore", "pipe", "ignore"],
      });
      child.stdout.once("data", () => console.log(child.pid));`;
    let grandchild = 0;
    const exit = await nodeProcesses.run({
      ...base,
      argv: [node, "-e", script],
      signal: controller.signal,
      onLine: (line) => {
        grandchild = Number(line);
        controller.abort();
      },
    });
    expect(exit.signal).toBe("SIGKILL");
    expect(grandchild).toBeGreaterThan(0);
    // The kernel takes a moment to end the last of a group.
    await vi.waitUntil(() => !isRunning(grandchild), { timeout: 20_000 });
  });
});
