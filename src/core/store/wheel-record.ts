/** One row of RECORD (PEP 376, "Recording installed projects"). */
export interface RecordRow {
  readonly path: string;
  /** `sha256`, lower-case; empty when the row has no hash. */
  readonly algorithm: string;
  /** base64url without padding. */
  readonly digest: string;
  /** Null when the row has no size. */
  readonly bytes: number | null;
}

/**
 * Reads RECORD: CSV as Python's `csv` module writes it, one row a file. A row that cannot be read comes back as null in
 * its place.
 */
export function parseRecord(text: string): readonly (RecordRow | null)[] {
  return splitRows(text).map((fields) => {
    const [path = "", hash = "", size = ""] = fields;
    const [, algorithm = "", digest = ""] = /^([a-z0-9]+)=([A-Za-z0-9_-]+)=*$/.exec(hash) ?? [];
    const isReadable =
      fields.length === 3 && path !== "" && (hash === "" || algorithm !== "") && /^\d{0,15}$/.test(size);
    return isReadable ? { path, algorithm, digest, bytes: size === "" ? null : Number(size) } : null;
  });
}

function splitRows(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  // Each match is one field with what ends it. A quoted field may hold commas, line ends and doubled quotes.
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;
  let row: string[] = [];
  while (field.lastIndex < text.length) {
    const match = field.exec(text);
    if (match === null) return [...rows, []];
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
  }
  return row.length > 0 ? [...rows, row] : rows;
}
