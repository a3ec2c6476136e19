import { describe, expect, it } from "vitest";
import { evaluateMarker, type MarkerEnvironment, parseMarker } from "../../../src/core/pep/marker.ts";
import { askPackaging } from "../../rig/ask-python.ts";
import { markerComparison, markerExpression, sample } from "./arbitraries.ts";
import { requireParsed } from "./require-parsed.ts";

const LINUX: MarkerEnvironment = {
  implementation_name: "cpython",
  implementation_version: "3.12.4",
  os_name: "posix",
  platform_machine: "aarch64",
  platform_python_implementation: "CPython",
  platform_release: "6.8.12-tegra",
  platform_system: "Linux",
  platform_version: "#1 SMP PREEMPT",
  python_full_version: "3.12.4",
  python_version: "3.12",
  sys_platform: "linux",
};
const CHECKOUT: MarkerEnvironment = {
  ...LINUX,
  python_full_version: "3.15.0a1+",
  python_version: "3.15",
  platform_release: "6.8",
};

const HAND_PICKED = [
  "python_version >= '3.8'",
  "python_version in '3.11 3.12'",
  "python_version == '3.12.*'",
  "python_version ~= '3.10'",
  "python_version ~= '3'",
  "python_version === '3.12'",
  "python_version < 'weird'",
  "'3.9' <= python_version",
  "python_full_version < '3.13a1'",
  "python_full_version >= '3.15.0a1'",
  "platform_release >= '6'",
  "platform_release == '6.8.12-tegra'",
  "platform_version > '1'",
  "os_name > 'a'",
  "os_name ~= 'posix'",
  "os_name === 'posix'",
  "os_name >= 'posix'",
  "'lin' in sys_platform",
  "sys_platform not in 'win32 darwin'",
  "platform_machine == 'aarch64' and sys_platform == 'linux' or os_name == 'nt'",
  "platform_machine == 'x' and (sys_platform == 'linux' or os_name == 'posix')",
  "extra == 'Te.st'",
  "extra != 'test'",
  "'test' == extra",
  "extra == ''",
  "'a' == 'a'",
  "os_name == platform_system",
  "python_version == '3.12' or os_name ~= 'x'",
  "implementation_version >= '3.0.0'",
  "platform_system == 'Lin\\x75x'",
  "os_name == 'po\\\nsix'",
  "os_name == '\\N{DASH}'",
  "os_name == '\\xg'",
  "os_name == '\\q'",
];

describe("evaluateMarker", () => {
  it("agrees with packaging in every environment and for every extra", () => {
    const texts = [...HAND_PICKED, ...sample(markerComparison, 1500), ...sample(markerExpression, 500)];
    const cases = texts.flatMap((text) =>
      [LINUX, CHECKOUT].flatMap((environment) => ["", "test"].map((extra) => [text, environment, extra] as const)),
    );
    const { answers, major } = askPackaging({ marker: cases });
    const mismatches = cases.flatMap(([text, environment, extra], index) => {
      const marker = parseMarker(text);
      const ours = marker.ok ? evaluateMarker(marker.value, environment, extra === "" ? [] : [extra]) : "invalid";
      const theirs = answers.marker?.[index];
      // One comparison that is not defined makes packaging refuse the whole marker; here just that one does not hold.
      const agreed = theirs === "undefined" ? ours === false || / (?:and|or) /.test(text) : ours === theirs;
      return agreed ? [] : [{ text, extra, ours, theirs }];
    });
    expect(mismatches.filter(({ text }) => major >= 26 || isStable(text))).toEqual([]);
  });

  it("holds when it holds for one of several extras", () => {
    const marker = requireParsed(parseMarker("extra == 'b' and python_version > '3'"));
    expect([
      evaluateMarker(marker, LINUX, ["a", "B"]),
      evaluateMarker(marker, LINUX, ["a"]),
      evaluateMarker(marker, LINUX),
    ]).toEqual([true, false, false]);
  });

  it("knows the sets of lock files", () => {
    const marker = requireParsed(parseMarker("'Te_st' in extras and 'dev' not in dependency_groups"));
    expect([evaluateMarker(marker, LINUX, ["te-st"]), evaluateMarker(marker, LINUX)]).toEqual([true, false]);
  });
});

/** Before version 26 any two texts that look like versions were compared as versions, and undefined comparisons raised. */
function isStable(text: string): boolean {
  return /^(?:python_version|implementation_version) (?:==|!=|<|<=|>|>=) '[0-9.]+'$|^(?:os_name|sys_platform|platform_system|platform_machine) (?:==|!=|in|not in) '[a-z]+'$/.test(
    text,
  );
}

describe("parseMarker", () => {
  it("keeps the parentheses that matter in its canonical text", () => {
    const canonical = (text: string) => requireParsed(parseMarker(text)).canonical;
    expect(canonical("((os_name=='a'))")).toBe('os_name == "a"');
    expect(canonical("(os_name=='a' and os_name=='b') or os_name=='c'")).toBe(
      '(os_name == "a" and os_name == "b") or os_name == "c"',
    );
    expect(canonical("(os.name=='a' or os_name=='\"')")).toBe('os_name == "a" or os_name == \'"\'');
  });
});
