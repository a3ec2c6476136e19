import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseProjectIndex } from "../../../src/core/index/parse-project-index.ts";
import type { ProjectFile, ProjectIndex } from "../../../src/core/index/project-index.ts";
import { renderSimplePage, type SimpleFormat } from "../../../src/core/index/render-simple-page.ts";

const JSON_TYPE = "application/vnd.pypi.simple.v1+json";
const URL_OF_PAGE = "https://index.example/simple/demo/";

function parse(text: string, contentType = "text/html", url = URL_OF_PAGE): ReturnType<typeof parseProjectIndex> {
  return parseProjectIndex({ url, contentType, body: new TextEncoder().encode(text) });
}

function filesOf(text: string, contentType?: string, url?: string): readonly ProjectFile[] {
  const page = parse(text, contentType, url);
  if (!page.ok) throw new Error(page.problems[0]?.message);
  return page.value.files;
}

function codeOf(text: string, contentType?: string): string | undefined {
  const page = parse(text, contentType);
  return page.ok ? undefined : page.problems[0]?.code;
}

describe("a project page in HTML", () => {
  it("gives each file's address, digest, Requires-Python, yanked reason and metadata", () => {
    const page = `<!DOCTYPE html><html><body>
      <a href="../../files/demo-1.0-py3-none-any.whl#sha256=${"AB".repeat(32)}" data-requires-python="&gt;=3.8,&lt;4"
         data-dist-info-metadata="sha256=${"cd".repeat(32)}" data-yanked="broken &amp; late">demo-1.0-py3-none-any.whl</a>
      <A HREF='demo-1.0%2Blocal.tar.gz' data-core-metadata=true data-yanked>x</A>`;
    expect(filesOf(page)).toEqual([
      {
        filename: "demo-1.0-py3-none-any.whl",
        url: "https://index.example/files/demo-1.0-py3-none-any.whl",
        hashes: { sha256: "ab".repeat(32) },
        requiresPython: ">=3.8,<4",
        yanked: "broken & late",
        coreMetadata: { sha256: "cd".repeat(32) },
        bytes: null,
        uploadTime: null,
      },
      expect.objectContaining({
        filename: "demo-1.0+local.tar.gz",
        coreMetadata: { sha256: null },
        yanked: "",
        hashes: {},
      }),
    ]);
  });

  it("resolves addresses against <base>, and against the page without one", () => {
    const link = '<a href="demo-1.0.tar.gz">';
    expect(filesOf(`<base href="https://files.example/a/">${link}`)[0]?.url).toBe(
      "https://files.example/a/demo-1.0.tar.gz",
    );
    expect(filesOf(link)[0]?.url).toBe("https://index.example/simple/demo/demo-1.0.tar.gz");
  });

  it("passes over links that are no distributions, comments, scripts and titles", () => {
    const page = `<title><a href="t-1.tar.gz"></title><a href="/">up</a><a name="x"><!-- <a href="c-1.tar.gz"> -->
      <script>"<a href='s-1.tar.gz'>"</script><a href="signature.asc"><a href="demo-1.0.zip">`;
    expect(filesOf(page).map((file) => file.filename)).toEqual(["demo-1.0.zip"]);
  });

  it("leaves out addresses that are neither http nor https, and says where they stand", () => {
    const page = parse('<p>\n  <a href="file:///etc/demo-1.0.tar.gz">');
    expect(page).toMatchObject({
      ok: true,
      value: { files: [], problems: [{ code: "unusable-link", line: 2, column: 3 }] },
    });
  });

  it("may be empty, but a page that asks for a password or is of another version of the API is no answer", () => {
    expect(filesOf("<html><body></body></html>")).toEqual([]);
    expect(codeOf('<form><input type="password" name="p"></form>')).toBe("not-an-index");
    expect(codeOf('<meta name="pypi:repository-version" content="2.0"><a href="demo-1.0.zip">')).toBe(
      "unknown-api-version",
    );
  });

  it("is read in its own charset", () => {
    const body = Uint8Array.from([..."<a href='d-1.zip' data-yanked='\xe9'>"].map((char) => char.charCodeAt(0)));
    const page = parseProjectIndex({ url: URL_OF_PAGE, contentType: "text/html; charset=ISO-8859-1", body });
    expect(page.ok && page.value.files[0]?.yanked).toBe("é");
  });

  it("takes linear time, whatever is left open: quadratic work on this much text would not end in the test's time", () => {
    for (const piece of ["<a ", "<a href='", "<!--", '<a href="x', "<script", "</", '<a href="file:x.zip">', "=  "]) {
      expect(parse(piece.repeat(200_000)), piece).toBeDefined();
    }
  });
});

