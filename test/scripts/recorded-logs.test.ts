import { readdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scrubLog } from "../../scripts/record-fixture/scrub.ts";

const LOGS = join(import.meta.dirname, "../fixtures/logs");
/** What only the machine that recorded a log can have written into it. */
const OF_A_MACHINE = [
  /\b127\.0\.0\.1:\d{5}\b/,
  /\blocalhost:\d{5}\b/,
  /\/root\//,
  /\/home\/(?!runner\/)/,
  /\.pyenv\b/,
  /\/tmp\/(?:pips|record|backends)-\w{6}\b/,
];

describe("recorded logs of pip", () => {
  const files = ["pip", "backends"].flatMap((folder) =>
    readdirSync(join(LOGS, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /(?:input\.log|report\.json)$/.test(name))
      .map((name) => join(folder, name)),
  );

  it("hold nothing of the machine that they were recorded on", () => {
    expect(files.length).toBeGreaterThan(200);
    const own = hostname().length < 4 ? [] : [new RegExp(`\\b${hostname().replaceAll(/\W/g, "\\$&")}\\b`)];
    const found = files.flatMap((name) => {
      const text = readFileSync(join(LOGS, name), "utf8");
      return [...OF_A_MACHINE, ...own].filter((pattern) => pattern.test(text)).map((pattern) => `${name}: ${pattern}`);
    });
    expect(found).toEqual([]);
  });

  it("are the same each time, in length and in what they say", () => {
    const options = {
      origin: "http://127.0.0.1:43210",
      deadOrigin: null,
      project: "/tmp/pips-abcdef/project",
      venv: "/tmp/pips-abcdef/venv",
      root: "/tmp/pips-abcdef",
      pip: "/home/me/.cache/pips/pip-26.3",
      python: "/home/me/python",
    };
    const text = [
      "2026-11-21T07:00:00,123 Using pip 26.3 from /tmp/pips-abcdef/venv/lib/python3.13/site-packages/pip (python 3.13)",
      "2026-11-21T07:00:00,125   Downloading http://127.0.0.1:43210/files/a-1.0.tar.gz (1.3 kB)",
      '2026-11-21T07:00:09,000   File "/home/me/.cache/pips/pip-26.3/pip/_internal/x.py", line 1',
      '2026-11-21T07:00:09,001   File "/home/me/python/lib/python3.13/zipfile.py", line 2',
      "2026-11-21T07:00:09,002   in /tmp/pips-abcdef/temporary/pip-install-k3h_9xyz/a_0123456789abcdef0123456789abcdef",
    ].join("\n");
    expect(scrubLog(text, options).split("\n")).toEqual([
      "2026-01-01T00:00:00,000 Using pip 26.3 from /venv/lib/python3.13/site-packages/pip (python 3.13)",
      "2026-01-01T00:00:00,010   Downloading http://index.example/files/a-1.0.tar.gz (1.3 kB)",
      '2026-01-01T00:00:00,020   File "/venv/lib/python3/site-packages/pip/_internal/x.py", line 1',
      '2026-01-01T00:00:00,030   File "/usr/lib/python3.13/zipfile.py", line 2',
      `2026-01-01T00:00:00,040   in /tmp/work/temporary/pip-install-00000000/a_${"0".repeat(32)}`,
    ]);
  });
});
