import { describe, expect, it } from "vitest";
import { chooseProxy } from "../../../src/adapters/node/index/proxy-choice.ts";

const environment = { https_proxy: "http://secure.example:1", HTTP_PROXY: "plain.example:2" };

describe("the proxy for an address", () => {
  it.each([
    ["https://index.example/", null, environment, "http://secure.example:1/"],
    ["http://index.example/", null, environment, "http://plain.example:2/"],
    ["https://index.example/", "http://pip.example:3", { ...environment, NO_PROXY: "*" }, "http://pip.example:3/"],
    ["https://index.example/", null, { ALL_PROXY: "http://all.example" }, "http://all.example/"],
    ["https://index.example/", null, {}, undefined],
  ])("of %s with pip's %s is by the scheme, the configured one first", (url, configured, variables, proxy) => {
    expect(chooseProxy(new URL(url), configured, variables)?.href).toBe(proxy);
  });

  it.each([
    ["index.example", true],
    [".example", true],
    ["*.example", true],
    ["index.example:443", true],
    ["index.example:8443", false],
    ["dex.example", false],
    ["other.example, index.example", true],
    ["10.0.0.0/8", false],
  ])("is none when NO_PROXY is %s: %s", (list, exempt) => {
    const chosen = chooseProxy(new URL("https://index.example/"), null, { ...environment, no_proxy: list });
    expect(chosen === null).toBe(exempt);
  });

  it("is none for an address inside a network that NO_PROXY names", () => {
    const variables = { ...environment, no_proxy: "10.0.0.0/8" };
    expect(chooseProxy(new URL("https://10.1.2.3/"), null, variables)).toBeNull();
    expect(chooseProxy(new URL("https://11.1.2.3/"), null, variables)).not.toBeNull();
  });
});
