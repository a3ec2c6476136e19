import type { Severity } from "../report/model.ts";

export interface CatalogueEntry {
  readonly code: string;
  /** Of most of its findings; some checks say less or more with a reason of their own. */
  readonly severity: Severity;
  /** Plain text, for lists of findings. */
  readonly title: string;
  /** Page of the repository that explains it. */
  readonly docs: string;
}

const entry = (code: string, severity: Severity, title: string): CatalogueEntry => ({
  code,
  severity,
  title,
  docs: `docs/findings/${code}.md`,
});

/** Every code a finding can have. A new one is a line here, a check, a page and a fixture; a test holds them together. */
export const CATALOGUE: readonly CatalogueEntry[] = [
  entry("broken-requirement", "warning", "Installed packages that do not go together"),
  entry("build-cycle", "error", "Packages that cannot be built without each other"),
  entry("build-failed", "error", "A package could not be built"),
  entry("closure-incomplete", "warning", "What the requirements pull in is not all known"),
  entry("conflict", "error", "Requirements that cannot hold together"),
  entry("dependency-cycle", "notice", "Packages that need each other at run time"),
  entry("docker-step-failed", "error", "A step of a Docker build failed"),
  entry("extra-missing", "warning", "An extra that the chosen version does not have"),
  entry("hash-mismatch", "error", "A file is not the one that was asked for"),
  entry("hash-missing", "error", "A requirement has no hash although hashes are required"),
  entry("incomplete", "error", "The run was cut short"),
  entry("index-bypassed", "warning", "An index that Wheelhouse cannot stand in for"),
  entry("index-in-file", "notice", "A file changes where packages come from"),
  entry("invalid-input", "error", "A line that cannot be read"),
  entry("libc-too-old", "error", "The wheels need a newer C library than the target has"),
  entry("missing-wheel", "error", "No wheel fits, and nothing can be built instead"),
  entry("name-on-two-indexes", "warning", "Several indexes have a project of the same name"),
  entry("network", "error", "An index did not answer as it should"),
  entry("no-matching-distribution", "error", "No file fits a requirement"),
  entry("not-found", "error", "A project or version that no index has"),
  entry("project-status", "notice", "A project that its index marks as archived, deprecated or quarantined"),
  entry("requires-python", "error", "A package needs another Python"),
  entry("resolver-disagreement", "warning", "An installer says something else than Wheelhouse's solver"),
  entry("run-failed", "error", "A tool stopped with an error of its own"),
  entry("source-build", "notice", "A package is built from source"),
  entry("stub-wheel", "notice", "A wheel for every platform where others have compiled ones"),
  entry("system-packages", "notice", "What the system must have for builds and at run time"),
  entry("unknown-format", "warning", "A log of a tool that is not known"),
  entry("variant-wheel", "error", "Only variant wheels, which no installer selects yet"),
  entry("wrong-abi", "error", "Wheels for this platform, but not for this Python"),
  entry("wrong-index", "warning", "The wheel to take is on another index"),
  entry("wrong-libc", "error", "Wheels for the other C library only"),
  entry("yanked", "warning", "A yanked version was chosen"),
];
