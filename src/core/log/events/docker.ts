/** What BuildKit and Docker's legacy builder say of their own. Source: BuildKit util/progress/progressui/printer.go. */
export type DockerEventBody = {
  readonly kind: "docker-step";
  /** `12` of `#12`; the step number of the legacy builder. */
  readonly id: string;
  /** As printed: `[linux/arm64 builder 4/7] RUN pip install …`. */
  readonly name: string;
  readonly phase: "started" | "cached" | "done" | "error" | "canceled";
  readonly seconds: number | null;
  /** Of `error`. */
  readonly message: string | null;
};
