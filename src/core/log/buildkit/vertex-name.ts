/** What the name of a BuildKit vertex says. Source: frontend/dockerfile/dockerfile2llb/convert.go `prefixCommand`. */
export interface VertexName {
  /** `step`: an instruction of a Dockerfile · `internal`: what BuildKit does around them. */
  readonly kind: "step" | "internal";
  /** bake's target or compose's service, where it can be told from the stage. */
  readonly target: string | null;
  /** On which it runs; only named when the build is for several platforms. */
  readonly platform: string | null;
  /** For which it builds; another one than `platform` in cross compiling (`linux/amd64->arm64`). */
  readonly forPlatform: string | null;
  /** Null when the Dockerfile has one stage without a name. `stage-1` is the second, unnamed one. */
  readonly stage: string | null;
  /** Place among ADD, COPY, RUN and WORKDIR of its stage, and how many there are. */
  readonly index: number | null;
  readonly total: number | null;
  /** Upper case: `RUN`; null for what is internal. */
  readonly instruction: string | null;
  /** Behind the instruction; the whole name for what is internal. */
  readonly text: string;
}

/** `[linux/arm64 builder 4/7] RUN pip install …` → its parts. Any text is a name: never fails. */
export function parseVertexName(name: string): VertexName {
  const close = name.indexOf("] ");
  const words = name.startsWith("[") && close !== -1 ? name.slice(1, close).trim().split(/ +/) : [];
  const count = COUNT.exec(words.at(-1) ?? "");
  if (count === null) return { ...INTERNAL, text: name };
  const labels = words.slice(0, -1);
  const platform = labels.find((word) => word.includes("/")) ?? null;
  const [stage = null, target = null] = labels.filter((word) => word !== platform).reverse();
  const { instruction, text } = parseInstruction(name.slice(close + 2));
  const [runs = null, builds = null] = platform?.split("->") ?? [];
  return {
    kind: "step",
    target,
    platform: runs,
    forPlatform: runs === null || builds === null ? runs : crossPlatform(runs, builds),
    stage,
    index: Number(count[1]),
    total: Number(count[2]),
    instruction,
    text,
  };
}

const COUNT = /^(\d{1,4})\/(\d{1,4})$/;

const INTERNAL: Omit<VertexName, "text"> = {
  kind: "internal",
  target: null,
  platform: null,
  forPlatform: null,
  stage: null,
  index: null,
  total: null,
  instruction: null,
};

/** `arm64` has the system of the platform before it, `windows/amd64` its own. */
function crossPlatform(runs: string, builds: string): string {
  const system = runs.slice(0, runs.indexOf("/"));
  const known = ["linux", "windows", "darwin", "freebsd"].some((name) => builds.startsWith(`${name}/`));
  return known ? builds : `${system}/${builds}`;
}

/** `RUN pip install x` → its word and the rest; `ONBUILD` before the instruction of a base image is left out. */
export function parseInstruction(line: string): { readonly instruction: string | null; readonly text: string } {
  const own = line.startsWith("ONBUILD ") ? line.slice("ONBUILD ".length) : line;
  const match = /^([A-Za-z]{3,12})(?: +|$)/.exec(own);
  return match?.[1] === undefined
    ? { instruction: null, text: own }
    : { instruction: match[1].toUpperCase(), text: own.slice(match[0].length) };
}
