import type { Annotation } from "../../src/core/render/annotations.ts";
import type { Annotator, ArtifactOutcome, ArtifactStore, JobSummary, StepOutputs } from "../../src/ports/github.ts";
import type { Log } from "../../src/ports/log.ts";

export class FakeAnnotator implements Annotator {
  readonly shown: Annotation[] = [];
  annotate(annotations: readonly Annotation[]): void {
    this.shown.push(...annotations);
  }
}

export class FakeSummary implements JobSummary {
  text = "";
  async write(markdown: string): Promise<void> {
    this.text += markdown;
  }
}

export class FakeOutputs implements StepOutputs {
  readonly values: Record<string, string> = {};
  readonly variables: Record<string, string> = {};
  set(name: string, value: string): void {
    this.values[name] = value;
  }
  exportVariable(name: string, value: string): void {
    this.variables[name] = value;
  }
}

/** Names are taken once, as in a run. */
export class FakeArtifacts implements ArtifactStore {
  readonly uploads = new Map<string, { readonly files: readonly string[]; readonly root: string }>();
  async upload(name: string, files: readonly string[], root: string): Promise<ArtifactOutcome> {
    if (this.uploads.has(name))
      return { kind: "unavailable", reason: `this run already has an artifact called ${name}` };
    this.uploads.set(name, { files, root });
    return { kind: "uploaded", name, id: this.uploads.size, bytes: 1 };
  }
}

export class FakeLog implements Log {
  readonly lines: string[] = [];
  private readonly keep = (text: string) => void this.lines.push(text);
  readonly stage = this.keep;
  readonly info = this.keep;
  readonly warning = (text: string) => this.keep(`Warning: ${text}`);
  readonly foreign = this.keep;
  readonly debug = () => {};
}
