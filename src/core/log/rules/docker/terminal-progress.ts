import type { LogRule } from "../../rule.ts";

/** `docker build --progress=tty` written into a file: what the steps printed is overwritten and lost. */
export const terminalProgress: LogRule = {
  name: "terminal-progress",
  examples: [
    "[+] Building 12.3s (7/10)                                docker:default\n => [builder 4/7] RUN pip wheel -w /wheels 12.1s\n => => # Collecting numpy",
  ],
  starts: ["[+] Building "],
  level: "any",
  read: () => ({
    take: (line) => line.text.startsWith("=> ") || line.text.startsWith("[+] Building ") || line.text === "",
    close: () => ({ kind: "docker-terminal" }),
  }),
};
