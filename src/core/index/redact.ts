/** Shorter texts occur everywhere: masking them would destroy a log and tell the secret by its gaps. */
const SHORTEST_SECRET = 4;

/** Shorter pieces of base64 occur by chance. */
const SHORTEST_BASE64 = 8;

const MASK = "****";

/**
 * Makes a function that replaces secrets in a text by `****`: as they are, URL-encoded, JSON-escaped, HTML-escaped and in
 * base64 at each of the three alignments. A secret of several lines is looked for line by line; lines of fewer than four
 * characters are not masked on their own, only as userinfo of a URL, which always goes.
 */
export function makeRedactor(secrets: Iterable<string>): (text: string) => string {
  const forms = new Set<string>();
  for (const secret of secrets) {
    for (const line of secret.split(/[\r\n]+/)) {
      if (line.trim().length < SHORTEST_SECRET) continue;
      for (const form of formsOf(line)) forms.add(form);
    }
  }
  const longestFirst = [...forms].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const pattern = longestFirst.length === 0 ? null : new RegExp(longestFirst.map(escapePattern).join("|"), "g");
  return (text) => {
    const bare = text.replace(/\b(https?:\/\/)[^\s/?#"'<>]*@/gi, `$1${MASK}@`);
    return pattern === null ? bare : bare.replace(pattern, MASK);
  };
}

function formsOf(secret: string): readonly string[] {
  const encoded = percentEncode(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const html = secret
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
  const lowerHex = encoded.replace(/%[0-9A-F]{2}/g, (triplet) => triplet.toLowerCase());
  const strict = encoded.replace(/[!'()*~._-]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return [secret, encoded, lowerHex, strict, encoded.replaceAll("%20", "+"), json, html, ...base64Forms(secret)];
}

/** Lone surrogates have no encoding; such a secret is looked for as it is. */
function percentEncode(secret: string): string {
  try {
    return encodeURIComponent(secret);
  } catch {
    return secret;
  }
}

/** What of the secret's base64 stays the same whatever stands before and after it, for each alignment, both alphabets. */
function base64Forms(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  const forms: string[] = [];
  for (const shift of [0, 1, 2]) {
    const shifted = btoa(String.fromCharCode(...new Uint8Array(shift), ...bytes));
    const from = shift === 0 ? 0 : shift + 1;
    const to = Math.floor(((shift + bytes.length) * 8) / 6);
    const form = shifted.slice(from, to);
    if (form.length >= SHORTEST_BASE64) forms.push(form, form.replaceAll("+", "-").replaceAll("/", "_"));
  }
  return forms;
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
