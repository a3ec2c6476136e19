/** A generated log in the manner of pip with `-v`: what it holds is known, so that a reader's result can be checked. */
export interface Mix {
  /** Percent of the lines that say something; the others are the output of builds. */
  readonly share: number;
  /** A piece of the log; the log is this piece again and again. */
  readonly piece: Buffer;
  readonly lines: number;
  /** Lines of the piece that say something: one event each. */
  readonly interesting: number;
}

/** What a line has to begin with to be interesting; the pattern of the peers. */
export const INTERESTING =
  "^ *(Collecting |Downloading |Using cached |Requirement already satisfied: |Building wheel for |Created wheel for |Successfully |ERROR: )";

const PIECE = 2 * 1024 * 1024;
const NAMES = ["numpy", "pandas", "scipy", "cryptography", "lxml", "pillow", "grpcio", "aiohttp", "orjson", "pyyaml"];
const DIGEST = "d0ebf3a3f42362ad5982ae4475b0d3c5ddae8e8fcf57090294040fd942b8c727";
/** Interesting lines of one unit besides those of a build. */
const LOOKED_AT = 8;
const OF_A_BUILD = 3;

/** @param share 1 to 100; with 100 nothing is built */
export function makeMix(share: number, seed = 1): Mix {
  const below = makeRandom(seed);
  const lines: string[] = [];
  let interesting = 0;
  for (let size = 0; size < PIECE; ) {
    const before = lines.length;
    for (let count = 0; count < LOOKED_AT; count += 4) addCandidate(lines, below);
    if (share < 100) addBuild(lines, below, Math.round((LOOKED_AT + OF_A_BUILD) * (100 / share - 1)) - 1);
    interesting += LOOKED_AT + (share < 100 ? OF_A_BUILD : 0);
    for (const line of lines.slice(before)) size += line.length + 1;
  }
  return { share, piece: Buffer.from(`${lines.join("\n")}\n`), lines: lines.length, interesting };
}

type Below = (limit: number) => number;

function addCandidate(lines: string[], below: Below): void {
  const name = NAMES[below(NAMES.length)];
  const version = `${below(9)}.${below(30)}.${below(9)}`;
  const wheel = `${name}-${version}-cp312-cp312-manylinux_2_17_aarch64.manylinux2014_aarch64.whl`;
  lines.push(
    `Collecting ${name}>=${version} (from app==1.0->-r requirements.txt (line ${below(90)}))`,
    `  Downloading ${wheel}.metadata (${below(90)} kB)`,
    `Requirement already satisfied: ${name}<9 in /usr/lib/python3/dist-packages (from app==1.0) (${version})`,
    `  Using cached ${wheel} (${below(90)} kB)`,
  );
}

function addBuild(lines: string[], below: Below, output: number): void {
  const name = NAMES[below(NAMES.length)];
  const step = `Building wheel for ${name} (pyproject.toml)`;
  lines.push(`  ${step}: started`, `  Running command ${step}`);
  for (let count = 0; count < output; count += 1) lines.push(outputLine(name ?? "", count, below));
  lines.push(
    `  ${step}: finished with status 'done'`,
    `  Created wheel for ${name}: filename=${name}-1.0-py3-none-any.whl size=${below(99_999)} sha256=${DIGEST}`,
  );
}

function outputLine(name: string, count: number, below: Below): string {
  const source = `src/${name}/_module_${below(99)}.c`;
  if (count % 3 === 0) return `  copying ${source} -> build/lib.linux-aarch64-cpython-312/${name}/core`;
  if (count % 3 === 1) return `  ${source}:${below(900)}:12: warning: unused variable 'index' [-Wunused-variable]`;
  return `  aarch64-linux-gnu-gcc -Wsign-compare -DNDEBUG -g -fwrapv -O2 -Wall -fPIC -Isrc/${name}/include -c ${source} -o build/temp/${source}.o`;
}

/** Numerical Recipes' linear congruential generator: the same log for the same seed everywhere. */
function makeRandom(seed: number): Below {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
