import { describe, expect, it } from "vitest";
import { assessEmulation, type BinfmtEntry, parseBinfmtEntry } from "../../../src/core/target/binfmt.ts";
import { describeEmulation, emulationAdvice } from "../../../src/core/target/emulation-advice.ts";
import { findEmulatorCrash } from "../../../src/core/target/emulator-crash.ts";
import { requirePlatform } from "./require-platform.ts";

const arm64 = requirePlatform("arm64");
const amd64 = requirePlatform("amd64");

const AARCH64_MAGIC = "7f454c460201010000000000000000000200b700";
const ARM_MAGIC = "7f454c4601010100000000000000000002002800";
const S390X_MAGIC = "7f454c4602020100000000000000000000020016";

function entry(text: { name?: string; state?: string; flags?: string; magic?: string }): BinfmtEntry {
  const { name = "qemu-aarch64", state = "enabled", flags = "POF", magic = AARCH64_MAGIC } = text;
  return parseBinfmtEntry(
    name,
    `${state}\ninterpreter /usr/bin/qemu-x\nflags: ${flags}\noffset 0\nmagic ${magic}\nmask ffff\n`,
  );
}

describe("assessEmulation", () => {
  it("is ready with an enabled entry with flag F for the processor, whatever its name", () => {
    expect(assessEmulation([entry({})], arm64)).toMatchObject({ kind: "ready" });
    expect(assessEmulation([entry({ name: "anything" })], arm64)).toMatchObject({ kind: "ready" });
    expect(assessEmulation([entry({ magic: S390X_MAGIC })], requirePlatform("s390x"))).toMatchObject({ kind: "ready" });
    expect(assessEmulation([entry({ magic: ARM_MAGIC })], requirePlatform("arm/v7"))).toMatchObject({ kind: "ready" });
  });

  it("prefers a usable entry to a broken one", () => {
    expect(assessEmulation([entry({ flags: "OC" }), entry({ state: "disabled" }), entry({})], arm64).kind).toBe(
      "ready",
    );
  });

  it("I10: tells absent, another processor, switched off and registered without flag F apart", () => {
    expect(assessEmulation([], arm64)).toEqual({ kind: "absent", others: [] });
    const other = entry({ name: "qemu-arm", magic: ARM_MAGIC });
    expect(assessEmulation([other], arm64)).toEqual({ kind: "absent", others: ["qemu-arm"] });
    const misnamed = entry({ name: "qemu-aarch64", magic: ARM_MAGIC });
    expect(assessEmulation([misnamed], arm64)).toEqual({ kind: "absent", others: ["qemu-aarch64"] });
    expect(assessEmulation([entry({ state: "disabled" })], arm64).kind).toBe("disabled");
    expect(assessEmulation([entry({ flags: "OC" })], arm64).kind).toBe("not-fixed");
  });

  it("does not take text that is no entry for one", () => {
    for (const text of ["", "enabled", "\u0000\uffff", "enabled\nmagic zz\noffset 0\n", "disabled\nextension .py\n"]) {
      expect(assessEmulation([parseBinfmtEntry("x", text)], arm64), JSON.stringify(text)).toEqual({
        kind: "absent",
        others: [],
      });
    }
  });
});

describe("what a person is told", () => {
  it("says why, in one sentence each", () => {
    const tell = (entries: readonly BinfmtEntry[]) => describeEmulation(assessEmulation(entries, arm64), amd64, arm64);
    expect(tell([entry({})])).toBeNull();
    expect(tell([])).toBe(
      "linux/arm64 cannot be emulated on this linux/amd64 machine: no QEMU for aarch64 is registered in binfmt_misc.",
    );
    expect(tell([entry({ name: "qemu-arm", magic: ARM_MAGIC })])).toContain("(registered are only: qemu-arm)");
    expect(tell([entry({ state: "disabled" })])).toContain("qemu-aarch64 is switched off");
    expect(tell([entry({ flags: "OC" })])).toContain("without flag F (flags: OC)");
  });

  it("names the step, the command, the packages and the runner that avoids it", () => {
    const advice = emulationAdvice(arm64);
    expect(advice).toMatch(/- uses: docker\/setup-qemu-action@v4\n {4}with:\n {6}platforms: arm64\n/);
    expect(advice).toMatch(/docker run --privileged --rm docker\.io\/tonistiigi\/binfmt:\S+ --install arm64\n/);
    expect(advice).toContain("apt-get install qemu-user-static binfmt-support");
    expect(advice).toContain("runs-on: ubuntu-24.04-arm");
    expect(emulationAdvice(requirePlatform("arm/v7"))).toContain("platforms: arm/v7");
    expect(emulationAdvice(requirePlatform("s390x"))).not.toContain("runs-on");
  });
});

describe("findEmulatorCrash", () => {
  it("I11: recognises QEMU's own death by its line, behind any exit code, and by exit codes 139 and 132", () => {
    const line = "qemu: uncaught target signal 11 (Segmentation fault) - core dumped";
    expect(findEmulatorCrash({ code: 1, tail: ["cc -c a.c", line, "error: command failed"] })).toEqual({
      signal: 11,
      line,
    });
    expect(findEmulatorCrash({ code: 139, tail: [] })).toEqual({ signal: 11, line: null });
    expect(findEmulatorCrash({ code: 132, tail: [] })).toEqual({ signal: 4, line: null });
  });

  it("leaves ordinary failures and successes alone", () => {
    expect(findEmulatorCrash({ code: 1, tail: ["error: unknown type name 'foo'"] })).toBeNull();
    expect(findEmulatorCrash({ code: 0, tail: ["qemu: uncaught target signal 11 (Segmentation fault)"] })).toBeNull();
    expect(findEmulatorCrash({ code: null, tail: [] })).toBeNull();
    expect(findEmulatorCrash({ code: 137, tail: ["Killed"] })).toBeNull();
  });
});
