import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { discoverInputs } from "../../../src/core/inputs/discover.ts";

describe("discoverInputs", () => {
  it.each([
    [["Dockerfile", "README.md", "pyproject.toml", "requirements.txt", "uv.lock"], ["requirements.txt"]],
    [
      ["requirements/dev.txt", "requirements/base.txt", "uv.lock"],
      ["requirements/base.txt", "requirements/dev.txt"],
    ],
    [
      ["pyproject.toml", "uv.lock"],
      ["uv.lock", "pyproject.toml"],
    ],
    [["pylock.toml"], ["pylock.toml"]],
    [
      ["Dockerfile", "poetry.lock", "pyproject.toml"],
      ["poetry.lock", "pyproject.toml"],
    ],
    [["Dockerfile", "environment.yml", "pyproject.toml"], ["pyproject.toml"]],
    [["Dockerfile", "environment.yaml"], ["environment.yaml"]],
    [["Dockerfile", "Pipfile.lock"], ["Pipfile.lock"]],
    [["Dockerfile"], ["Dockerfile"]],
    [["README.md", "uv.lock.bak"], []],
  ])("of %j takes %j", (names, paths) => {
    expect(discoverInputs(names).paths).toEqual(paths);
  });

  it("says what is read and what is left out", () => {
    expect(discoverInputs(["uv.lock", "Dockerfile", "pyproject.toml", "environment.yml"]).sentence).toBe(
      "No file was named: uv.lock and pyproject.toml are read; Dockerfile and environment.yml were left out.",
    );
    expect(discoverInputs(["requirements.txt"]).sentence).toBe("No file was named: requirements.txt is read.");
    expect(discoverInputs([]).sentence).toMatch(/^the folder has none of requirements\.txt, .* and Dockerfile\.$/);
  });

  it("does not depend on the order of the names", () => {
    const names = fc.uniqueArray(fc.constantFrom("requirements.txt", "uv.lock", "pyproject.toml", "Dockerfile", "x"));
    fc.assert(
      fc.property(names, (some) => {
        expect(discoverInputs(some)).toEqual(discoverInputs(some.toReversed()));
      }),
    );
  });
});
