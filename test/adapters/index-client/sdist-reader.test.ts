import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { readTarGz } from "../../../src/adapters/node/index-client/sdist-reader.ts";
import { tarMember } from "../../rig/store/tar-member.ts";

const MEBIBYTE = 1024 * 1024;

it("reads of a very large sdist no more than it takes, and ends", async () => {
  const facts = [
    tarMember({ name: "demo-1.0/PKG-INFO", bytes: Buffer.from("Name: demo\n") }),
    tarMember({ name: "demo-1.0/pyproject.toml" }),
  ];
  const bytes = Buffer.alloc(MEBIBYTE);
  const filler = Array.from({ length: 130 }, (_, index) => tarMember({ name: `demo-1.0/${index}.bin`, bytes }));
  const archive = gzipSync(Buffer.concat([...facts, ...filler, Buffer.alloc(1024)]), { level: 1 });
  let sent = 0;
  const source = async function* (): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < archive.length; at += 4096) {
      sent = at;
      yield archive.subarray(at, at + 4096);
    }
  };

  const content = await readTarGz(source());

  expect(content.pkgInfo).toBe("Name: demo\n");
  expect(content.extensions.bin).toBeGreaterThan(50);
  expect(sent).toBeLessThan(archive.length * 0.75);
}, 20_000);
