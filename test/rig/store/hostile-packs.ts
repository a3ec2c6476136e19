import { concatBytes } from "../../../src/core/concat-bytes.ts";
import { writeManifest } from "../../../src/core/store/manifest.ts";
import { PACK_TRAILER } from "../../../src/core/store/pack.ts";
import { bytesOf, indexWheel, manifestOf, member, packOf, SAMPLE_WHEELS } from "./sample-pack.ts";
import { type TarMember, tarMember } from "./tar-member.ts";

export interface HostilePack {
  /** Row of the table of known attacks. */
  readonly row: "A1" | "A2" | "A3" | "A4" | "A5" | "A6";
  readonly what: string;
  /** `victim` is an absolute path that the pack would like to overwrite. */
  make(victim: string): Uint8Array;
}

const EVIL = bytesOf("evil", 40);
const [FIRST = ""] = Object.keys(SAMPLE_WHEELS).sort();

export const HOSTILE_PACKS: readonly HostilePack[] = [
  ...[
    { what: "an absolute member", name: (victim: string) => victim },
    { what: 'a member with ".."', name: () => "../victim.txt" },
    { what: 'a member with ".." further down', name: () => "a/../../victim.txt" },
    { what: "a member in a folder", name: () => "folder/alpha-1.0-py3-none-any.whl" },
  ].map(
    ({ what, name }): HostilePack => ({
      row: "A1",
      what,
      make: (victim) => withExtra({ name: name(victim).slice(-100), bytes: EVIL }),
    }),
  ),
  {
    row: "A1",
    what: "a path in the prefix field",
    make: () => withExtra({ name: "victim.txt", prefix: "..", bytes: EVIL }),
  },
  {
    row: "A2",
    what: "a symbolic link and a file through it",
    make: (victim) =>
      concatBytes([manifest(), tarMember({ name: FIRST, type: "2", link: victim }), wheel(FIRST), PACK_TRAILER]),
  },
  {
    row: "A2",
    what: "a symbolic link to a folder and a file below it",
    make: () =>
      concatBytes([
        manifest(),
        tarMember({ name: "out", type: "2", link: ".." }),
        tarMember({ name: "out/victim.txt", bytes: EVIL }),
        PACK_TRAILER,
      ]),
  },
  {
    row: "A2",
    what: "a hard link to a file outside",
    make: (victim) => withReplaced({ type: "1", link: victim, bytes: new Uint8Array() }),
  },
  {
    row: "A2",
    what: "a hard link with data",
    make: (victim) => withReplaced({ type: "1", link: victim }),
  },
  ...["3", "4", "5", "6", "7", "S", "L", "K", "x", "g", "D", "V"].map(
    (type): HostilePack => ({
      row: "A3",
      what: `a member of type ${type}`,
      make: () => withReplaced({ type }),
    }),
  ),
  {
    row: "A3",
    what: "a setuid wheel",
    make: () => withReplaced({ mode: 0o4755 }),
  },
  {
    row: "A3",
    what: "a PAX record that renames the next member",
    make: (victim) => {
      const record = new TextEncoder().encode(`${victim.length + 9} path=${victim}\n`);
      return concatBytes([tarMember({ name: "PaxHeaders/x", type: "x", bytes: record }), packOf(SAMPLE_WHEELS)]);
    },
  },
  {
    row: "A3",
    what: "GNU's magic",
    make: () => withReplaced({ magic: "ustar  \0" }),
  },
  {
    row: "A4",
    what: "the same wheel twice",
    make: () => withExtra({ name: FIRST, bytes: SAMPLE_WHEELS[FIRST] ?? EVIL }),
  },
  { row: "A4", what: "a name twice in the manifest", make: () => withTwoNames(FIRST, FIRST) },
  {
    row: "A4",
    what: "a name twice but for its case",
    make: () => withTwoNames(FIRST, FIRST.toUpperCase().replace(/WHL$/, "whl")),
  },
  { row: "A4", what: "a second manifest", make: () => concatBytes([manifest(), packOf(SAMPLE_WHEELS)]) },
  ...["-rf.whl", "a\nb.whl", `${"a".repeat(297)}.whl`, "a.tar.gz", "a b.whl", "é.whl", ".whl", ".hidden.whl", ""].map(
    (name): HostilePack => ({
      row: "A5",
      what: `the name ${JSON.stringify(name.slice(0, 20))}`,
      make: () => withTwoNames(FIRST, name),
    }),
  ),
  { row: "A5", what: "no manifest", make: () => concatBytes([wheel(FIRST), PACK_TRAILER]) },
  { row: "A6", what: "a header that claims 8 GiB", make: () => withClaim(8 ** 11 - 1) },
  { row: "A6", what: "a header that claims less than the manifest", make: () => withClaim(1) },
  { row: "A6", what: "a manifest that claims 8 GiB", make: () => withDeclared(8 ** 11 - 1) },
  { row: "A6", what: "a manifest that claims less than the header", make: () => withDeclared(1) },
  {
    row: "A6",
    what: "10 MB of zeros behind the end",
    make: () => concatBytes([packOf(SAMPLE_WHEELS), new Uint8Array(10_000_000)]),
  },
  { row: "A6", what: "a pack cut in the middle", make: () => packOf(SAMPLE_WHEELS).subarray(0, 3000) },
  {
    row: "A6",
    what: "a gzip stream",
    make: () => Uint8Array.from([0x1f, 0x8b, 8, ...new Array<number>(1021).fill(0)]),
  },
  { row: "A6", what: "nothing at all", make: () => new Uint8Array() },
];

