import { describe, expect, it } from "vitest";
import { checkUniverse } from "../../rig/check-universe.ts";
import { offers } from "../../rig/resolve/problem.ts";

const PACKAGES = {
  app: { "1.0": offers("leaf"), "1.1": offers("leaf"), "2.0": offers("leaf>=2") },
  leaf: { "1.0": offers(), "2.0": offers(), "2.1": offers() },
};
const PINS = 'app==1.0 \\\n    --hash=sha256:00\nleaf==2.0\n    # via app\nleaf==1.0 ; python_version < "3.8"\n';
const PYLOCK = `lock-version = "1.0"
created-by = "a test"
[[packages]]
name = "app"
version = "1.0"
[[packages]]
name = "leaf"
version = "2.0"
`;

async function versions(lines: string, files: Readonly<Record<string, string>>, preferred: readonly string[]) {
  const options = { requirements: ["requirements.in"], "prefer-versions": preferred };
  const report = await checkUniverse(PACKAGES, { "requirements.in": lines, ...files }, options);
  const [target] = report.targets;
  return {
    pins: target?.packages.map(({ name, version }) => `${name} ${version}`).sort(),
    text: target?.closure?.text,
  };
}

describe("versions that are to be tried first", () => {
  it("are not looked for where nobody names them", async () => {
    const { pins, text } = await versions("app\n", { "requirements.txt": PINS }, []);
    expect(pins).toEqual(["app 2.0", "leaf 2.1"]);
    expect(text).not.toContain("tried first");
  });

  it.each([
    ["what a compiler wrote", { "requirements.txt": PINS }],
    ["a lock", { "pylock.toml": PYLOCK }],
  ])("are kept as %s has them, and the check says so", async (_, files) => {
    const [name = ""] = Object.keys(files);
    const { pins, text } = await versions("app\n", files, [name]);
    expect(pins).toEqual(["app 1.0", "leaf 2.0"]);
    expect(text).toContain(`Versions of ${name} were tried first.`);
  });

  it("give way where a line wants others, and only there", async () => {
    const { pins } = await versions("app>1\n", { "requirements.txt": PINS }, ["requirements.txt"]);
    expect(pins).toEqual(["app 2.0", "leaf 2.0"]);
  });

  it.each([
    ["that pins nothing", { "requirements.txt": "app>=1\n" }, /there is no version in it to prefer/],
    ["that is not there", {}, /requirements\.txt.*there is no such file/],
    ["that is no list of requirements", { "requirements.txt": "app ==\n" }, /requirements\.txt:1:/],
  ])("are not taken from a file %s", async (_, files, message) => {
    await expect(versions("app\n", files, ["requirements.txt"])).rejects.toThrow(message);
  });
});
