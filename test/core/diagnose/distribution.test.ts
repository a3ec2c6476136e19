import { describe, expect, it } from "vitest";
import { distributionOfImage, findDistribution } from "../../../src/core/diagnose/distribution.ts";
import { packagesOf } from "../../../src/core/diagnose/signature.ts";
import { distributionRemedies } from "../../../src/core/findings/distribution-remedies.ts";

describe("findDistribution", () => {
  it.each([
    ["apt", "Reading package lists..."],
    ["apt", "[builder 1/4] FROM docker.io/library/python:3.12-slim"],
    ["apt", "[stage-0 2/5] RUN apt-get -qq update && apt-get install -y gcc"],
    ["apt", "aarch64-linux-gnu-gcc -Wsign-compare -c a.c"],
    ["apt", 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"'],
    ["apt", "ID=ubuntu"],
    ["dnf", "FROM quay.io/pypa/manylinux_2_28_aarch64"],
    ["dnf", "RUN dnf -y install gcc-c++"],
    ["dnf", "  gcc-8.5.0-22.el8_10.aarch64"],
    ["dnf", 'ID="almalinux"'],
    ["apk", "(12/34) Installing libffi-dev (3.4.6-r0)\nOK: 245 MiB in 62 packages"],
    ["apk", "RUN apk --no-cache add build-base"],
    ["apk", "FROM python:3.12-alpine"],
    ["apk", "ID=alpine"],
    ["conda", "/opt/miniconda3/bin/x86_64-conda-linux-gnu-cc -c a.c"],
    ["conda", "RUN conda install -c conda-forge numpy"],
  ])("%s: %s", (distribution, text) => {
    expect(findDistribution(text.split("\n"))).toBe(distribution);
  });

  it.each([
    "gcc -Wall -c a.c",
    "copying tests/debian_rules.py -> build/lib",
    "Skipping link: none of the wheel's tags (cp312-cp312-musllinux_1_2_aarch64) are compatible",
    "Collecting apt-repo",
  ])("nothing is assumed from: %s", (line) => {
    expect(findDistribution([line])).toBeNull();
  });
});

it("knows the distribution of the images that wheels are built in by default", () => {
  expect(distributionOfImage("cp312-manylinux_2_28_aarch64")).toBe("dnf");
  expect(distributionOfImage("cp312-musllinux_1_2_aarch64")).toBe("apk");
  expect(distributionOfImage("cp312-manylinux_2_35_armv7l")).toBe("apt");
  expect(distributionOfImage("cp312-macosx_11_0_arm64")).toBeNull();
});

describe("distributionRemedies", () => {
  const packages = packagesOf("libffi-dev", "libffi-devel", "", "libffi");

  it("puts the command of the distribution that the log shows first, and leaves out those that have no package", () => {
    expect(distributionRemedies(packages, "dnf").map(({ commands }) => commands)).toEqual([
      ["dnf install -y libffi-devel"],
      ["apt-get install -y --no-install-recommends libffi-dev"],
      ["conda install -y -c conda-forge libffi"],
    ]);
    expect(distributionRemedies(packages, null)[0]?.commands[0]).toMatch(/^apt-get/);
    expect(distributionRemedies(packages, "apk")[0]?.commands[0]).toMatch(/^apt-get/);
  });
});
