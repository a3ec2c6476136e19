import { describe, expect, it } from "vitest";
import type { BuildOptions } from "../../../src/core/options/options.ts";
import { parseOptions } from "../../../src/core/options/parse.ts";
import { chooseIndexes } from "../../../src/core/plan/index-settings.ts";

function options(raw: Record<string, string | readonly string[]> = {}): BuildOptions {
  const parsed = parseOptions(raw, { door: "cli", currentDirectory: "/project" });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value.build;
}

const nothing = { environment: {}, pipConfig: {}, defaultIndexUrl: null };

describe("chooseIndexes", () => {
  it("takes the option before the environment, that before pip's files, and these before pip's default", () => {
    const sources = {
      environment: { PIP_INDEX_URL: "https://env.example/simple" },
      pipConfig: {
        "global.index-url": "https://global.example/simple",
        "install.index-url": "https://install.example/simple",
      },
      defaultIndexUrl: "https://default.example/simple",
    };
    const first = (given: BuildOptions, from: typeof sources): string | undefined =>
      chooseIndexes(given, from).indexUrls?.[0];
    expect(first(options({ "index-url": "https://option.example/" }), sources)).toBe("https://option.example/");
    expect(first(options(), sources)).toBe("https://env.example/simple");
    expect(first(options(), { ...sources, environment: { PIP_INDEX_URL: "" } })).toBe("https://install.example/simple");
    expect(chooseIndexes(options(), { ...nothing, defaultIndexUrl: "https://default.example/" }).indexUrls).toEqual([
      "https://default.example/",
    ]);
  });

  it("knows no index when nothing names one", () => {
    expect(chooseIndexes(options(), nothing).indexUrls).toBeNull();
  });

  it("asks no index with PIP_NO_INDEX, unless an option names one", () => {
    const sources = { ...nothing, environment: { PIP_NO_INDEX: "1" }, defaultIndexUrl: "https://default.example/" };
    expect(chooseIndexes(options(), sources).indexUrls).toEqual([]);
    expect(chooseIndexes(options({ "index-url": "https://o.example/" }), sources).indexUrls).toEqual([
      "https://o.example/",
    ]);
  });

  it("splits find-links into pages and folders", () => {
    const chosen = chooseIndexes(options(), {
      ...nothing,
      environment: { PIP_FIND_LINKS: "https://links.example/page ./wheels file:///srv/my%20wheels" },
    });
    expect(chosen.findLinksUrls).toEqual(["https://links.example/page"]);
    expect(chosen.findLinksPaths).toEqual(["./wheels", "/srv/my wheels"]);
  });
});