describe("a project page in JSON", () => {
  const page = (files: readonly unknown[], rest: object = {}) => JSON.stringify({ name: "Demo", files, ...rest });

  it("gives each file with its types checked", () => {
    const entry = {
      filename: "demo-1.0-py3-none-any.whl",
      url: "/files/demo-1.0-py3-none-any.whl#egg=x",
      hashes: { sha256: "AB", blake2b_256: "cd", nonsense: "ef", sha512: 7 },
      "requires-python": ">=3.8",
      "core-metadata": { sha256: "aa" },
      yanked: "broken",
      size: 12,
      "upload-time": "2024-01-01T00:00:00Z",
      provenance: { unknown: true },
    };
    expect(filesOf(page([entry, { ...entry, yanked: true, "core-metadata": false, size: -1 }]), JSON_TYPE)).toEqual([
      {
        filename: "demo-1.0-py3-none-any.whl",
        url: "https://index.example/files/demo-1.0-py3-none-any.whl",
        hashes: { sha256: "ab", blake2b_256: "cd" },
        requiresPython: ">=3.8",
        yanked: "broken",
        coreMetadata: { sha256: "aa" },
        bytes: 12,
        uploadTime: "2024-01-01T00:00:00Z",
      },
      expect.objectContaining({ yanked: "", coreMetadata: null, bytes: null }),
    ]);
  });

  it("keeps the rest of a page when an entry is unusable", () => {
    const good = { filename: "demo-1.0.tar.gz", url: "demo-1.0.tar.gz" };
    const bad = [null, { ...good, filename: "../up.tar.gz" }, { ...good, url: "file:///x" }, { filename: "no-url" }];
    const read = parse(page([...bad, good]), JSON_TYPE);
    expect(read).toMatchObject({ ok: true, value: { files: [{ filename: "demo-1.0.tar.gz" }] } });
    expect(read.ok && read.value.problems).toHaveLength(4);
  });

  it("E8: is no answer when it is cut off, of another version, another type or another shape", () => {
    expect(codeOf(page([]).slice(0, -3), JSON_TYPE)).toBe("invalid-json");
    expect(codeOf(page([], { meta: { "api-version": "2.0" } }), JSON_TYPE)).toBe("unknown-api-version");
    expect(codeOf('{"message": "please log in"}', JSON_TYPE)).toBe("not-an-index");
    expect(codeOf(page([]), "application/json")).toBe("not-an-index");
    expect(codeOf(page([]), "")).toBe("not-an-index");
  });

  it("E8: does not let names that mean something to JavaScript through", () => {
    const text = `{"files":[{"filename":"demo-1.0.zip","url":"demo-1.0.zip","__proto__":{"yanked":"polluted"},
      "hashes":{"__proto__":"aa","constructor":"bb","sha256":"cc"}}],"__proto__":{"polluted":true}}`;
    const [file] = filesOf(text, JSON_TYPE);
    expect(file).toMatchObject({ yanked: null });
    expect(Object.entries(file?.hashes ?? {})).toEqual([["sha256", "cc"]]);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("tells the project's status, in the place that PEP 792 names", () => {
    const read = parse(page([], { "project-status": { status: "archived" } }), JSON_TYPE);
    expect(read.ok && read.value.status).toBe("archived");
  });
});

describe("any page", () => {
  it("is read without an exception, whatever its bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom("text/html", JSON_TYPE), (body, contentType) => {
        parseProjectIndex({ url: URL_OF_PAGE, contentType, body });
      }),
    );
    fc.assert(
      fc.property(
        fc.stringMatching(/^(<a |href=|["'>]|-->|<!--|&#x?\d+;|[a-z /=]){0,40}$/),
        (text) => void parse(text),
      ),
    );
    fc.assert(fc.property(fc.json(), (text) => void parse(text, JSON_TYPE)));
  });

  const files: fc.Arbitrary<readonly ProjectFile[]> = fc.array(
    fc.record({
      filename: fc.stringMatching(/^[a-z][a-z_]{0,8}-[0-9.]{1,5}[0-9](\+[a-z]{1,4})?(\.tar\.gz|-py3-none-any\.whl)$/),
      url: fc.webUrl({ withQueryParameters: true }).map((url) => new URL(url).href),
      hashes: fc
        .option(fc.stringMatching(/^[0-9a-f]{64}$/), { nil: null })
        .map((sha256) => (sha256 === null ? {} : { sha256 })),
      requiresPython: fc.option(fc.stringMatching(/^[<>=!~]{1,2}[0-9.]{1,6}$/), { nil: null }),
      yanked: fc.option(
        fc.string({ unit: "grapheme" }).filter((text) => !/[\r\n\0]/.test(text)),
        { nil: null },
      ),
      coreMetadata: fc.option(
        fc.option(fc.stringMatching(/^[0-9a-f]{64}$/), { nil: null }).map((sha256) => ({ sha256 })),
        { nil: null },
      ),
      bytes: fc.constant(null),
      uploadTime: fc.constant(null),
    }),
    { maxLength: 5 },
  );

  it.each<SimpleFormat>(["json", "html"])("survives being written as %s and read again", (format) => {
    fc.assert(
      fc.property(files, (written) => {
        // In HTML the name is the end of the address.
        const sent = written.map((file) => ({
          ...file,
          url: `https://files.example/${encodeURIComponent(file.filename)}`,
        }));
        const page = renderSimplePage({ name: "demo", files: sent, status: null }, format);
        const read = parse(page.body, page.contentType) as { value: ProjectIndex };
        expect(read.value.files).toEqual(sent);
      }),
    );
  });
});
