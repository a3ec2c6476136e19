import { describe, expect, it } from "vitest";
import { sourcesOf } from "./arm64/sources.ts";

describe("the sources of a suite", () => {
  it("are the stanzas and lines that offer it, its updates and its security fixes, as they are written", () => {
    const debian =
      "Types: deb\nURIs: http://mirror.example/debian\nSuites: bookworm bookworm-updates\nComponents: main";
    const security = "Types: deb\nURIs: http://mirror.example/security\nSuites: bookworm-security\nComponents: main";
    const kept = sourcesOf("bookworm", [
      { name: "debian.sources", text: `# comment\n${debian}\n\n${security}\n` },
      { name: "other.sources", text: "Types: deb\nURIs: http://other.example/\nSuites: nodistro\nComponents: main\n" },
      { name: "off.sources", text: `Enabled: no\n${debian}\n` },
      {
        name: "old.list",
        text: "# deb http://mirror.example/ bookworm main\ndeb [signed-by=/k.gpg] http://mirror.example/ bookworm main\ndeb http://x.example/apt cloud-sdk-bookworm main\n",
      },
    ]);
    expect(kept).toEqual([
      { name: "debian.sources", text: `# comment\n${debian}\n\n${security}\n` },
      { name: "old.list", text: "deb [signed-by=/k.gpg] http://mirror.example/ bookworm main\n" },
    ]);
  });
});
