import { near, type Signature, signature } from "../signature.ts";

/** Requirements that are fetched from a repository: what git says when it cannot. */
export const REPOSITORIES: readonly Signature[] = [
  signature({
    id: "git-credentials",
    class: "authentication",
    texts: [
      near("could not read ", /could not read (?:Username|Password) for '([^']{0,300})'/),
      near("authentication failed for", /Authentication failed for '([^']{0,300})'/),
      near("permission denied (publickey", /^()\S{0,100}?:? ?Permission denied \(publickey/),
      near("host key verification failed", /^()Host key verification failed/),
    ],
    cause: "The repository asks for credentials that this job does not have, or refuses them.",
    advice:
      "Give git a token or a key for it: actions/checkout's token is for its own repository only. In a Dockerfile use --mount=type=ssh or a secret mount.",
    commands: ["docker build --ssh default ."],
    examples: [
      "fatal: could not read Username for 'https://git.example': No such device or address",
      "remote: Support for password authentication was removed. fatal: Authentication failed for 'https://git.example/a.git/'",
      "git@git.example: Permission denied (publickey).",
      "Host key verification failed.",
    ],
    nearMisses: ["Authentication failed for the test user", "Permission denied: '/usr/lib/python3'"],
    sources: "git credential.c, http.c; OpenSSH",
  }),
  signature({
    id: "git-repository",
    class: "index",
    texts: [
      near("does not appear to be a git repository", /'([^']{0,300})' does not appear to be a git repository/),
      near("fatal: repository '", /fatal: repository '([^']{0,300})' (?:not found|does not exist)/),
      near("remote: repository not found", /^()remote: Repository not found/),
    ],
    cause: "There is no such repository, or this job may not see it.",
    advice: "Check the address in the requirement. A private repository answers in the same way without credentials.",
    commands: [],
    examples: [
      "fatal: '/srv/foo' does not appear to be a git repository",
      "fatal: repository 'https://git.example/foo.git/' not found",
      "remote: Repository not found.",
    ],
    nearMisses: ["fatal: not a git repository (or any of the parent directories): .git"],
    sources: "git connect.c, remote-curl.c; recorded from pip",
  }),
  signature({
    id: "git-revision",
    class: "index",
    texts: [
      near(
        "did not match any file(s) known to git",
        /pathspec '([^']{0,200})' did not match any file\(s\) known to git/,
      ),
      near("couldn't find remote ref", /couldn't find remote ref (\S{1,200})/),
      near("remote branch", /Remote branch (\S{1,200}) not found in upstream/),
    ],
    cause: "The repository has no branch, tag or commit $1.",
    advice: "Check what stands behind @ in the requirement; a commit that was rewritten away is gone.",
    commands: [],
    examples: [
      "error: pathspec 'v9.9' did not match any file(s) known to git",
      "fatal: couldn't find remote ref refs/heads/nope",
      "warning: Could not find remote branch nope. fatal: Remote branch nope not found in upstream origin",
    ],
    nearMisses: ["From https://git.example/foo * branch main -> FETCH_HEAD"],
    sources: "git builtin/checkout.c, builtin/fetch.c, builtin/clone.c",
  }),
];
