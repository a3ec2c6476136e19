import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Lane, PythonJob } from "../../src/ports/lane.ts";

export interface LaneSetting {
  readonly lane: Lane;
  readonly workFolder: string;
  readonly projectFolder: string;
  /** Cleans up after `lane.close()`. */
  end(): Promise<void>;
}

/** Variables of a runner that no child may see; whoever opens the lane gives them to its provider. */
export const CANARIES = {
  ACTIONS_RUNTIME_TOKEN: "canary-runtime",
  ACTIONS_CACHE_URL: "http://canary.example/",
  GITHUB_TOKEN: "canary-token",
  "INPUT_GITHUB-TOKEN": "canary-input",
  PIP_INDEX_URL: "https://user:canary-password@index.example/simple/",
  TWINE_PASSWORD: "canary-twine",
} as const;

/** What every lane promises (`ports/lane.ts`), native or in a container. */
export function describeLane(name: string, open: () => Promise<LaneSetting>): void {
  describe(`lane: ${name}`, () => {
    let setting: LaneSetting;
    beforeAll(async () => {
      setting = await open();
    });
    afterAll(async () => {
      await setting?.lane.close();
      await setting?.end();
    });
    const run = (code: string, job: Partial<PythonJob> = {}) =>
      setting.lane.python({ arguments: ["-c", code], cwd: setting.workFolder, capture: true, ...job });

    it("runs its Python and gives exit code, output and last lines", async () => {
      expect(setting.lane.description).toContain("Python 3.");
      const good = await run("print('hello', 2 + 2)");
      expect(good).toMatchObject({ code: 0, signal: null, stdout: "hello 4\n", tail: ["hello 4"] });
      const bad = await run("import sys; print('it broke', file=sys.stderr); sys.exit(7)");
      expect(bad).toMatchObject({ code: 7, stdout: "", tail: ["it broke"] });
    });

    it("passes arguments and variables as they are", async () => {
      const odd = "a b'\"$(id)\n;--privileged";
      const { stdout } = await setting.lane.python({
        arguments: ["-c", "import json,os,sys; print(json.dumps([sys.argv[1:], os.environ['ODD']]))", odd, "-e", ""],
        cwd: setting.workFolder,
        env: { ODD: odd },
        capture: true,
      });
      expect(JSON.parse(stdout)).toEqual([[odd, "-e", ""], odd]);
    });

    it("runs in the folder that it is told, reads the project and writes the work folder", async () => {
      const { lane, workFolder, projectFolder } = setting;
      await writeFile(join(projectFolder, "seen.txt"), "from the project");
      await mkdir(join(workFolder, "deep er"), { recursive: true });
      const source = lane.inside(join(projectFolder, "seen.txt"));
      const exit = await run(
        `import os,sys; open('made.txt','w').write(open(${JSON.stringify(source)}).read()); print(os.getcwd())`,
        {
          cwd: join(workFolder, "deep er"),
        },
      );
      expect(exit.code).toBe(0);
      expect(lane.outside(exit.stdout.trimEnd())).toBe(join(workFolder, "deep er"));
      expect(await readFile(join(workFolder, "deep er", "made.txt"), "utf8")).toBe("from the project");
    });

    it("shows each line as it comes and keeps both streams in the log", async () => {
      const lines: string[] = [];
      const logFile = join(setting.workFolder, "logs", "job.log");
      const code = "import sys; print('one', flush=True); print('two', file=sys.stderr, flush=True); print('zwölf')";
      await run(code, { capture: false, logFile, onLine: (line) => lines.push(line) });
      expect(lines.toSorted()).toEqual(["one", "two", "zwölf"]);
      const log = await readFile(logFile, "utf8");
      expect(log.trimEnd().split("\n").toSorted()).toEqual(["one", "two", "zwölf"]);
    });

    it("gives standard input when there is some, and an empty one otherwise", async () => {
      expect((await run("print(input())", { input: "from outside\n" })).stdout).toBe("from outside\n");
      expect((await run("import sys; print(repr(sys.stdin.read()))")).stdout).toBe("''\n");
    });

    it("A17: shows no token, no input and no index password to what runs in it", async () => {
      const { stdout } = await run("import os; print('\\n'.join(f'{k}={v}' for k, v in os.environ.items()))");
      expect(stdout).toContain("PIP_DISABLE_PIP_VERSION_CHECK=1");
      expect(stdout).not.toMatch(/canary|ACTIONS_|INPUT_|GITHUB_/);
    });

    it("reaches a server of this machine under its own name for it", async () => {
      const server = createServer((_, response) => response.end("reached"));
      await new Promise<void>((done) => server.listen(0, setting.lane.bindAddress, done));
      const url = `http://${setting.lane.hostAddress}:${(server.address() as AddressInfo).port}/`;
      const exit = await run(
        `import urllib.request as r; print(r.urlopen(${JSON.stringify(url)}, timeout=60).read().decode())`,
      );
      server.close();
      expect(exit.stdout).toBe("reached\n");
    });
  });
}
