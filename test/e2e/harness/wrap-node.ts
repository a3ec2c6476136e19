import { chmodSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const NODE_24 = resolve(import.meta.dirname, "../../../node_modules/.bin/node");

/**
 * A program that stands for Node in `ActionRequest.node`, for what a runner's environment can do to it and the harness has
 * no word for: closed streams, umask, unset variables. In the script `run(stdio)` runs the action and resolves with its
 * exit code. It is no shell: those drop variables with a hyphen in their name, which is what inputs are.
 */
export function wrapNode(folder: string, script: string): string {
  const path = join(folder, `node-${Math.random().toString(36).slice(2)}.mjs`);
  const run = `const run = (stdio = "inherit", use = () => {}) => new Promise((resolve) => {
  const child = spawn(${JSON.stringify(NODE_24)}, process.argv.slice(2), { stdio });
  use(child);
  child.on("close", resolve);
});`;
  writeFileSync(path, `#!${NODE_24}\nimport { spawn } from "node:child_process";\n${run}\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** A `NODE_OPTIONS` that runs this JavaScript in the action's main thread before its own code. */
export function preload(folder: string, script: string): Record<string, string> {
  const path = join(folder, `preload-${Math.random().toString(36).slice(2)}.mjs`);
  writeFileSync(
    path,
    `import { isMainThread } from "node:worker_threads";\nif (isMainThread && /(build|post).js$/.test(process.argv[1] ?? "")) {\n${script}\n}\n`,
  );
  return { NODE_OPTIONS: `--import=${path}` };
}

/** For `preload`: calls `f()` once, right after the first text with `pattern` in it was printed. */
export const AFTER_TEXT = `function after(pattern, f) {
  const write = process.stdout.write;
  let isDone = false;
  process.stdout.write = function (chunk, ...rest) {
    const result = write.call(this, chunk, ...rest);
    if (!isDone && pattern.test(String(chunk))) {
      isDone = true;
      f();
    }
    return result;
  };
}`;
