import type { EmulationState } from "./binfmt.ts";
import { BINFMT_IMAGE } from "./images.ts";
import { nativeRunnerHint, type Platform } from "./platform.ts";

/** Why programs of the target do not run here, in one sentence. Null when they do. */
export function describeEmulation(state: EmulationState, host: Platform, target: Platform): string | null {
  const begin = `${target.name} cannot be emulated on this ${host.name} machine:`;
  switch (state.kind) {
    case "ready":
      return null;
    case "absent": {
      const others = state.others.length === 0 ? "" : ` (registered are only: ${state.others.join(", ")})`;
      return `${begin} no QEMU for ${target.machine} is registered in binfmt_misc${others}.`;
    }
    case "disabled":
      return `${begin} its binfmt_misc entry ${state.entry.name} is switched off.`;
    case "not-fixed":
      return (
        `${begin} its binfmt_misc entry ${state.entry.name} was registered without flag F ` +
        `(flags: ${state.entry.flags || "none"}), so containers do not find ${state.entry.interpreter}.`
      );
  }
}

/** What makes emulation work: the workflow step, the command for a machine of one's own, and how to do without. */
export function emulationAdvice(target: Platform): string {
  const word = target.name.slice("linux/".length);
  const runner = nativeRunnerHint(target);
  const lines = [
    "In a workflow, add this step before Wheelhouse:",
    "  - uses: docker/setup-qemu-action@v4",
    "    with:",
    `      platforms: ${word}`,
    `      image: ${BINFMT_IMAGE}`,
    "On a machine of your own, run once after each boot:",
    `  docker run --privileged --rm ${BINFMT_IMAGE} --install ${word}`,
    "or, on Debian and Ubuntu, once for ever:",
    "  sudo apt-get install qemu-user-static binfmt-support",
  ];
  return [...lines, ...(runner === null ? [] : [runner])].join("\n");
}
