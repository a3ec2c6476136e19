import { near, type Signature, signature } from "../signature.ts";

const UPDATE = ["apt-get update"];

/** apt, dnf and apk themselves, as they run in a RUN of a Dockerfile or before a build. */
export const PACKAGE_MANAGERS: readonly Signature[] = [
  signature({
    id: "apt-unknown-package",
    class: "system-packages",
    texts: [
      near("unable to locate package", /E: Unable to locate package (\S+)/),
      near("has no installation candidate", /E: Package '([^']+)' has no installation candidate/),
      near("couldn't find any package by", /E: Couldn't find any package by (?:glob|regex) '([^']+)'/),
    ],
    cause:
      "apt does not know the package $1: its lists are missing in this image, or this release of the distribution does not have it.",
    advice: "Run apt-get update in the same RUN; then search for the name in this release.",
    commands: [...UPDATE, "apt-cache search --names-only $1"],
    examples: [
      "E: Unable to locate package libfoo-dev",
      "E: Package 'python3.8-dev' has no installation candidate",
      "E: Couldn't find any package by glob 'libfoo1.0'",
    ],
    nearMisses: ["Selecting previously unselected package libffi-dev:arm64.", "Reading package lists..."],
    sources: "apt-pkg/cacheset.cc",
  }),
  signature({
    id: "apt-fetch",
    class: "system-packages",
    texts: [
      near("e: failed to fetch", /E: Failed to fetch (\S+)/),
      near(
        "does not have a release file",
        /E: The repository '([^']+)' (?:does not have|no longer has) a Release file/,
      ),
      near("unable to fetch some archives", /E: Unable to fetch some archives/),
    ],
    cause:
      "apt could not fetch its packages: its lists are older than the mirror, the release has been retired, or the mirror does not answer.",
    advice:
      "Run apt-get update in the same RUN as apt-get install; a retired release needs the archive's mirror or a newer image.",
    commands: UPDATE,
    examples: [
      "E: Failed to fetch http://deb.example/debian/pool/main/o/openssl/libssl-dev_3.0.11_arm64.deb  404  Not Found",
      "E: The repository 'http://deb.example/debian buster Release' does not have a Release file.",
      "E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?",
    ],
    nearMisses: ["Get:1 http://deb.example/debian bookworm InRelease [151 kB]", "Fetched 12.3 MB in 2s (6,150 kB/s)"],
    sources: "apt-pkg/acquire-item.cc",
  }),
  signature({
    id: "apt-signature",
    class: "system-packages",
    texts: [
      near("no_pubkey", /NO_PUBKEY ([0-9A-F]+)/),
      near("is not signed", /E: The repository '([^']+)' is not signed/),
      near("at least one invalid signature", /At least one invalid signature was encountered/),
    ],
    cause: "apt does not trust the repository: its key is not here, or the image's keys are too old.",
    advice: "Install the repository's key, or use a newer base image; on old Docker hosts, a newer libseccomp.",
    examples: [
      "W: GPG error: http://deb.example bookworm InRelease: The following signatures couldn't be verified because the public key is not available: NO_PUBKEY 0E98404D386FA1D9",
      "E: The repository 'http://deb.example bookworm InRelease' is not signed.",
      "W: GPG error: http://deb.example bookworm InRelease: At least one invalid signature was encountered.",
    ],
    nearMisses: ["gpg: key 0E98404D386FA1D9: public key imported"],
    sources: "apt-pkg/acquire-item.cc; apt's gpgv method",
  }),
  signature({
    id: "apt-broken",
    class: "system-packages",
    texts: [
      "e: unmet dependencies",
      "e: unable to correct problems, you have held broken packages",
      near("dpkg returned an error code", /E: Sub-process \/usr\/bin\/dpkg returned an error code \((\d+)\)/),
      "could not get lock /var/lib/",
      "dpkg was interrupted, you must manually run",
    ],
    cause:
      "apt could not install what was asked for: packages of different releases, a package that failed, or another apt that runs.",
    advice: "Do not mix releases of the distribution; the lines above name the packages.",
    commands: ["dpkg --configure -a", "apt-get install -y --fix-broken"],
    examples: [
      "E: Unmet dependencies. Try 'apt --fix-broken install' with no packages (or specify a solution).",
      "E: Unable to correct problems, you have held broken packages.",
      "E: Sub-process /usr/bin/dpkg returned an error code (1)",
      "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 812 (apt-get)",
      "E: dpkg was interrupted, you must manually run 'dpkg --configure -a' to correct the problem.",
    ],
    nearMisses: [
      "Setting up libffi-dev:arm64 (3.4.4-1) ...",
      "0 upgraded, 3 newly installed, 0 to remove and 0 not upgraded.",
    ],
    sources: "apt-private/private-install.cc; apt-pkg/deb/dpkgpm.cc",
  }),
  signature({
    id: "dnf-unknown-package",
    class: "system-packages",
    texts: [
      near("unable to find a match", /Unable to find a match: (\S+)/),
      near("no match for argument", /No match for argument: (\S+)/),
      "cannot find a valid baseurl for repo",
      near("failed to download metadata for repo", /Failed to download metadata for repo '([^']+)'/),
    ],
    cause:
      "dnf does not have what was asked for: the name is another in this release, or a repository is off or retired.",
    advice: "On AlmaLinux and RHEL, many development packages are in CRB and EPEL.",
    commands: ["dnf install -y epel-release", "dnf config-manager --set-enabled crb"],
    examples: [
      "Error: Unable to find a match: libfoo-devel",
      "No match for argument: libfoo-devel",
      "Error: Cannot find a valid baseurl for repo: base/7/x86_64",
      "Error: Failed to download metadata for repo 'appstream': Cannot prepare internal mirrorlist",
    ],
    nearMisses: ["Complete!", "Package gcc-8.5.0-22.el8_10.aarch64 is already installed."],
    sources: "dnf and yum texts (unverified)",
  }),
  signature({
    id: "apk-unknown-package",
    class: "system-packages",
    texts: [near("(no such package)", /^\s*(\S+) \(no such package\)/), "error: unable to select packages:"],
    cause: "apk does not have what was asked for in this release of Alpine.",
    advice: "Search for the name in this release, or enable the community repository.",
    commands: ["apk update", "apk search $1"],
    examples: ["  libfoo-dev (no such package):", "ERROR: unable to select packages:"],
    nearMisses: ["(12/34) Installing libffi-dev (3.4.6-r0)", "OK: 245 MiB in 62 packages"],
    sources: "apk-tools src/solver (unverified)",
  }),
];
