import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseProcessError } from "../../../../src/core/log/buildkit/process-error.ts";
import { parseVertexName } from "../../../../src/core/log/buildkit/vertex-name.ts";

describe("parseVertexName", () => {
  it.each([
    ["[2/3] RUN make", { stage: null, platform: null, index: 2, total: 3, instruction: "RUN", text: "make" }],
    ["[builder  4/12] COPY . .", { stage: "builder", index: 4, total: 12, instruction: "COPY" }],
    ["[ 2/14] WORKDIR /app", { stage: null, index: 2, total: 14, instruction: "WORKDIR" }],
    ["[linux/arm64 2/2] RUN make", { stage: null, platform: "linux/arm64", forPlatform: "linux/arm64" }],
    ["[linux/arm/v7 stage-1 1/2] RUN a", { stage: "stage-1", platform: "linux/arm/v7" }],
    ["[linux/amd64->arm64 build 1/2] RUN a", { platform: "linux/amd64", forPlatform: "linux/arm64", stage: "build" }],
    ["[linux/amd64->windows/amd64 1/1] RUN a", { platform: "linux/amd64", forPlatform: "windows/amd64" }],
    ["[windows(10.0.17763)/amd64 1/1] RUN a", { platform: "windows(10.0.17763)/amd64" }],
    ["[web builder 4/7] RUN pip install x", { target: "web", stage: "builder", index: 4 }],
    ["[web linux/arm64 builder 4/7] RUN a", { target: "web", stage: "builder", platform: "linux/arm64" }],
    ["[1/2] ONBUILD RUN make", { instruction: "RUN", text: "make" }],
    ["[1/2] RUN <<EOF (set -e...)", { instruction: "RUN", text: "<<EOF (set -e...)" }],
    ["[2/2] RUN echo ] [3/3]", { index: 2, total: 2, text: "echo ] [3/3]" }],
  ])("%s", (name, parts) => {
    expect(parseVertexName(name)).toMatchObject({ kind: "step", ...parts });
  });

  it.each([
    "[internal] load build definition from Dockerfile",
    "[internal] load metadata for docker.io/library/python:3.12",
    "[context base] OCI load from client",
    "[auth] library/python:pull token for registry.example",
    "exporting to image",
    "importing cache manifest from registry.example/app:cache",
    "",
  ])("%j is no step", (name) => {
    expect(parseVertexName(name)).toMatchObject({ kind: "internal", stage: null, instruction: null, text: name });
  });

  it("takes any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => parseVertexName(`[${text}`) !== null));
  });
});

describe("parseProcessError", () => {
  it.each([
    ['process "/bin/sh -c make" did not complete successfully: exit code: 2', "/bin/sh -c make", 2, false],
    [
      'process "/dev/.buildkit_qemu_emulator /bin/sh -c pip install x" did not complete successfully: exit code: 137',
      "/bin/sh -c pip install x",
      137,
      true,
    ],
    [
      'process "/bin/sh -c echo \\"a\\\\b\\"\\nmake" did not complete successfully: exit code: 1',
      '/bin/sh -c echo "a\\b"\nmake',
      1,
      false,
    ],
    [
      'process "/bin/sh -c make" did not complete successfully: exit code: 137: context canceled: context canceled',
      "/bin/sh -c make",
      137,
      false,
    ],
    ["executor failed running [/bin/sh -c a [b]: c]: exit code: 127", "/bin/sh -c a [b]: c", 127, false],
    ["executor failed running [/bin/sh -c make]: runc did not terminate sucessfully", "/bin/sh -c make", null, false],
  ])("%s", (message, command, exitCode, emulator) => {
    expect(parseProcessError(message)).toEqual({ command, exitCode, emulator });
  });

  it("leaves other errors alone", () => {
    expect(parseProcessError('failed to compute cache key: "/x": not found')).toBeNull();
    expect(parseProcessError('process "/bin/sh')).toBeNull();
  });
});
