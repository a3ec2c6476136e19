/** How a comment looks on a light page, near enough to GitHub's that a reader knows where they are. */
export const COMMENT_STYLE = `
body {
  margin: 0; padding: 20px; background: #fff; color: #1f2328;
  font: 14px/1.5 Inter, "Segoe UI", "Noto Sans", "Liberation Sans", sans-serif;
}
.comment { border: 1px solid #d1d9e0; border-radius: 6px; }
.author {
  margin: 0; padding: 8px 16px; background: #f6f8fa; color: #59636e;
  border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0;
}
.author b { color: #1f2328; font-weight: 600; }
.label {
  margin: 0 2px; padding: 0 6px; border: 1px solid #d1d9e0; border-radius: 2em;
  font-size: 12px; line-height: 18px; display: inline-block;
}
.body { padding: 16px; overflow-wrap: break-word; }
.body > :first-child { margin-top: 0; }
.body > :last-child { margin-bottom: 0; }
h2, h3 { margin: 24px 0 16px; font-weight: 600; line-height: 1.25; }
h2 { padding-bottom: 0.3em; border-bottom: 1px solid #d1d9e0; font-size: 1.5em; }
h3 { font-size: 1.25em; }
p, ul, ol, table, pre, details, .alert { margin: 0 0 16px; }
ul, ol { padding-left: 2em; }
a { color: #0969da; text-decoration: none; }
b, strong { font-weight: 600; }
sub { font-size: 75%; line-height: 0; position: relative; bottom: -0.25em; color: #59636e; }
code, pre { font: 85%/1.45 "SFMono-Regular", Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; }
code { padding: 0.2em 0.4em; background: #818b981f; border-radius: 6px; white-space: break-spaces; }
h2 code, h3 code { font-size: inherit; padding: 0 0.2em; }
a code { color: inherit; }
pre { padding: 16px; overflow: auto; background: #f6f8fa; border-radius: 6px; }
pre code { padding: 0; background: none; font-size: 100%; white-space: pre; }
table { width: 100%; border-collapse: collapse; display: table; }
th, td { padding: 6px 13px; border: 1px solid #d1d9e0; vertical-align: top; text-align: left; }
th { font-weight: 600; }
th:empty { padding: 0; width: 1px; }
tr:nth-child(2n) td { background: #f6f8fa; }
[align="right"] { text-align: right; }
summary { cursor: pointer; }
details[open] > summary { margin-bottom: 16px; }
.alert { padding: 8px 16px; border-left: 0.25em solid #0969da; }
.alert > :last-child { margin-bottom: 0; }
.alert .kind { margin-bottom: 8px; color: #0969da; font-weight: 500; }
.alert.tip { border-color: #1a7f37; } .alert.tip .kind { color: #1a7f37; }
.alert.important { border-color: #8250df; } .alert.important .kind { color: #8250df; }
.alert.warning { border-color: #9a6700; } .alert.warning .kind { color: #9a6700; }
.alert.caution { border-color: #cf222e; } .alert.caution .kind { color: #d1242f; }
`;
