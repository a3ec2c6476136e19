import { interpreterTarget } from "../../core/target/interpreter-target.ts";
import { parsePlatform } from "../../core/target/platform.ts";
import { probeInterpreter } from "../probe-interpreter.ts";
import { type ReadTarget, refuseTarget, type TargetPorts, type TargetWishes } from "./target-wishes.ts";

/**
 * The target that an image is: its own Python is asked, in a container. `image:debian-python:13` is of this machine's
 * platform, as with `docker run`; `image:linux/arm64:debian-python:13` names another, which QEMU must be able to run.
 * Rejects with `no-docker`, `no-emulation`, `no-image`, `no-python`, `container-failed`.
 */
export async function readImage(word: string, wishes: TargetWishes, ports: TargetPorts): Promise<ReadTarget> {
  const { reference, platform } = splitImage(word, ports.host.platform);
  const folder = await ports.files.makeTempFolder(
    `${ports.files.resolve(wishes.workingDirectory, ".wheelhouse")}/.image-`,
  );
  try {
    const lane = await ports.containerLane.open({
      ...{ platform, python: wishes.python, libc: null, image: reference, containerNetwork: "none" },
      ...{ workFolder: folder, projectFolder: folder, signal: ports.signal },
    });
    try {
      const run = { environment: {}, folder, signal: ports.signal };
      const target = interpreterTarget(await probeInterpreter(lane, run), `image:${reference}`);
      if (!target.ok) throw refuseTarget(target.problems);
      const unused = wishes.libc === null ? "" : `; --libc ${wishes.libc} is not used for it`;
      return { target: target.value, note: `${word} is ${target.value.id}: ${lane.description}${unused}.` };
    } finally {
      await lane.close();
    }
  } finally {
    await ports.files.remove(folder);
  }
}

/** `linux/arm64:` before the reference names the platform: no reference has a colon before a second one but a registry's port. */
export function splitImage(word: string, host: string): { readonly reference: string; readonly platform: string } {
  const reference = word.slice("image:".length);
  const match = /^(linux\/[a-z0-9]+(?:\/v\d)?):(.+)$/s.exec(reference);
  const named = match === null ? null : parsePlatform(match[1] ?? "");
  if (match === null || !named?.ok) return { reference, platform: host };
  return { reference: match[2] ?? "", platform: named.value.name };
}
