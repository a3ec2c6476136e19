/** One build to record. Its Dockerfile may say `{index}` for the address of the test index. */
export interface DockerScenario {
  readonly name: string;
  readonly dockerfile: readonly string[];
  /** Files of the build context. */
  readonly files?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** Built by `buildx bake`: the lines of its `docker-bake.hcl`, with `{base}` for the address of the base image. */
  readonly bake?: readonly string[];
  /** Of BuildKit's daemon. */
  readonly daemon?: Readonly<Record<string, string>>;
  /** The same build ran before, so that its steps come from the cache. */
  readonly warm?: boolean;
  /** Besides plain: the same Dockerfile once more with `--progress=rawjson`, and the exported record of the plain build. */
  readonly forms?: readonly ("rawjson" | "dockerbuild" | "tty")[];
  /** Also with Docker's builder before BuildKit (`DOCKER_BUILDKIT=0`) and with BuildKit of engine 20.10. */
  readonly engine?: boolean;
  /** What is true of the build, whatever its log looks like. */
  readonly truth: {
    readonly fails: boolean;
    /** First line of the instruction. */
    readonly line?: number;
    /** As BuildKit names it: it leaves the name out when there is one stage. */
    readonly stage?: string | null;
  };
}

const PIP = ["FROM base AS builder", "ENV PIP_CACHE_DIR=/cache PIP_BREAK_SYSTEM_PACKAGES=1 PIP_INDEX_URL={index}"];
const BOTH = ["--platform", "linux/amd64,linux/arm64"];
const ARM = ["--platform", "linux/arm64"];
/** Prints for twelve seconds, so that BuildKit turns to another step in between. */
const TALK = (name: string): string => `RUN for n in 1 2 3 4 5 6 7 8 9 10 11 12; do echo "${name} $n"; sleep 1; done`;

