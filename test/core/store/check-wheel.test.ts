import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodeWheelTools } from "../../../src/adapters/node/wheel-tools.ts";
import { checkWheel, isReasonToRefuse } from "../../../src/core/store/check-wheel.ts";
import { pureWheelTools } from "../../../src/core/store/wheel-tools.ts";
import { sampleWheel, WHEEL_NAME, type WheelChanges } from "../../rig/store/sample-wheel.ts";

const INIT = "demo/__init__.py";
const RECORD = "demo-1.0.dist-info/RECORD";
const evil = Buffer.from("evil\n");
const END_RECORD = Buffer.from("504b0506000000000000000000000000000000000000", "hex");

const check = (changes: WheelChanges, tools = pureWheelTools) =>
  checkWheel(sampleWheel(changes), WHEEL_NAME, undefined, tools).map(({ code, message }) => `${code}: ${message}`);
const init = (member: NonNullable<WheelChanges["members"]>[string]): WheelChanges => ({ members: { [INIT]: member } });

describe("checkWheel", () => {
  it.each<[string, WheelChanges]>([
    ["as it is", {}],
    ["with members that are stored", init({ method: 0 })],
    ["with members that were streamed", init({ streamed: true })],
    ["with 64-bit sizes that a writer gave to be safe", init({ zip64: true })],
    ["with a 64-bit end record that repeats the plain one", { zip: { end64: "right" } }],
    ["with a comment", { zip: { comment: Buffer.from("made by hand") } }],
    ["with the alignment of zipalign", init({ extra: new Uint8Array(3) })],
    ["with signed RECORD", { extra: [{ name: "demo-1.0.dist-info/RECORD.jws", bytes: evil }] }],
    ["with an entry for a folder", { extra: [{ name: "demo/sub/", bytes: new Uint8Array(), method: 0 }] }],
    ["with sizes left out of RECORD", { record: (text) => text.replaceAll(/,\d+$/gm, ",") }],
    ["with CRLF in RECORD", { record: (text) => text.replaceAll("\n", "\r\n") }],
    ["with a name in UTF-8", { files: { "demo/é.txt": "é" }, members: { "demo/é.txt": { flags: 0x800 } } }],
  ])("has nothing to say of a wheel %s", (_what, changes) => {
    expect(check(changes)).toEqual([]);
    expect(check(changes, nodeWheelTools)).toEqual([]);
  });

  it.each<[string, WheelChanges, RegExp]>([
    ["two headers with different names", init({ local: { name: "demo/__main__.py" } }), /name different files/],
    ["two headers with different sizes", init({ local: { bytes: 3 } }), /two headers differ/],
    ["two headers with different checksums", init({ local: { crc32: 1 } }), /two headers differ/],
    ["two headers with different flags", init({ local: { flags: 8 } }), /two headers differ/],
    ["the same member twice", { extra: [{ name: INIT, bytes: evil }] }, /occurs twice/],
    ["a hidden member between two others", init({ gap: Buffer.from("PK\x03\x04hidden") }), /does not follow/],
    ["a member that the directory leaves out", { members: { [RECORD]: { gap: evil } } }, /between its members and its/],
    ["a wrong number of members", { zip: { claimedMembers: 3 } }, /but declares 3/],
    ["bytes before the end record", { zip: { beforeEnd: evil } }, /between its directory and its end/],
    ["a second end record that is its comment", { zip: { comment: END_RECORD } }, /between its directory and its end/],
    [
      "a second end record in its comment",
      { zip: { comment: Buffer.concat([END_RECORD, evil]) } },
      /has two end records/,
    ],
    ["two end records that disagree", { zip: { end64: "wrong" } }, /two end records differ/],
    ["an encrypted member", init({ flags: 1 }), /encrypted/],
    ["another compression method", init({ method: 12 }), /method 12/],
    [
      "a second name in an extra field",
      init({ extra: Buffer.from("7570 0500 01 00000000".replaceAll(" ", ""), "hex") }),
      /second name/,
    ],
    [
      "a repeated extra field",
      init({ extra: Buffer.from("0d00000d000000".padEnd(16, "0").replace("0d00000d", "0d0000000d"), "hex") }),
      /directory is damaged/,
    ],
    ["a size that is too small", init({ claimedBytes: 3 }), /does not unpack to its 3 bytes/],
    ["a size that is too large", init({ claimedBytes: 4_000_000_000 }), /does not unpack/],
    ["a wrong checksum", init({ claimedCrc32: 7 }), /wrong checksum/],
    ["a path that leads out", { extra: [{ name: "../evil.py", bytes: evil }] }, /leads out/],
    ["a path that leads out later", { extra: [{ name: "demo/../../evil.py", bytes: evil }] }, /leads out/],
    ["an absolute path", { extra: [{ name: "/etc/evil", bytes: evil }] }, /absolute/],
    ["a drive", { extra: [{ name: "C:evil.py", bytes: evil }] }, /drive/],
    ["a backslash", { extra: [{ name: "demo\\evil.py", bytes: evil }] }, /backslash/],
    ["a NUL", { extra: [{ name: "demo/evil.py\0.txt", bytes: evil }] }, /control character/],
    ["a name that is UTF-8 to some and code page 437 to others", { files: { "demo/é.txt": "é" } }, /not UTF-8/],
  ])("A23: refuses a wheel with %s", (_what, changes, message) => {
    expect(check(changes)).toContainEqual(expect.stringMatching(message));
    expect(check(changes)[0]).toMatch(/^wheel-zip: The zip is refused: /);
    expect(check(changes, nodeWheelTools)).toEqual(check(changes));
  });

  it("A23: refuses a wheel with bytes before or behind it", () => {
    const wheel = sampleWheel();
    for (const bytes of [
      Buffer.concat([wheel, evil]),
      Buffer.concat([evil, wheel]),
      Buffer.concat([wheel, wheel]),
      Buffer.concat([sampleWheel({ files: { [INIT]: "evil" } }), wheel]),
    ]) {
      expect(checkWheel(bytes, WHEEL_NAME)).toMatchObject([{ code: "wheel-zip" }]);
    }
  });

  it("A23: refuses a wheel that is cut anywhere", () => {
    const wheel = sampleWheel();
    for (let end = 0; end < wheel.length; end += 7) {
      expect(checkWheel(wheel.subarray(0, end), WHEEL_NAME), `cut at ${end}`).toMatchObject([{ code: "wheel-zip" }]);
    }
  });

  it.each<[string, WheelChanges, string]>([
    ["no RECORD", { record: () => null }, "It has no RECORD that can be read."],
    [
      "a wrong hash",
      { record: (text) => text.replace(/sha256=.{5}/, "sha256=AAAAA") },
      `"${INIT}" is not the file that RECORD lists: size or hash differ.`,
    ],
    [
      "a wrong size",
      { record: (text) => text.replace(/,12\n/, ",13\n") },
      `"${INIT}" is not the file that RECORD lists: size or hash differ.`,
    ],
    [
      "a file that RECORD does not list",
      { extra: [{ name: "demo/extra.py", bytes: evil }] },
      'RECORD does not list "demo/extra.py".',
    ],
    [
      "a listed file that is not there",
      { record: (text) => `demo/gone.py,sha256=AAAA,1\n${text}` },
      'RECORD lists "demo/gone.py", which is not there.',
    ],
    ["a file listed twice", { record: (text) => `${text}${INIT},,\n` }, `RECORD lists "${INIT}" twice.`],
    [
      "a file without a hash",
      { record: (text) => text.replace(/sha256=[^,]+,12/, ",") },
      `RECORD has no sha256 for "${INIT}".`,
    ],
    [
      "a weak hash",
      { record: (text) => text.replace(/sha256=[^,]+,12/, "md5=AAAA,12") },
      `RECORD has no sha256 for "${INIT}".`,
    ],
    [
      "a line that is no row",
      { record: (text) => `${text}one,two\n` },
      "RECORD has a line that is no row of three fields.",
    ],
    ["no WHEEL file", { files: { "demo-1.0.dist-info/WHEEL": null } }, "It has no WHEEL file."],
    [
      "two .dist-info folders",
      { files: { "other-1.dist-info/METADATA": "" } },
      "It has 2 .dist-info folders instead of one.",
    ],
  ])("A24: refuses a wheel with %s", (_what, changes, message) => {
    expect(check(changes)).toContain(`wheel-record: ${message}`);
    expect(checkWheel(sampleWheel(changes), WHEEL_NAME).some(isReasonToRefuse)).toBe(true);
  });

  it.each([
    ["another project", "other-1.0-py3-none-any.whl"],
    ["another version", "demo-1.1-py3-none-any.whl"],
    ["another local version", "demo-1.0+local-py3-none-any.whl"],
    ["an encoded path", "..%2f%2e%2e%2fdemo-1.0-py3-none-any.whl"],
    ["a path", "../demo-1.0-py3-none-any.whl"],
    ["a leading dash", "-demo-1.0-py3-none-any.whl"],
    ["no tags", "demo-1.0.whl"],
    ["300 characters", `demo-1.0-py3-none-any${".manylinux".repeat(30)}.whl`],
  ])("A25: refuses a wheel whose file name has %s", (_what, filename) => {
    const problems = checkWheel(sampleWheel(), filename);
    expect(problems.map(({ code }) => code)).toContain("wheel-name");
    expect(problems.some(isReasonToRefuse)).toBe(true);
  });

  it("A25: refuses a wheel whose METADATA names another project", () => {
    const metadata = "Metadata-Version: 2.1\nName: numpy\nVersion: 1.0\n";
    expect(check({ files: { "demo-1.0.dist-info/METADATA": metadata } })).toEqual([
      'wheel-name: METADATA says "numpy 1.0", its file name says "demo 1.0".',
    ]);
    expect(check({ files: { "demo-1.0.dist-info/METADATA": null } })).toEqual([
      "wheel-name: It has no METADATA that can be read.",
    ]);
  });

  it("notices, but does not refuse, a wheel that was renamed to other tags", () => {
    const problems = checkWheel(sampleWheel(), "demo-1.0-cp312-cp312-linux_aarch64.whl");
    expect(problems.map(({ code }) => code)).toEqual(["wheel-tags"]);
    expect(problems.some(isReasonToRefuse)).toBe(false);
  });

  it("takes other spellings of the same name and version", () => {
    const metadata = "Metadata-Version: 2.1\nName: Demo\nVersion: v1.0.0\n";
    expect(check({ files: { "demo-1.0.dist-info/METADATA": metadata } })).toEqual([]);
  });

  it("says when no tag fits the target", () => {
    const problems = checkWheel(sampleWheel(), WHEEL_NAME, { tags: ["cp312-cp312-manylinux_2_28_aarch64"] });
    expect(problems.map(({ code }) => code)).toEqual(["wheel-target"]);
    expect(checkWheel(sampleWheel(), WHEEL_NAME, { tags: ["py3-none-any"] })).toEqual([]);
  });

  it("never throws, whatever byte is changed, and agrees with the native tools", () => {
    const wheel = sampleWheel();
    fc.assert(
      fc.property(fc.nat(wheel.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const changed = Uint8Array.from(wheel);
        changed[at] = (changed[at] ?? 0) ^ mask;
        const problems = checkWheel(changed, WHEEL_NAME);
        const native = checkWheel(changed, WHEEL_NAME, undefined, nodeWheelTools);
        // zlib refuses incomplete Huffman codes, which fflate takes: the native tools may refuse more, never less.
        if (native.some(({ message }) => message.endsWith("that can be read."))) return;
        expect(native).toEqual(problems);
      }),
      { numRuns: 400 },
    );
  });
});
