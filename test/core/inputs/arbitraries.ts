import fc from "fast-check";

const word = fc.constantFrom(
  "numpy",
  "six==1.16.0",
  "pandas>=2,<3",
  "a[b]",
  "x @ https://files.example/x.zip",
  "https://files.example/foo-1.0-py3-none-any.whl",
  "; python_version < '3'",
  "--hash=sha256:aa",
  "--hash sha256:bb",
  "--hash=md5:cc",
  "-i https://index.example/simple",
  "--index-url=https://user:pw@index.example/simple",
  "--extra-index-url 'https://other.example/simple'",
  "--trusted-host h.example",
  "-f ./wheels",
  "--no-index",
  "--pre",
  "--pre=x",
  "--only-binary :all:",
  "--no-binary -x",
  "-r other.txt",
  "-rother.txt",
  "-c constraints.txt",
  "-e ./project",
  "-e git+https://git.example/a.git#egg=a",
  "--unknown",
  "--req",
  "-",
  "--",
  "-z",
  "stray",
  '"quoted word"',
  '"',
  "'",
  "\\",
  "\\ ",
  "#",
  " # comment",
  "#comment",
  "$" + "{TOKEN}",
  "é🦄",
);
const glue = fc.constantFrom(" ", " ", " ", "  ", "\t", "", "\\\n", " \\\n  ", "\n", "\n", "\r\n", "\n\n");

/** Texts made of what requirements files are made of, in any order. */
export const requirementsText: fc.Arbitrary<string> = fc
  .array(fc.tuple(word, glue), { maxLength: 10 })
  .map((pairs) => pairs.flat().join(""));

/** The same as bytes, in an encoding that pip knows by its mark, and any bytes at all. */
export const requirementsBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  requirementsText.map((text) => Buffer.from(text)),
  requirementsText.map((text) => Buffer.from(`\ufeff${text}`)),
  requirementsText.map((text) => Buffer.from(`\ufeff${text}`, "utf16le")),
  requirementsText.map((text) => Buffer.from(`# coding: latin-1\n${text}`, "latin1")),
  requirementsText.map((text) => Buffer.from(`# coding: shift_jis\n${text}`)),
  fc.uint8Array({ maxLength: 200 }),
);
