import { describe, expect, it } from "vitest";
import { MARKER_VARIABLES } from "../../../src/core/pep/marker.ts";
import { markerEnvironment } from "../../../src/core/target/marker-environment.ts";
import { requireTarget } from "./require-target.ts";

describe("markerEnvironment", () => {
  it("answers every variable for CPython", () => {
    const environment = markerEnvironment(requireTarget("cp312-manylinux_2_28_aarch64"));
    expect(environment).toEqual({
      implementation_name: "cpython",
      implementation_version: "3.12.0",
      os_name: "posix",
      platform_machine: "aarch64",
      platform_python_implementation: "CPython",
      platform_release: "",
      platform_system: "Linux",
      platform_version: "",
      python_full_version: "3.12.0",
      python_version: "3.12",
      sys_platform: "linux",
    });
    expect(Object.keys(environment).sort()).toEqual([...MARKER_VARIABLES].sort());
  });

  it("keeps the patch release where it is known", () => {
    expect(markerEnvironment(requireTarget({ platform: "arm64", python: "3.12.4" }))).toMatchObject({
      python_version: "3.12",
      python_full_version: "3.12.4",
      implementation_version: "3.12.4",
    });
  });

  it("tells PyPy's release from that of its Python", () => {
    expect(markerEnvironment(requireTarget({ platform: "arm64", python: "pypy3.10" }))).toMatchObject({
      implementation_name: "pypy",
      implementation_version: "7.3.0",
      platform_python_implementation: "PyPy",
      python_full_version: "3.10.0",
    });
  });

  it("has the kernel's release from the profile, which decides markers written for Jetson", () => {
    expect(markerEnvironment(requireTarget("jetson-jp6")).platform_release).toContain("tegra");
  });

  it("says aarch64 for a 32-bit Python on a 64-bit kernel, as the kernel does", () => {
    expect(markerEnvironment(requireTarget("rpi-os-32")).platform_machine).toBe("aarch64");
    expect(markerEnvironment(requireTarget("cp311-linux_armv7l")).platform_machine).toBe("armv7l");
  });
});
