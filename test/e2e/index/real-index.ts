import { spawnSync } from "node:child_process";
import { PYTHON, realIndexEnvironment } from "./run-cli.ts";

const SCRIPT = `
import os
from pip._internal.configuration import Configuration
from pip._internal.models.index import PyPI
configuration = Configuration(isolated=False)
configuration.load()
settings = dict(configuration.items())
flat = {}
for key, value in settings.items():
    flat.update(value if isinstance(value, dict) else {key: value})
print(os.environ.get("PIP_INDEX_URL") or flat.get("global.index-url") or PyPI.simple_url)
`;

/** The index that pip asks on this machine when nobody names one. */
export function realIndexUrl(home: string): string {
  const asked = spawnSync(PYTHON, ["-c", SCRIPT], { encoding: "utf8", env: realIndexEnvironment(home) });
  if (asked.status !== 0) throw new Error(`pip does not name its index: ${asked.stderr}`);
  return asked.stdout.trim();
}
