import type { EventBody } from "../../event.ts";
import type { LegacyBuilder } from "../../events/docker.ts";
import type { LogRule } from "../../rule.ts";

interface Form {
  readonly builder: LegacyBuilder;
  readonly start: string;
  /** Groups: command, exit code. */
  readonly pattern: RegExp;
}

/** How builders other than BuildKit say that an instruction failed. The command ends at the last of the words behind it. */
const FORMS: readonly Form[] = [
  { builder: "docker", start: "The command '", pattern: /^The command '(.*)' returned a non-zero code: (\d{1,9})$/ },
  // With runc or crun; `error ` up to buildah 1.23.
  {
    builder: "buildah",
    start: "Error: building at STEP ",
    pattern: /^Error: building at STEP "(.*)": while running runtime: exit status (\d{1,9})$/,
  },
  {
    builder: "buildah",
    start: "Error: error building at STEP ",
    pattern: /^Error: error building at STEP "(.*)": error while running runtime: exit status (\d{1,9})$/,
  },
  // With --isolation=chroot.
  {
    builder: "buildah",
    start: "Error: building at STEP ",
    pattern: /^Error: building at STEP "(.*)": exit status (\d{1,9})$/,
  },
  {
    builder: "kaniko",
    start: "error building image: ",
    pattern:
      /^error building image: (?:error building stage: )?failed to execute command: ()waiting for process to exit: exit status (\d{1,9})$/,
  },
];

/** Other errors of Docker's builder: a file that is not there, an instruction that it does not know. */
const DAEMON = "Error response from daemon: ";
const OTHER = /^(?:COPY failed: |ADD failed: |dockerfile parse error |failed to process )/;

/** buildah: a step without a process. The instruction in quotes, then the error. */
const STEP = /^Error: (?:error )?building at STEP "/;

function errorOfStep(text: string): string | null {
  const end = STEP.test(text) ? text.indexOf('": ') : -1;
  return end === -1 ? null : text.slice(end + '": '.length);
}

/** The last word of a build that another builder than BuildKit could not finish. */
export const legacyFailed: LogRule = {
  name: "legacy-failed",
  examples: [
    "The command '/bin/sh -c pip install -r requirements.txt' returned a non-zero code: 1",
    'Error: building at STEP "RUN pip install -r requirements.txt": while running runtime: exit status 1',
    'Error: building at STEP "RUN pip install -r requirements.txt": exit status 1',
    'Error: building at STEP "COPY a /": checking on sources under "/src": copier: stat: "/a": no such file or directory',
    "error building image: error building stage: failed to execute command: waiting for process to exit: exit status 1",
    "COPY failed: file not found in build context or excluded by .dockerignore: stat wheels: file does not exist",
    "Error response from daemon: dockerfile parse error line 2: unknown instruction: RUNN",
  ],
  starts: [...FORMS.map(({ start }) => start), DAEMON, "COPY failed: ", "ADD failed: ", "dockerfile parse error "],
  level: "top",
  read(line) {
    const text = line.message;
    for (const { builder, pattern } of FORMS) {
      const [, command, code] = pattern.exec(text) ?? [];
      if (code !== undefined) return failed(builder, text, command === "" ? null : (command ?? null), Number(code));
    }
    const error = errorOfStep(text);
    if (error !== null) return failed("buildah", error, null, null);
    const own = text.startsWith(DAEMON) ? text.slice(DAEMON.length) : text;
    return OTHER.test(own) ? failed("docker", own, null, null) : null;
  },
};

function failed(builder: LegacyBuilder, message: string, command: string | null, exitCode: number | null): EventBody {
  return { kind: "legacy-failed", builder, message, command, exitCode };
}