export const SCENARIOS: readonly DockerScenario[] = [
  {
    name: "ok",
    dockerfile: [...PIP, "WORKDIR /app", "COPY requirements.txt .", "RUN pip install -r requirements.txt"],
    files: { "requirements.txt": "chain\nmanypkg\n" },
    forms: ["rawjson", "dockerbuild"],
    engine: true,
    truth: { fails: false },
  },
  {
    name: "pip-header",
    dockerfile: [
      ...PIP,
      "WORKDIR /app",
      "COPY requirements.txt .",
      "RUN pip wheel -w /wheels -r requirements.txt",
      "FROM base",
      "COPY --from=builder /wheels /wheels",
      "RUN pip install --no-index /wheels/*.whl",
    ],
    files: { "requirements.txt": "purepkg\ncbad==0.1.0\n" },
    forms: ["rawjson", "dockerbuild", "tty"],
    engine: true,
    truth: { fails: true, line: 5, stage: "builder" },
  },
  {
    name: "pip-conflict",
    dockerfile: [...PIP, "RUN pip install needs-old needs-new"],
    forms: ["rawjson", "dockerbuild"],
    truth: { fails: true, line: 3, stage: null },
  },
  {
    name: "apt-fails",
    dockerfile: ["FROM base", "RUN apt-get install -y --no-install-recommends \\", "      gcc no-such-package-dev"],
    forms: ["rawjson", "dockerbuild"],
    engine: true,
    truth: { fails: true, line: 2, stage: null },
  },
  {
    name: "curl-missing",
    dockerfile: ["FROM base AS fetch", "RUN curl -fsSL http://127.0.0.1:1/model.bin -o /model.bin"],
    engine: true,
    truth: { fails: true, line: 2, stage: null },
  },
  {
    name: "heredoc",
    dockerfile: ["FROM base", "RUN <<SETUP", "set -e", "python3 --version", "make all", "SETUP"],
    truth: { fails: true, line: 2, stage: null },
  },
  {
    name: "killed",
    dockerfile: ["FROM base", "RUN echo compiling; sh -c 'kill -9 $$'; exit $?"],
    engine: true,
    truth: { fails: true, line: 2, stage: null },
  },
  {
    name: "interleaved",
    dockerfile: [
      "FROM base AS first",
      TALK("first"),
      ...PIP,
      "RUN pip wheel -v -w /wheels cext && sleep 11 && pip wheel -w /wheels purepkg",
      "FROM base",
      "COPY --from=first /etc/hostname /first",
      "COPY --from=builder /wheels /wheels",
    ],
    forms: ["rawjson", "dockerbuild"],
    truth: { fails: false },
  },
  {
    name: "partial-lines",
    dockerfile: [
      "FROM base AS first",
      TALK("first"),
      "FROM base AS second",
      "RUN for n in 1 2 3; do printf 'Compiling part '; sleep 6; echo \"$n\"; done",
      "FROM base",
      "COPY --from=first /etc/hostname /first",
      "COPY --from=second /etc/hostname /second",
    ],
    truth: { fails: false },
  },
  {
    name: "platforms",
    dockerfile: [...PIP, "RUN pip wheel -w /wheels cext", "FROM base", "COPY --from=builder /wheels /wheels"],
    args: BOTH,
    forms: ["rawjson", "dockerbuild"],
    truth: { fails: false },
  },
  {
    name: "emulated-fails",
    dockerfile: [...PIP, "RUN pip install cbad"],
    args: ARM,
    forms: ["rawjson"],
    truth: { fails: true, line: 3, stage: null },
  },
  {
    name: "platforms-fail",
    dockerfile: [...PIP, 'RUN test "$(uname -m)" = x86_64 || pip install cbad'],
    args: BOTH,
    forms: ["rawjson"],
    truth: { fails: true, line: 3, stage: null },
  },
  {
    name: "cached",
    dockerfile: [...PIP, "WORKDIR /app", "RUN pip install purepkg", "RUN pip install no-such-project"],
    warm: true,
    forms: ["rawjson"],
    engine: true,
    truth: { fails: true, line: 5, stage: null },
  },
  {
    name: "clipped",
    dockerfile: [...PIP, "RUN seq 1 2000 && pip install -v cbad"],
    daemon: { BUILDKIT_STEP_LOG_MAX_SIZE: "4096" },
    forms: ["rawjson"],
    truth: { fails: true, line: 3, stage: null },
  },
  {
    name: "copy-missing",
    dockerfile: ["FROM base", "RUN true", "COPY wheels/*.whl requirements.lock /app/"],
    engine: true,
    truth: { fails: true, line: 3, stage: null },
  },
  {
    name: "syntax-error",
    dockerfile: ["FROM base", "RUNN pip install purepkg"],
    engine: true,
    truth: { fails: true, line: 2, stage: null },
  },
  {
    name: "bake",
    dockerfile: [
      "FROM base AS builder",
      "RUN echo ready",
      "FROM base",
      "COPY --from=builder /etc/hostname /hostname",
      "RUN pip install --break-system-packages --no-index nothing-here",
    ],
    files: { "web.Dockerfile": "FROM base\nRUN sleep 1; echo web\n" },
    bake: [
      'group "default" { targets = ["app", "web"] }',
      'target "app" { contexts = { base = "{base}" } }',
      'target "web" {',
      '  dockerfile = "web.Dockerfile"',
      '  contexts = { base = "{base}" }',
      "}",
    ],
    forms: ["rawjson"],
    truth: { fails: true, line: 5, stage: "stage-1" },
  },
  {
    name: "parallel-failures",
    dockerfile: [
      "FROM base AS slow",
      "RUN sleep 30",
      "FROM base AS quick",
      "RUN sleep 1; make -C /src",
      "FROM base",
      "COPY --from=slow /etc/hostname /a",
      "COPY --from=quick /etc/hostname /b",
    ],
    forms: ["rawjson"],
    truth: { fails: true, line: 4, stage: "quick" },
  },
];
