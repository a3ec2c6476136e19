/** One entry of conda's `dependencies`, e.g. `conda-forge::pytorch=2.5=cuda*`. */
export interface MatchSpec {
  /** In lower case. */
  readonly name: string;
  /** As written, without build; empty when none is asked for. */
  readonly version: string;
}

/**
 * Reads the parts of a conda match specification that matter here: channel and subdirectory are left out, the build too.
 * Null when there is no package name. Source: conda's documentation, "Package match specifications".
 */
export function parseMatchSpec(text: string): MatchSpec | null {
  const bare = text.replace(/^.*::/s, "").trim();
  const match = /^([A-Za-z0-9_][\w.-]*)\s*(?:\[(.*)\])?(.*?)(?:\[(.*)\])?$/s.exec(bare);
  const name = match?.[1];
  if (name === undefined) return null;
  const bracket = /\bversion\s*=\s*(['"]?)([^'"]*)\1/.exec(match?.[2] ?? match?.[4] ?? "")?.[2];
  const version = bracket ?? withoutBuild((match?.[3] ?? "").trim());
  return { name: name.toLowerCase(), version };
}

/** `=3.11=h1234_0` and `3.11 h1234_0`: the build is last. */
function withoutBuild(text: string): string {
  return /^(=?=?[^=<>!~\s]+)(?:=|\s+)\S+$/.exec(text)?.[1] ?? text;
}

/** A conda version as clauses of PEP 440: `=3.11` means `==3.11.*`. Null when PEP 440 cannot say it. */
export function toSpecifiers(version: string): string | null {
  const text = version.replace(/\s+/g, "");
  if (text === "" || text === "*") return "";
  if (text.includes("|")) return null;
  const clauses = text.split(",").map((clause) => {
    const fuzzy = /^=?(\d+(?:\.\d+)*)(?:\.?\*)?$/.exec(clause);
    if (fuzzy !== null) return `==${fuzzy[1]}.*`;
    return /^(?:==|!=|~=|<=|>=|<|>)\d[\w.]*(?:\.\*)?$/.test(clause) ? clause : null;
  });
  return clauses.includes(null) ? null : clauses.join(",");
}
