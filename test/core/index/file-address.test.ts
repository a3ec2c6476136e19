import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeAddressReader } from "../../../src/core/index/file-address.ts";

const PAGE = "https://index.example/simple/demo/";

function byUrlParser(address: string, base: string): string | null {
  if (!URL.canParse(address, base)) return null;
  const url = new URL(address, base);
  url.hash = "";
  return url.href;
}

const pieces = fc.constantFrom(
  ..."/ // . .. .. ? # @ : %2e %2E %20 \\ https:// http:// HTTPS:// file:// data: //host index.example Host xn--a 127.1 0x7f.1".split(
    " ",
  ),
  "a",
  "demo-1.0.tar.gz",
  "demo-1.0+local.whl",
  "é",
  " ",
  "\n",
  "443",
  "=",
);

describe("addresses of a page", () => {
  it.each([PAGE, "http://127.0.0.1:8080/a/b", "file:///srv/links.html"])(
    "are what the URL parser makes of them, on %s",
    (base) => {
      fc.assert(
        fc.property(fc.array(fc.array(pieces, { maxLength: 8 }), { maxLength: 4 }), (addresses) => {
          const read = makeAddressReader(base);
          for (const parts of [...addresses, ...addresses]) {
            const address = parts.join("");
            expect(read(address)?.href ?? null).toBe(byUrlParser(address, base));
          }
        }),
        { numRuns: 2000 },
      );
    },
  );

  it("tell which can be fetched", () => {
    const read = makeAddressReader(PAGE);
    expect(read("../../files/demo-1.0.tar.gz")?.isWeb).toBe(true);
    expect(read("file:///etc/passwd")?.isWeb).toBe(false);
    expect(read("http://[")).toBe(null);
  });
});
