import * as toolkit from "@actions/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeAnnotator } from "../../../src/adapters/github/annotations.ts";
import { formatCommand } from "../../../src/adapters/github/commands.ts";
import { makeGitHubLog } from "../../../src/adapters/github/log.ts";
import { maskSecrets } from "../../../src/adapters/github/masks.ts";
import { withToolkitOutput } from "../../../src/adapters/github/toolkit-output.ts";
import type { Annotation } from "../../../src/core/render/annotations.ts";
import { runnerCommands } from "../../rig/runner-commands.ts";
import { makeSink } from "./sink.ts";

const ANNOTATION: Annotation = {
  level: "error",
  title: "numpy: conflicting requirements",
  message: "torch needs numpy<2.",
  file: "requirements.txt",
  line: 14,
  column: 1,
};

describe("workflow commands", () => {
  it("B8: come back from the runner's parser as they were, whatever the values hold", () => {
    const tricky = fc.stringMatching(/^[ -~]{0,12}$/).map((text) => `${text}%0A::,a:b%3A,\r\n%25${text}`);
    fc.assert(
      fc.property(tricky, tricky, (title, message) => {
        const [command, ...more] = runnerCommands(formatCommand("error", { title, line: 3, file: null }, message));
        expect(more).toEqual([]);
        expect(command).toEqual({ command: "error", properties: { title, line: "3" }, data: message });
      }),
    );
  });

  it("B8: are written as the official toolkit writes them", async () => {
    const [title, message] = ["a%b:c,d\r\n::e", "x%0A\ny::z,:"];
    const lines: string[] = [];
    await withToolkitOutput(
      (line) => lines.push(`${line}\n`),
      async () => toolkit.error(message, { title, file: "a,b.txt", startLine: 3, startColumn: 7 }),
    );
    expect(formatCommand("error", { title, file: "a,b.txt", line: 3, col: 7 }, message)).toBe(lines.join(""));
  });
});

describe("annotations", () => {
  it("carry title, file, line and column", () => {
    const sink = makeSink();
    makeAnnotator(sink).annotate([ANNOTATION]);
    expect(sink.text()).toBe(
      "::error title=numpy%3A conflicting requirements,file=requirements.txt,line=14,col=1::torch needs numpy<2.\n",
    );
  });

  it("leave out a place that is not there", () => {
    const sink = makeSink();
    makeAnnotator(sink).annotate([{ ...ANNOTATION, file: null, line: null, column: null }]);
    expect(sink.text()).toBe("::error title=numpy%3A conflicting requirements::torch needs numpy<2.\n");
  });

  it("stop at ten of a level, over all calls", () => {
    const sink = makeSink();
    const annotator = makeAnnotator(sink);
    for (let call = 0; call < 3; call += 1) annotator.annotate(Array.from({ length: 7 }, () => ANNOTATION));
    annotator.annotate([{ ...ANNOTATION, level: "notice" }]);
    expect(runnerCommands(sink.text()).map(({ command }) => command)).toEqual([...Array(10).fill("error"), "notice"]);
  });
});

describe("masks", () => {
  it("D6: hide long secrets line by line and leave short ones alone", () => {
    const sink = makeSink();
    const masked = maskSecrets(sink, [
      "",
      "a",
      "abc",
      "-----BEGIN\nline-two\r\n\n-----END",
      "a+b(c)*[d",
      "a+b(c)*[d",
      "100%25",
    ]);
    expect(masked).toEqual(["-----BEGIN", "line-two", "-----END", "a+b(c)*[d", "100%25"]);
    expect(runnerCommands(sink.text()).map(({ command, data }) => [command, data])).toEqual(
      masked.map((secret) => ["add-mask", secret]),
    );
  });
});

describe("the log", () => {
  it("makes a group of each stage and ends it before the next", () => {
    const sink = makeSink();
    const log = makeGitHubLog(sink);
    log.stage("Resolving\n8 requirements");
    log.info("pip 26.3");
    log.stage("Building");
    log.warning("the cache is read-only");
    log.close();
    log.close();
    expect(sink.text()).toBe(
      "::group::Resolving 8 requirements\npip 26.3\n::endgroup::\n::group::Building\nWarning: the cache is read-only\n::endgroup::\n",
    );
  });

  it("lets no text of others command the runner", () => {
    const sink = makeSink();
    const log = makeGitHubLog(sink);
    const attack = "::add-mask::a\n##[error]b\r::set-output name=x::y";
    log.foreign(attack);
    log.info(attack);
    log.warning(attack);
    log.stage(attack);
    log.debug(attack);
    expect(runnerCommands(sink.text()).map(({ command }) => command)).toEqual(["group", "debug"]);
  });
});
