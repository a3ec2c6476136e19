import { describe, expect, it } from "vitest";
import { type Interpreter, parseProbe } from "../../../src/core/plan/interpreter.ts";
import { interpreterTarget } from "../../../src/core/target/interpreter-target.ts";

function interpreter(change: Record<string, unknown>): Interpreter {
  const said = {
    version: "3.11.2",
    implementation: "cpython",
    machine: "aarch64",
    platform: "linux",
    libc: ["glibc", "2.36"],
  };
  const probe = parseProbe(JSON.stringify({ ...said, ...change }));
  if (!probe.ok) throw new Error("the probe of this test is wrong");
  return probe.value;
}

describe("interpreterTarget without pip", () => {
  it.each([
    [{}, "cp311-manylinux_2_36_aarch64"],
    [{ bits: 32 }, "cp311-manylinux_2_36_armv8l"],
    [{ bits: 32, machine: "x86_64" }, "cp311-manylinux_2_36_i686"],
    [{ bits: 32, machine: "armv7l", libc: ["unknown", ""] }, "cp311-linux_armv7l"],
    [{ version: "3.14.1", freeThreaded: true, libc: ["musl", "1.2"] }, "cp314t-musllinux_1_2_aarch64"],
    [{ implementation: "pypy" }, "pp311-manylinux_2_36_aarch64"],
  ])("works out %j as %s", (change, id) => {
    expect(interpreterTarget(interpreter(change), null)).toMatchObject({ ok: true, value: { id, tags: null } });
  });

  it.each([
    [{ machine: "vax" }, "unknown-platform"],
    [{ version: "2.7.18" }, "unknown-python"],
    [{ platform: "darwin" }, "other-os"],
  ])("says what is not known of %j", (change, code) => {
    expect(interpreterTarget(interpreter(change), null)).toMatchObject({ ok: false, problems: [{ code }] });
  });
});
