declare const normalized: unique symbol;

/** A project or extra name in the normal form of PEP 503 and PEP 685: `zope.interface` → `zope-interface`. */
export type NormalizedName = string & { readonly [normalized]: true };

const VALID = /^(?:[a-z0-9]|[a-z0-9][a-z0-9._-]*[a-z0-9])$/i;

/** PEP 503: lower case, every run of `-`, `_` and `.` becomes one `-`. Any text goes in, valid or not. */
export function normalizeName(text: string): NormalizedName {
  return text.toLowerCase().replace(/[-_.]+/g, "-") as NormalizedName;
}

/** Whether a text is a name by the core metadata specification: ASCII letters and digits, with `-`, `_`, `.` inside. */
export function isValidName(text: string): boolean {
  return VALID.test(text);
}
