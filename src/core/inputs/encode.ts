/** Encodes a text for a file in one of the encodings of `decodeText`; outside of Unicode only ASCII is possible. */
export function encodeText(text: string, encoding: string | null): Uint8Array {
  switch (encoding) {
    case "utf-16-le":
      return encodeUnits(text, true);
    case "utf-16-be":
      return encodeUnits(text, false);
    case "utf-32-le":
      return encodePoints(text, true);
    case "utf-32-be":
      return encodePoints(text, false);
    default:
      return new TextEncoder().encode(text);
  }
}

/** Whether a text can be written in an encoding for sure: every encoding here keeps ASCII as it is. */
export function canEncode(text: string, encoding: string | null): boolean {
  return (encoding?.startsWith("utf-") ?? false) || /^[\0-\x7f]*$/.test(text);
}

export function encodeUtf8WithMark(text: string): Uint8Array {
  return new TextEncoder().encode(`\ufeff${text}`);
}

function encodeUnits(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let index = 0; index < text.length; index += 1) view.setUint16(index * 2, text.charCodeAt(index), littleEndian);
  return new Uint8Array(view.buffer);
}

function encodePoints(text: string, littleEndian: boolean): Uint8Array {
  const points = [...text].map((character) => character.codePointAt(0) ?? 0);
  const view = new DataView(new ArrayBuffer(points.length * 4));
  for (const [index, point] of points.entries()) view.setUint32(index * 4, point, littleEndian);
  return new Uint8Array(view.buffer);
}
