import { env } from "node:process";
import type { CheckPorts } from "../../app/check/ports.ts";
import { runWhy, runWhyNot } from "../../app/why.ts";
import { isAnswered, type WhyAnswer, type WhyNotAnswer } from "../../core/explain/why/answer.ts";
import type { CheckOptions } from "../../core/options/options.ts";
import { parseOptions } from "../../core/options/parse.ts";
import { parseRequirement, type Requirement } from "../../core/pep/requirement.ts";
import { stableJson } from "../../core/render/json.ts";
import { renderWhy } from "../../core/render/terminal/why.ts";
import { renderWhyNot } from "../../core/render/terminal/why-not.ts";
import { makeCheckPorts } from "../check-ports.ts";
import type { PrintedText } from "../cli.ts";
import type { CommandLine } from "../cli-options.ts";
import { usageError, withTerminal } from "./command-parts.ts";
import { terminalLook } from "./terminal-look.ts";

export async function runWhyCommand(line: CommandLine): Promise<PrintedText> {
  const asked = readAsked(line);
  const isName = asked.specifiers.specifiers.length === 0 && asked.extras.length === 0 && asked.url === null;
  if (!isName || asked.marker !== null) {
    const message = `${asked.canonical} is more than the name of a package.`;
    throw usageError(line.command, [problem(message, "For a version ask: wheelhouse why-not.")]);
  }
  const answer = await ask(line, (options, ports) => runWhy(asked.name, options, ports));
  return printed(line, answer, () => renderWhy(answer, terminalLook(line)));
}

export async function runWhyNotCommand(line: CommandLine): Promise<PrintedText> {
  const asked = readAsked(line);
  const answer = await ask(line, (options, ports) => runWhyNot(asked, options, ports));
  return printed(line, answer, () => renderWhyNot(answer, terminalLook(line)));
}

function readAsked({ command, raw }: CommandLine): Requirement {
  const read = parseRequirement(String(raw.asked ?? ""));
  if (!read.ok) throw usageError(command, read.problems);
  return read.value;
}

function problem(message: string, expected: string) {
  return { code: "invalid-input", message, expected, line: 1, column: 1, offset: 0 };
}

async function ask<T>(line: CommandLine, run: (options: CheckOptions, ports: CheckPorts) => Promise<T>): Promise<T> {
  const options = parseOptions(line.raw, { door: "cli", currentDirectory: process.cwd() });
  if (!options.ok) throw usageError(line.command, options.problems);
  const { check } = options.value;
  return await withTerminal(line, (log, signal) => run(check, makeCheckPorts(env, log, signal)));
}

/** 1 when a target has no answer: nobody should take that for a "no". */
function printed(line: CommandLine, answer: WhyAnswer | WhyNotAnswer, render: () => string): PrintedText {
  return { text: line.json ? stableJson(answer) : render(), exitCode: isAnswered(answer) ? 0 : 1 };
}
