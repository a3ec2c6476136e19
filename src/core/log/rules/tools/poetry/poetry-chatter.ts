import type { LogRule } from "../../../rule.ts";

/** Named one by one: other lines that begin with a bracket are ninja's. */
const LOGGERS = [
  "virtualenv",
  "filelock",
  "urllib3",
  "keyring",
  "distlib",
  "findpython",
  "python_discovery",
  "cachecontrol",
  "requests",
  "build",
];

/** `-vv` and `-vvv`: other libraries behind their logger's name, and what the sources have. */
export const poetryChatter: LogRule = {
  name: "poetry-chatter",
  examples: [
    "[filelock:filelock] Attempting to acquire lock 139882368286096 on cache/repositories/test.lock",
    "Source (test): 1 packages found for shared-lib <2",
    "Checking keyring availability: Checking if keyring is available",
    "Adding repository test (http://index.example/simple) and setting it as primary",
  ],
  starts: [
    ...LOGGERS.map((logger) => `[${logger}:`),
    "Source (",
    "Checking keyring availability: ",
    "Adding repository ",
  ],
  level: "top",
  read: ({ text }) =>
    /^(?:\[[a-z_]+:[\w.]+\]|Source \([^)]*\): \d+ packages found for |Checking keyring |Adding repository \S+ \()/.test(
      text,
    )
      ? "known"
      : null,
};
