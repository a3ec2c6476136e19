import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeRedactor } from "../../../src/core/index/redact.ts";

describe("redacting", () => {
  it("D6: masks no text by a secret of fewer than four characters, but always the userinfo of a URL", () => {
    const text = "a cat sat on https://me:abc@index.example/simple/ and ab";
    expect(makeRedactor(["a", "ab", "abc", "", "   "])(text)).toBe(
      "a cat sat on https://****@index.example/simple/ and ab",
    );
  });

  it("D6: masks a secret of several lines line by line", () => {
    const redact = makeRedactor(["-----BEGIN-----\r\nMIIBOgIBAAJB\n}\n-----END-----"]);
    expect(redact("line MIIBOgIBAAJB of { a } key\n-----END-----")).toBe("line **** of { a } key\n****");
  });

  it("D6: takes characters that mean something in a pattern as they are", () => {
    const secret = "a.*+?^$()|[]{}\\/-b";
    const redact = makeRedactor([secret, "$&$1"]);
    expect(redact(`<${secret}> aXXb $&$1 $& tail`)).toBe("<****> aXXb **** $& tail");
  });

  it("D3: masks a secret in every encoding that a log may have it in", () => {
    const secret = 'p@ss/wörd+"42"&<x>';
    const redact = makeRedactor([secret]);
    const encodings = [
      secret,
      encodeURIComponent(secret),
      encodeURIComponent(secret).toLowerCase().replace("w%c3%b6rd", "w%c3%b6rd"),
      JSON.stringify(secret).slice(1, -1),
      secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
    ];
    for (const form of encodings) expect(redact(`before ${form} after`)).toBe("before **** after");
  });

  it("D3: masks what base64 leaves of a secret whatever stands around it", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9!@#%&*~]{8,24}$/),
        fc.string({ maxLength: 7 }),
        fc.string({ maxLength: 7 }),
        fc.constantFrom<"base64" | "base64url">("base64", "base64url"),
        (secret, before, after, encoding) => {
          const encoded = Buffer.from(before + secret + after).toString(encoding);
          expect(makeRedactor([secret])(`Authorization: Basic ${encoded}`)).toContain("****");
        },
      ),
    );
  });

  it("masks the longer of two secrets that overlap, and leaves nothing of either", () => {
    expect(makeRedactor(["token", "token-and-more"])("token-and-more token")).toBe("**** ****");
  });
});
