const SIMPLE: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const ESCAPE = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^xuUN])|(.?))/gs;

/**
 * The value of what stands between the quotes of a Python string literal, as markers use it; null when Python would
 * refuse it. Unknown escapes stay as they are. Names (`\N{DASH}`) are not known here and refused.
 */
export function pythonStringValue(inside: string): string | null {
  if (/[\n\r\0]/.test(inside.replace(/\\./gs, ""))) return null;
  let valid = true;
  const value = inside.replace(ESCAPE, (whole, octal, x, u, bigU, sign) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    const hex: string | undefined = x ?? u ?? bigU;
    if (hex !== undefined && Number.parseInt(hex, 16) <= 0x10ffff)
      return String.fromCodePoint(Number.parseInt(hex, 16));
    if (sign !== undefined) return SIMPLE[sign] ?? whole;
    valid = false;
    return whole;
  });
  return valid ? value : null;
}
