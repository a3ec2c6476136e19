import { describe, expect, it } from "vitest";
import { childEnvironment, pipConfigEnvironment } from "../../../src/core/plan/child-environment.ts";

describe("childEnvironment", () => {
  it("A17: passes no token, no input and no runtime variable of the runner", () => {
    const secret = "canary";
    const child = childEnvironment({
      ACTIONS_RUNTIME_TOKEN: secret,
      ACTIONS_RESULTS_URL: secret,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret,
      GITHUB_TOKEN: secret,
      GITHUB_OUTPUT: secret,
      GH_TOKEN: secret,
      INPUT_GITHUB_TOKEN: secret,
      "INPUT_GITHUB-TOKEN": secret,
      STATE_folder: secret,
      RUNNER_TEMP: secret,
      TWINE_PASSWORD: secret,
      AWS_SECRET_ACCESS_KEY: secret,
      CMAKE_API_KEY: secret,
      PIP_INDEX_URL: secret,
      PIP_EXTRA_INDEX_URL: secret,
      PIP_FIND_LINKS: secret,
      PIP_PROXY: secret,
      NODE_OPTIONS: secret,
      LD_PRELOAD: secret,
      PYTHONPATH: secret,
    });
    expect(Object.values(child)).not.toContain(secret);
  });

  it("passes what compilers, proxies and pip need", () => {
    const parent = {
      PATH: "/bin",
      HTTPS_PROXY: "http://proxy.example",
      CFLAGS: "-O2",
      PIP_CERT: "/c.pem",
      PIP_NO_BINARY: "x",
    };
    expect(childEnvironment(parent)).toMatchObject(parent);
  });

  it("answers in UTF-8 English whatever the user's locale is", () => {
    expect(childEnvironment({ LC_ALL: "tr_TR.ISO-8859-9" }).LC_ALL).toBe("C.UTF-8");
  });
});

describe("pipConfigEnvironment", () => {
  it("keeps pip's settings that name no index", () => {
    const config = {
      "global.timeout": "60",
      "global.index-url": "https://u:p@index.example/",
      "install.no-compile": "yes",
    };
    expect(pipConfigEnvironment(config)).toEqual({ PIP_TIMEOUT: "60", PIP_NO_COMPILE: "yes" });
  });
});
