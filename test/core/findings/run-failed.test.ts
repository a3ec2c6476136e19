import { describe, expect, it } from "vitest";
import { checkRunFailed } from "../../../src/core/findings/checks/run-failed.ts";
import type { FindingFacts } from "../../../src/core/findings/facts.ts";
import { parseLog } from "../../../src/core/log/parser.ts";
import { wholeText } from "../../../src/core/log/reader/log-text.ts";

/** What pip 23.0 says on Python 3.12, shortened. */
const CRASH = `Using pip 23.0 from /usr/lib/python3/dist-packages/pip (python 3.12)
ERROR: Exception:
Traceback (most recent call last):
  File "/usr/lib/python3/dist-packages/pip/_internal/cli/base_command.py", line 160, in exc_logging_wrapper
    status = run_func(*args)
             ^^^^^^^^^^^^^^^
KeyError: 'first'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
    register_finder(pkgutil.ImpImporter, find_on_path)
AttributeError: module 'pkgutil' has no attribute 'ImpImporter'. Did you mean: 'zipimporter'?
Removed build tracker: '/tmp/pip-build-tracker'
`;

const factsOf = (log: string): FindingFacts => {
  const bytes = Buffer.from(log);
  return {
    ...{ target: "cp312-manylinux_2_28_aarch64", requirements: [], packages: [], failedBuilds: [], yanked: [] },
    ...{ troubles: [], bypasses: [], incomplete: null },
    resolution: { file: "logs/resolve.log", parse: parseLog(bytes), resolved: false, text: wholeText(bytes) },
  };
};

describe("a pip that breaks", () => {
  it("is quoted with the last line of its traceback, and a newer one is advised", () => {
    const [finding] = checkRunFailed(factsOf(CRASH)).findings;
    expect(finding?.message).toBe(
      "pip itself broke: AttributeError: module 'pkgutil' has no attribute 'ImpImporter'. Did you mean: 'zipimporter'?",
    );
    expect(finding?.evidence).toMatchObject([{ file: "logs/resolve.log", lines: [2, 13] }]);
    expect(finding?.remedies[0]?.commands).toEqual(["python -m pip install --upgrade pip"]);
  });

  it("is told from another error of pip's", () => {
    const [finding] = checkRunFailed(factsOf("ERROR: Could not open requirements file: x\n")).findings;
    expect(finding).toMatchObject({ remedies: [] });
    expect(finding?.message).toMatch(/^It says: Could not open requirements file: x\.$/);
  });

  it("is recognised by the name of its box alone, and what it means is said", () => {
    const box = [
      "error: externally-managed-environment",
      "",
      "× This environment is externally managed",
      "╰─> To install Python packages system-wide, try apt install",
      "    python3-xyz, where xyz is the package you are trying to",
      "    install.",
      "",
      "hint: See PEP 668 for the detailed specification.",
      "",
    ].join("\n");
    const facts = factsOf(box);
    expect(facts.resolution?.parse).toMatchObject({ format: "pip", complete: true });
    const [finding] = checkRunFailed(facts).findings;
    expect(finding).toMatchObject({ code: "run-failed", evidence: [{ lines: [1, 8] }] });
    expect(finding?.message).toContain("belongs to the distribution");
    expect(finding?.remedies[0]?.commands).toEqual(["python3 -m venv .venv", ". .venv/bin/activate"]);
  });
});
