import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { bytesOf, type Message, numberOf, readMessage, stringOf } from "../../src/core/log/buildkit/protobuf.ts";
import { readTar } from "../../src/core/log/buildkit/tar.ts";
import { tarGzOf } from "../../test/rig/projects/archive.ts";

const TRACE = "application/vnd.buildkit.otlp.json.v0";
const ERROR = "application/vnd.googeapis.google.rpc.status+proto";
const STACK = "github.com/moby/buildkit/stack.Stack+json";

interface Descriptor {
  mediaType: string;
  digest: string;
  size: number;
}

/** Takes what a `.dockerbuild` archive says of this machine out of it: the trace, the daemon's paths, the local folder. */
export function scrubArchive(archive: Uint8Array): Uint8Array {
  const files = readTar(gunzipSync(archive));
  const kept = new Map<string, Uint8Array>();
  const add = (bytes: Uint8Array, mediaType: string): Descriptor => {
    const digest = createHash("sha256").update(bytes).digest("hex");
    kept.set(`blobs/sha256/${digest}`, bytes);
    return { mediaType, digest: `sha256:${digest}`, size: bytes.length };
  };
  const blob = ({ digest }: Descriptor): Uint8Array =>
    files.get(`blobs/${digest.replace(":", "/")}`) ?? new Uint8Array();
  const index = JSON.parse(text(files.get("index.json")));
  const manifests = index.manifests.map((entry: Descriptor) => {
    const manifest = JSON.parse(text(blob(entry)));
    const layers = (manifest.layers as Descriptor[]).filter((layer) => layer.mediaType !== TRACE);
    const clean = layers.map((layer) =>
      add(layer.mediaType === ERROR ? withoutStacks(blob(layer)) : blob(layer), layer.mediaType),
    );
    const { localState: _, trace: __, ...config } = JSON.parse(text(blob(manifest.config)));
    const record = add(json(config), manifest.config.mediaType);
    return add(json({ ...manifest, config: record, layers: clean }), entry.mediaType);
  });
  kept.set("index.json", json({ ...index, manifests }));
  kept.set("oci-layout", files.get("oci-layout") ?? new Uint8Array());
  return tarGzOf(Object.fromEntries(kept));
}

function withoutStacks(error: Uint8Array): Uint8Array {
  const status = readMessage(error);
  if (status === null) return error;
  const details = bytesOf(status, 3).filter((detail) => stringOf(readMessage(detail) ?? NOTHING, 1) !== STACK);
  const message = Buffer.from(stringOf(status, 2));
  const fields = [field(2, message), ...details.map((detail) => field(3, detail))];
  return Buffer.concat([Buffer.from([8, numberOf(status, 1)]), ...fields]);
}

const NOTHING: Message = new Map();

/** A field with a length, as the wire format has it. */
function field(number: number, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([number * 8 + 2]), varint(bytes.length), bytes]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}

function json(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

function text(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString("utf8");
}
