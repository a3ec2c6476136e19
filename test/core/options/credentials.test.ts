import { describe, expect, it } from "vitest";
import { findCredentials, scrubCredentials } from "../../../src/core/options/credentials.ts";

describe("credentials in an address", () => {
  it.each([
    ["a password", "https://user:pass%2Fword@index.example/simple", ["pass%2Fword", "pass/word"]],
    ["a password with an @", "https://user:p@ss@index.example/", ["p@ss"]],
    ["a token for a name", "https://token1234@index.example/", ["token1234"]],
    ["GitHub's placeholder", "https://ghp_abc:x-oauth-basic@index.example/", ["ghp_abc"]],
    ["two long halves", `https://${"u".repeat(24)}:secret@index.example/`, ["secret", "u".repeat(24)]],
    ["a query", "https://index.example/simple?api_token=abc123&x=1", ["abc123"]],
    ["a broken escape", "https://user:100%@index.example/", ["100%"]],
    ["none", "https://index.example/simple", []],
  ])("finds %s", (_title, address, secrets) => {
    expect(findCredentials(address)).toEqual(secrets);
  });

  it("are hidden in any text, known or not", () => {
    const text = "GET https://u:p@index.example/a?sig=xyz&b=1 with canary-1234 failed";
    expect(scrubCredentials(text, ["canary-1234", "a"])).toBe(
      "GET https://****@index.example/a?sig=****&b=1 with **** failed",
    );
  });
});
