import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packHeader } from "../../../src/core/store/pack.ts";
import { makePackReader, type PackStep } from "../../../src/core/store/pack-reader.ts";
import { manifestOf, packOf, SAMPLE_WHEELS } from "../../rig/store/sample-pack.ts";
import { tarMember } from "../../rig/store/tar-member.ts";

const LIMITS = { maxBytes: 1024 ** 3 };

function readChunks(chunks: readonly Uint8Array[]) {
  const reader = makePackReader(LIMITS);
  const steps: PackStep[] = chunks.flatMap((chunk) => reader.push(chunk));
  return { steps, problem: reader.end() };
}

function wheelsIn(steps: readonly PackStep[]): Record<string, string> {
  const wheels: Record<string, string> = {};
  let name = "";
  for (const step of steps) {
    if (step.kind === "wheel") name = step.wheel.file;
    if (step.kind === "wheel") wheels[name] = "";
    if (step.kind === "bytes") wheels[name] += Buffer.from(step.bytes).toString("hex");
  }
  return wheels;
}

describe("makePackReader", () => {
  const pack = packOf(SAMPLE_WHEELS);
  const expected = Object.fromEntries(
    Object.entries(SAMPLE_WHEELS).map(([file, bytes]) => [file, Buffer.from(bytes).toString("hex")]),
  );

  it("gives manifest and wheels, however the pack is cut into chunks", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(pack.length), { maxLength: 8 }), (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), pack.length];
        const chunks = edges.slice(1).map((end, index) => pack.subarray(edges[index], end));
        const { steps, problem } = readChunks(chunks);
        expect(problem).toBeNull();
        expect(steps[0]).toMatchObject({
          kind: "manifest",
          packBytes: pack.length,
          manifest: manifestOf(SAMPLE_WHEELS),
        });
        expect(wheelsIn(steps)).toEqual(expected);
      }),
    );
  });

  it("reads a pack without wheels and a wheel without bytes", () => {
    expect(readChunks([packOf({})]).problem).toBeNull();
    expect(readChunks([packOf({ "empty-1-py3-none-any.whl": new Uint8Array() })]).problem).toBeNull();
  });

  it("says that a pack is cut short, wherever it was cut", () => {
    for (let end = 0; end < pack.length; end += 97) {
      expect(readChunks([pack.subarray(0, end)]).problem, `cut at ${end}`).toBe("it is cut short");
    }
  });

  it("refuses bytes behind the end", () => {
    expect(readChunks([pack, new Uint8Array(1)]).problem).toBe("it has bytes behind its end");
  });

  it("refuses a manifest that declares more than the limit, before any wheel", () => {
    const reader = makePackReader({ maxBytes: pack.length - 1 });
    expect(reader.push(pack)).toEqual([{ kind: "refused", reason: expect.stringContaining("it declares") }]);
  });
});

it("the writer's header is the one that an independent tar writer makes", () => {
  const header = packHeader("alpha-1.0-py3-none-any.whl", 8_589_934_591);
  const other = tarMember({ name: "alpha-1.0-py3-none-any.whl", claimedBytes: 8_589_934_591 });
  expect(Buffer.from(header)).toEqual(Buffer.from(other));
});
