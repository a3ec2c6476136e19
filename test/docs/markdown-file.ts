import { nodesOf, parseMarkdown, plainTextOf } from "../rig/markdown.ts";

/** The words of each heading, in order. */
export function headingsOf(markdown: string): readonly string[] {
  return nodesOf(parseMarkdown(markdown))
    .filter(({ type }) => type === "heading")
    .map(plainTextOf);
}

/** The anchors that GitHub gives to the headings: lower case, dashes for blanks, a number from the second of a kind on. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const anchors = headingsOf(markdown).map((heading) => {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}\p{Pc}\- ]/gu, "")
      .replaceAll(" ", "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
  return new Set(anchors);
}

/** Targets of links and images, definitions included. */
export function targetsOf(markdown: string): readonly string[] {
  return nodesOf(parseMarkdown(markdown)).flatMap(({ type, url }) =>
    ["link", "image", "definition"].includes(type) && url !== undefined ? [url] : [],
  );
}
