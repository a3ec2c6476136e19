/** Lines that only list, ask or pass: what they name is not missing. */
const HARMLESS =
  /^\s*(?:checking |copying |adding ['"]|creating |#\s*include |\+\+? |-- Found |-- Looking for |-- Performing Test )|(?:\.\.\. ?(?:ok|yes|no|skipped)| PASSED| passed)\s{0,4}(?:\[[^\][]{0,60}\])?$|\d: warning: /;

/** Programs of a few lines that builds compile to learn whether something is there. */
const TRIAL =
  /(?:^|[\s/])(?:_?conf(?:ig)?test|testfile|sanitycheckc\w*|CheckSymbolExists|CheckFunctionExists|src|feature_tests)\.\w+:\d|CMakeScratch|CMakeTmp/;

const RETRIED = /Retrying \(Retry\(total=/;

/** What a match in this line is worth: all, little (a question that the build asked), or nothing. */
export function worthOf(line: string): "error" | "trial" | "retried" | "nothing" {
  const text = line.slice(0, 1_000);
  if (RETRIED.test(text)) return "retried";
  if (TRIAL.test(text)) return "trial";
  return HARMLESS.test(text) ? "nothing" : "error";
}

/**
 * Printed when a build goes on without the C extension that it failed to compile: PyYAML; MarkupSafe, simplejson, wrapt;
 * setuptools for an extension that is marked as optional.
 */
const RECOVERED =
  /falling back to pure.?python|speedups are not enabled|C extension component for \w+ could not be compiled|C extension could not be compiled|Plain-Python (?:build|installation) succeeded|Retrying the build without the C extension|building extension "[^"]+" failed|skipping optional extension/i;

/** Behind these, another extension or another package begins. */
const SECTION =
  /^\s*building '[^']+' extension|\[end of output\]|ERROR: Failed building wheel for |^\s*Building wheel for /;

export function isRecovery(line: string): boolean {
  return RECOVERED.test(line.slice(0, 1_000));
}

export function isSection(line: string): boolean {
  return SECTION.test(line.slice(0, 1_000));
}

/** How many lines from the end the last word of a tool stands at most. */
const LAST_WORDS = 60;
const SUCCESS =
  /^(?:#\d+ [\d.]+ )?\s*(?:Successfully (?:installed|built) \S|Saved \S+\.whl|Created wheel for |\S+ Built wheel |\*\*\* Created \S+\.whl|(?:Installed|Audited|Resolved|Checked) \d+ packages? in |removing build\/bdist|adding '[^']+\.dist-info\/RECORD'|\d+ wheels? produced in )/;
const FAILURE =
  /\berror\b|\bfailed\b|\bfatal\b|Traceback|did not complete|not found|\bKilled\b|exception|cannot|unable/i;

/** True when the log ends with a tool's word that all went well, so that errors in it were survived. */
export function endsWell(lines: readonly string[]): boolean {
  let seen = 0;
  for (let at = lines.length - 1; at >= 0 && seen < LAST_WORDS; at -= 1) {
    const line = (lines[at] ?? "").slice(0, 1_000);
    if (line.trim() === "") continue;
    if (SUCCESS.test(line)) return true;
    if (FAILURE.test(line) && worthOf(line) === "error") return false;
    seen += 1;
  }
  return false;
}