function manifest(): Uint8Array {
  return member("wheelhouse.json", writeManifest(manifestOf(SAMPLE_WHEELS)));
}

function wheel(file: string): Uint8Array {
  return member(file, SAMPLE_WHEELS[file] ?? EVIL);
}

/** The whole sample pack, and one member more. */
function withExtra(extra: TarMember): Uint8Array {
  return concatBytes([packOf(SAMPLE_WHEELS).subarray(0, -PACK_TRAILER.length), tarMember(extra), PACK_TRAILER]);
}

/** A pack of one wheel that is valid but for what `change` says of its header. */
export function withReplaced(change: Partial<TarMember>): Uint8Array {
  const bytes = SAMPLE_WHEELS[FIRST] ?? EVIL;
  const json = writeManifest(manifestOf({ [FIRST]: bytes }));
  return concatBytes([member("wheelhouse.json", json), tarMember({ name: FIRST, bytes, ...change }), PACK_TRAILER]);
}

/** A pack of two members whose manifest, written by hand, names both. */
function withTwoNames(first: string, second: string): Uint8Array {
  const wheels = [first, second].map((file) => indexWheel(file, EVIL));
  const json = new TextEncoder().encode(JSON.stringify({ ...manifestOf({}), wheels }));
  const members = wheels.map(({ file }) => tarMember({ name: file.slice(0, 100), bytes: EVIL }));
  return concatBytes([tarMember({ name: "wheelhouse.json", bytes: json }), ...members, PACK_TRAILER]);
}

function withClaim(claimedBytes: number): Uint8Array {
  const wheels = { [FIRST]: SAMPLE_WHEELS[FIRST] ?? EVIL };
  const json = writeManifest(manifestOf(wheels));
  const lie = tarMember({ name: FIRST, bytes: SAMPLE_WHEELS[FIRST] ?? EVIL, claimedBytes });
  return concatBytes([member("wheelhouse.json", json), lie, PACK_TRAILER]);
}

function withDeclared(bytes: number): Uint8Array {
  const honest = manifestOf({ [FIRST]: SAMPLE_WHEELS[FIRST] ?? EVIL });
  const wheels = honest.wheels.map((listed) => ({ ...listed, bytes }));
  const json = writeManifest({ ...honest, wheels });
  return concatBytes([member("wheelhouse.json", json), wheel(FIRST), PACK_TRAILER]);
}
