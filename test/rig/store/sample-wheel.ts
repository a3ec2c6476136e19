import { createHash } from "node:crypto";
import { type ZipMember, type ZipOptions, zipOf } from "./zip-builder.ts";

export const WHEEL_NAME = "demo-1.0-py3-none-any.whl";

export interface WheelChanges {
  /** More files, or others; null removes one. `RECORD` is made of what there is then. */
  readonly files?: Readonly<Record<string, string | null>>;
  /** The text of RECORD instead of the true one; null: none. */
  readonly record?: (text: string) => string | null;
  /** How single members are written. */
  readonly members?: Readonly<Record<string, Partial<ZipMember>>>;
  /** Members added behind the others, not in RECORD. */
  readonly extra?: readonly ZipMember[];
  readonly zip?: ZipOptions;
}

/** A small wheel of `demo` 1.0, valid unless it is changed. */
export function sampleWheel(changes: WheelChanges = {}): Uint8Array {
  const files: Record<string, string | null> = {
    "demo/__init__.py": "answer = 42\n",
    "demo/data, with a comma.txt": "text\n",
    "demo-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n",
    "demo-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    ...changes.files,
  };
  const members = Object.entries(files).flatMap(([name, text]) => (text === null ? [] : [{ name, text }]));
  const record = `${members.map(({ name, text }) => recordRow(name, text)).join("")}demo-1.0.dist-info/RECORD,,\n`;
  const changed = changes.record === undefined ? record : changes.record(record);
  const all = changed === null ? members : [...members, { name: "demo-1.0.dist-info/RECORD", text: changed }];
  const zipped = all.map(
    ({ name, text }): ZipMember => ({ name, bytes: Buffer.from(text), ...changes.members?.[name] }),
  );
  return zipOf([...zipped, ...(changes.extra ?? [])], changes.zip);
}

export function recordRow(name: string, text: string): string {
  const path = /[",\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
  const digest = createHash("sha256").update(text).digest("base64url");
  return `${path},sha256=${digest},${Buffer.byteLength(text)}\n`;
}
