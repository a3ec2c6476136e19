/** The whole style of `report.html`: system fonts, colours by the reader's own preference, nothing from elsewhere. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ink:#1f2328;--soft:#59636e;--line:#d1d9e0;--paper:#fff;--box:#f6f8fa;--bad:#cf222e;--warn:#9a6700;--good:#1a7f37;--info:#0969da}
@media(prefers-color-scheme:dark){:root{--ink:#f0f6fc;--soft:#9198a1;--line:#3d444d;--paper:#0d1117;--box:#151b23;--bad:#ff7b72;--warn:#d29922;--good:#3fb950;--info:#58a6ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:68rem;margin:0 auto;padding:1.5rem 1.25rem 4rem}
h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0 .25rem;overflow-wrap:anywhere}
h2{font-size:1.15rem;margin:2.25rem 0 .75rem}
h3{font-size:1rem;margin:0;overflow-wrap:anywhere}
p{margin:.4rem 0;overflow-wrap:anywhere}
.eyebrow,.soft,footer{color:var(--soft)}
.eyebrow{font-size:.85rem;margin:0}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.86em}
code{background:var(--box);border-radius:4px;padding:.1em .35em;overflow-wrap:anywhere}
pre{background:var(--box);border:1px solid var(--line);border-radius:6px;padding:.75rem 1rem;overflow-x:auto;line-height:1.45;margin:.5rem 0}
.issue{border:1px solid var(--line);border-left:4px solid var(--soft);border-radius:6px;padding:.8rem 1rem;margin:.75rem 0}
.error{border-left-color:var(--bad)}.warning{border-left-color:var(--warn)}.notice{border-left-color:var(--info)}.well{border-left-color:var(--good)}
.badge{font-size:.75rem;font-weight:600;margin-right:.5rem}
.error .badge,.is-error{color:var(--bad)}.warning .badge,.is-warning{color:var(--warn)}.notice .badge{color:var(--info)}.well .badge{color:var(--good)}.is-ok{color:var(--good)}
.mark{display:inline-block;min-width:1em;font-weight:700;text-align:center}
.matrix th{white-space:normal}.sums{margin-bottom:.75rem}
.is-none{color:var(--bad)}.is-built,.is-unknown,.is-doubtful{color:var(--warn)}.is-wheel{color:var(--good)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.5rem 0 0;font-size:.92rem}
dt{color:var(--soft)}dd{margin:0;min-width:0}
.command{display:block;width:fit-content;margin:.2rem 0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{text-align:left;padding:.4rem .75rem;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:600;white-space:nowrap}
td:first-child code{white-space:nowrap;overflow-wrap:normal}
td.number,th.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
details{margin:.5rem 0}summary{cursor:pointer;color:var(--soft)}
.cut{border:1px solid var(--warn);border-radius:6px;padding:.6rem 1rem;margin:1rem 0}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);font-size:.85rem}
`;
