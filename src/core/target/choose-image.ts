import { type Parsed, type Problem, parsed, problemAt, unparsed } from "../problem.ts";
import { DEFAULT_IMAGE_PYTHON, DEFAULT_IMAGES, type DefaultImage, IMAGE_PYTHONS } from "./images.ts";
import { parseLibc } from "./libc.ts";
import type { Platform } from "./platform.ts";
import { type PythonChoice, parsePythonChoice } from "./python-choice.ts";

export interface ImageChoice {
  /** What Docker is asked for, pinned by digest where one is known. */
  readonly reference: string;
  readonly pinned: boolean;
  /** Null: whatever Python the image has (only with an image of the user's own). */
  readonly python: PythonChoice | null;
  /** The libc floor by which the image was chosen; null with an image of the user's own. */
  readonly libc: string | null;
}

export interface ImageWish {
  readonly platform: Platform;
  readonly python: string | null;
  readonly libc: string | null;
  /** The user's own image. */
  readonly image: string | null;
}

/** Picks the image to build in. Every problem of the wish at once: unknown Python, unknown libc, no image for the pair. */
export function chooseImage(wish: ImageWish): Parsed<ImageChoice> {
  const python = wish.python === null ? null : parsePythonChoice(wish.python);
  const libc = wish.libc === null ? null : parseLibc(wish.libc);
  const problems = [...readProblems(python), ...readProblems(libc), ...imageProblems(wish.image)];
  if (problems.length > 0) return unparsed(...problems);
  const choice = python?.ok ? python.value : null;
  if (wish.image !== null) {
    return parsed({ reference: wish.image, pinned: isPinned(wish.image), python: choice, libc: null });
  }
  const wanted = libc?.ok ? libc.value.tag : null;
  const found = DEFAULT_IMAGES.find(({ machine, libc: floor }) => {
    return machine === wish.platform.machine && (wanted === null || floor === wanted);
  });
  if (found === undefined) return unparsed(noImage(wish));
  if (choice?.kind === "version" && !IMAGE_PYTHONS.includes(choice.minor)) return unparsed(noPython(wish, found));
  return parsed({
    reference: imageReference(found),
    pinned: found.digest !== null,
    python: choice ?? defaultPython(),
    libc: found.libc,
  });
}

/** `name@sha256:…`, or the release's tag where no digest is known. */
export function imageReference(image: DefaultImage): string {
  return image.digest === null ? `${image.repository}:${image.release}` : `${image.repository}@${image.digest}`;
}

function readProblems(part: Parsed<unknown> | null): readonly Problem[] {
  return part === null || part.ok ? [] : part.problems;
}

/** A reference begins with a letter or digit (distribution/reference grammar), so it is never taken for an option. */
function imageProblems(reference: string | null): readonly Problem[] {
  if (reference === null || /^[A-Za-z0-9][\w.:/@-]*$/.test(reference)) return [];
  const expected = "a reference such as registry.example/team/image:tag or name@sha256:…";
  return [problemAt(reference, 0, "invalid-image", `"${reference}" is not an image reference`, expected)];
}

/** True for a reference that always means the same bytes. */
export function isPinned(reference: string): boolean {
  return /@sha256:[0-9a-f]{64}$/.test(reference);
}

function defaultPython(): PythonChoice {
  return {
    kind: "version",
    implementation: "cpython",
    minor: DEFAULT_IMAGE_PYTHON,
    version: DEFAULT_IMAGE_PYTHON,
    freeThreaded: false,
  };
}

function noImage(wish: ImageWish): Problem {
  const floors = DEFAULT_IMAGES.filter(({ machine }) => machine === wish.platform.machine).map(({ libc }) => libc);
  const message = `No default image builds ${wish.libc ?? "any"} wheels for ${wish.platform.name}`;
  const known = floors.length === 0 ? "an image of your own" : `one of ${floors.join(", ")}, or an image of your own`;
  return problemAt(wish.libc ?? "", 0, "no-default-image", message, known);
}

function noPython(wish: ImageWish, image: DefaultImage): Problem {
  const message = `The default image for ${wish.platform.name} (${image.repository}, ${image.release}) has no Python ${wish.python}`;
  const expected = `one of ${IMAGE_PYTHONS.join(", ")}, or an image of your own`;
  return problemAt(wish.python ?? "", 0, "no-python-in-image", message, expected);
}
