import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { COMMENT_STYLE } from "./style.ts";

/** A whole HTML page that shows Markdown as a comment of the Actions bot on a pull request. */
export function commentPage(markdown: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>comment</title>
<style>${COMMENT_STYLE}</style>
</head>
<body>
<div class="comment">
<p class="author"><b>github-actions</b> <span class="label">bot</span> <span class="said">commented</span></p>
<div class="body">
${commentBody(markdown)}
</div>
</div>
</body>
</html>
`;
}

/** GitHub flavoured Markdown as HTML. micromark knows no alerts: they are quotes whose first line names their kind. */
function commentBody(markdown: string): string {
  const html = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  return html.replace(/<blockquote>\n<p>\[!([A-Z]+)\]\n([\s\S]*?)<\/blockquote>/g, (_, kind: string, rest: string) => {
    const name = kind.charAt(0) + kind.slice(1).toLowerCase();
    return `<div class="alert ${kind.toLowerCase()}"><p class="kind">${name}</p>\n<p>${rest}</div>`;
  });
}
