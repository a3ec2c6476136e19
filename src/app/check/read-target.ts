import { WheelhouseError } from "../../core/error.ts";
import { parsePlatform } from "../../core/target/platform.ts";
import { findProfile, type TargetProfile } from "../../core/target/profiles.ts";
import { readImage } from "./read-image.ts";
import { readProfileFile } from "./read-profile-file.ts";
import { readThisMachine } from "./read-this-machine.ts";
import { type ReadTarget, requireTarget, type TargetPorts, type TargetWishes, USUAL_PYTHON } from "./target-wishes.ts";

/**
 * The targets that are meant, each with one sentence on what was assumed (null: nothing). Without a wish: this machine.
 * Rejects with a WheelhouseError that names the problems of all of them: `unknown-target`, `invalid-input`,
 * `unreadable-file`, `no-docker`, `no-emulation`, `no-image`, `no-python`.
 */
export async function readTargets(wishes: TargetWishes, ports: TargetPorts): Promise<readonly ReadTarget[]> {
  if (wishes.targets.length === 0) return [await readThisMachine(wishes, ports)];
  const results = await Promise.allSettled(wishes.targets.map((text) => readTarget(text, wishes, ports)));
  const failed = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  if (failed.length > 0) throw joinErrors(failed);
  const read = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  return withOwnIds([
    ...new Map(read.map((each) => [`${each.target.id} ${each.target.profile ?? ""}`, each])).values(),
  ]);
}

/** Reports tell targets apart by their ids: two systems of the same platform, C library and Python get their names into it. */
function withOwnIds(read: readonly ReadTarget[]): readonly ReadTarget[] {
  const isShared = (id: string): boolean => read.filter(({ target }) => target.id === id).length > 1;
  return read.map(({ target, note }) => {
    const { id, profile } = target;
    return { target: isShared(id) && profile !== null ? { ...target, id: `${id} (${profile})` } : target, note };
  });
}

/** `image:…`, `….json`, a platform, a profile or an id. */
async function readTarget(text: string, wishes: TargetWishes, ports: TargetPorts): Promise<ReadTarget> {
  const word = text.trim();
  if (word.startsWith("image:")) return await readImage(word, wishes, ports);
  if (/\.json$/i.test(word)) return await readProfileFile(word, wishes, ports);
  const profile = findProfile(word);
  if (profile !== null) return readProfile(profile, wishes);
  return parsePlatform(word).ok ? await readPlatform(word, wishes, ports) : readId(text, wishes);
}

function readProfile(profile: TargetProfile, { python, libc }: TargetWishes): ReadTarget {
  const own = profile.pythons[0];
  const target = requireTarget({ platform: profile.name, python: python ?? own, ...(libc === null ? {} : { libc }) });
  const chosen = python === null ? `Python ${own} is its own` : `Python ${python} as asked for`;
  const floor = libc === null ? `${target.libc?.tag} follows from it` : `${libc} as asked for`;
  return { target, note: `${profile.name} is ${profile.title}: ${chosen}, ${floor}.` };
}

async function readPlatform(
  word: string,
  { python, libc }: TargetWishes,
  { pythonHere }: TargetPorts,
): Promise<ReadTarget> {
  const running = python === null ? await pythonHere() : null;
  const version = python ?? running?.minor ?? USUAL_PYTHON;
  const target = requireTarget({ platform: word, python: version, ...(libc === null ? {} : { libc }) });
  const assumed = [
    ...(python !== null
      ? []
      : [`Python ${version} (${running === null ? "no Python runs here" : "the one that runs here"})`]),
    ...(libc !== null ? [] : [`${target.libc?.tag} (the default)`]),
  ];
  const note =
    assumed.length === 0
      ? null
      : `${target.platform.name}: ${assumed.join(" and ")} assumed; --python and --libc say otherwise.`;
  return { target, note };
}

function readId(text: string, { python, libc }: TargetWishes): ReadTarget {
  const target = requireTarget(text);
  const unused = [...(python === null ? [] : [`--python ${python}`]), ...(libc === null ? [] : [`--libc ${libc}`])];
  const note = unused.length === 0 ? null : `${target.id} says all of itself: ${unused.join(" and ")} not used for it.`;
  return { target, note };
}

function joinErrors(errors: readonly unknown[]): unknown {
  const known = errors.filter((error) => error instanceof WheelhouseError);
  const [first] = known;
  if (first === undefined || known.length < errors.length)
    return errors.find((error) => !known.includes(error as never));
  if (known.length === 1) return first;
  const problems = known.flatMap((error) => (error.problems.length > 0 ? error.problems : [error.message]));
  const hints = [...new Set(known.flatMap(({ hint }) => (hint === null ? [] : [hint])))];
  return new WheelhouseError(first.code, problems.join(" "), {
    hint: hints.join("\n") || null,
    places: known.flatMap(({ places }) => places),
    problems,
  });
}
