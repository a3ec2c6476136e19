import type { EventBody, PrintedCause } from "../../../event.ts";
import { fileProject, fileVersion, requirementName } from "../../../names.ts";
import type { Block, LogRule } from "../../../rule.ts";

/** A line of its own code in a traceback. */
const OWN = /^File "[^"]*\/piptools\/(?:\w+\/)?\w+\.py", line \d+, in /;
const EXCEPTION = /^(?:[A-Za-z_]\w*\.)+[A-Za-z_]\w*(?:: |$)/;
const GLUE = /^(?:Traceback \(most recent call last\):|The above exception was |During handling of the above )/;
const NO_MATCH = /^pip\._internal\.exceptions\.DistributionNotFound: No matching distribution found for (.+)$/;
const IMPOSSIBLE = /\bResolutionImpossible: \[RequirementInformation\(/;
/** `requirement=SpecifierRequirement('leaf<2'), parent=LinkCandidate('http://…/app_a-1.0-py3-none-any.whl (from …)')` */
const CAUSE = /requirement=SpecifierRequirement\('([^']+)'\), parent=(?:None|LinkCandidate\('([^' ]+))/g;

/**
 * pip-compile lets pip's exceptions through as tracebacks (pip-tools 7). Those of other programs are nobody's: they are
 * read over, as by the rule for pip's own.
 */
export const pipCompileFailed: LogRule = {
  name: "pip-compile-failed",
  examples: [
    "Traceback (most recent call last):",
    '  File "/opt/tool/lib/python3.11/site-packages/piptools/resolver.py", line 677, in _do_resolve',
    "    resolver.resolve(",
    "pip._internal.exceptions.DistributionNotFound: No matching distribution found for no-such-project>=1",
  ],
  starts: ["Traceback (most recent call last):"],
  level: "top",
  read: (): Block => {
    let isOwn = false;
    let last = "";
    let causes: readonly PrintedCause[] = [];
    return {
      take(line) {
        if (line.label !== null) return false;
        if (line.text === "" || line.indent > 0 || GLUE.test(line.text)) {
          isOwn ||= line.indent > 0 && OWN.test(line.text);
          return true;
        }
        if (!EXCEPTION.test(line.text)) return false;
        last = line.text.slice(0, 10_000);
        if (IMPOSSIBLE.test(last)) causes = causesOf(last);
        return true;
      },
      close: () => (isOwn ? describe(last, causes) : null),
    };
  },
};

function describe(last: string, causes: readonly PrintedCause[]): EventBody {
  const requirement = NO_MATCH.exec(last)?.[1];
  if (requirement !== undefined) {
    const name = requirementName(requirement);
    return { kind: "no-matching-distribution", tool: "pip-compile", requirement, name, from: null };
  }
  if (causes.length > 0) return { kind: "conflict-causes", tool: "pip-compile", causes };
  return { kind: "tool-failed", tool: "pip-compile", message: last };
}

function causesOf(text: string): readonly PrintedCause[] {
  return [...text.matchAll(CAUSE)].flatMap(([, requirement, file]): readonly PrintedCause[] => {
    if (requirement === undefined) return [];
    if (file === undefined) return [{ kind: "requested", requirer: null, requirement }];
    const name = fileProject(file)?.replaceAll("_", "-");
    return [{ kind: "depends", requirer: [name, fileVersion(file)].filter(Boolean).join(" "), requirement }];
  });
}
