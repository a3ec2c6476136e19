import { describe, expect, it } from "vitest";
import { credentialsIn, publicUrl, secretsIn } from "../../../src/core/index/credentials.ts";
import { parseNetrc } from "../../../src/core/index/netrc.ts";

describe("credentials in a URL", () => {
  it("are decoded, and gone from what is shown", () => {
    const url = "https://me:p%40ss%zz@index.example/simple/x.whl?X-Signature=abc#sha256=00";
    expect(credentialsIn(new URL(url))).toEqual({ username: "me", password: "p%40ss%zz" });
    expect(credentialsIn(new URL("https://me:p%40ss@index.example/"))).toEqual({ username: "me", password: "p@ss" });
    expect(publicUrl(url)).toBe("https://index.example/simple/x.whl");
  });

  it.each([
    ["https://__token__:pw-123@index.example/simple/", ["pw-123"]],
    ["https://tok_abcdef@index.example/simple/", ["tok_abcdef"]],
    ["https://index.example/simple/?token=q9Zk&x=", ["q9Zk"]],
    ["https://index.example/k9Fh2LmQ81xTzp0V/simple/", ["k9Fh2LmQ81xTzp0V"]],
    ["https://index.example/artifactory/api/pypi/python-remote-2024/simple/", []],
    ["https://index.example/projects/12345678901234567/packages/pypi/simple", []],
  ])("in %s, %j are secret", (url, secrets) => {
    expect(secretsIn(new URL(url))).toEqual(secrets);
  });
});

describe("netrc", () => {
  it("gives each host's credentials, the first entry of a host counting", () => {
    const text = `# comment with machine nowhere login x password y
      machine Index.Example login me password "with space \\" and # hash"
      machine other.example
        login you
        account unused password #secret # comment
      macdef init
        machine trap.example login a password b

      machine index.example login late password late
      default login anonymous password mail@example`;
    expect([...parseNetrc(text)]).toEqual([
      ["index.example", { username: "me", password: 'with space " and # hash' }],
      ["other.example", { username: "you", password: "#secret" }],
      ["", { username: "anonymous", password: "mail@example" }],
    ]);
  });

  it("passes over what it does not understand", () => {
    expect([...parseNetrc("nonsense machine\nmachine")]).toEqual([["machine", { username: "", password: "" }]]);
    expect([...parseNetrc("")]).toEqual([]);
  });
});
