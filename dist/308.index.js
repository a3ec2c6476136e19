const on=308,rn=[308],sn={71308:((tn,I,u)=>{u.d(I,{Z:()=>Ke});var _=u(92847),Z=u(46065),H=u(12469);const U=[["package_install_results.csv","each package: status, file, seconds, error"],["wheel_availability.txt","the file that each package took"],["dependency_tree.txt","who needs whom"],["dependency_conflicts.txt","what cannot hold together"],["recommended_requirements.in","your requirements, with advice"],["dependency-manifest.json","all of it for programs, by package"],["build-report.json","the run in numbers"]],V={path:"analysis_report.md",render:(e,{run:t,base:n})=>{const o=U.map(([r,a])=>[`\`${r}\``,a]);return`${(0,Z.l)(e,{run:t,base:n})({..._.FW,visibleRows:Number.POSITIVE_INFINITY})}
### Files of this analysis

${(0,H.tp)(["File","Holds"],o)}
`}};var i=u(68564),v=u(24544);function J({kind:e,label:t}){return`# ${e}: ${(0,i.eR)(t)}`}const G={path:"wheel_availability.txt",render:e=>{const t=(0,v.p)(e),n=`# The file that each resolved package took: wheel, or sdist (which had to be built).
`;if(t.length===0)return`${n}
Nothing was resolved.
`;const o=t.map(s=>{const r=s.packages.map(({name:a,version:d,artifact:l,status:c,file:p})=>[`${a}==${d??"?"}`,l??"unknown",c,p??"no file"].map(i.eR).join("	"));return[J(s),...r.length>0?r:["Nothing was resolved."]].join(`
`)});return`${n}
${o.join(`

`)}
`}};var N=u(82656),Y=u(89283);const Q=/[\x7f-\x9f\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|#(?=\[)/gu;function C(e){return`${(0,Y.dj)(e,2).replace(Q,K)}
`}function K(e){return[...Array(e.length).keys()].map(t=>`\\u${e.charCodeAt(t).toString(16).padStart(4,"0")}`).join("")}var h=u(35518);function ee(e){const t=[ne(e),te(e),oe(e),re(e)],n=t.filter(d=>d.denominator>0);if(e.outcome==="failed")return{score:null,terms:t,text:"no score: the run did not end well"};if(n.length===0)return{score:null,terms:t,text:"no score: nothing to count"};const o=n.reduce((d,{weight:l})=>d+l,0),s=n.reduce((d,{weight:l,value:c})=>d+l*(c??0),0),r=Math.round(100*s/o),a=n.map(({weight:d,numerator:l,denominator:c})=>`${d} × ${l}/${c}`).join(" + ");return{score:r,terms:t,text:`100 × (${a}) / ${o} = ${r}`}}function x(e,t,n,o){const s=o===0?null:Math.round(n/o*1e3)/1e3;return{name:e,weight:t,numerator:n,denominator:o,value:s}}function ne(e){const t="files that needed no download";if(e.targets.length===0){const o=(e.logs??[]).map(({totals:s})=>s.hits);return x(t,40,g(o,"numerator"),g(o,"denominator"))}const n=e.targets.map(o=>o.counts);return x(t,40,g(n,"reused"),g(n,"reused")+g(n,"downloaded")+g(n,"built"))}function te(e){const n=(0,v.p)(e).flatMap(o=>o.packages).filter(({status:o})=>o==="downloaded"||o==="reused"||o==="built");return x("packages that nobody had to compile",30,n.filter(({status:o})=>o!=="built").length,n.length)}function oe({logs:e=[]}){const t=e.reduce((o,{totals:s})=>o+s.downloads,0),n=e.flatMap(({duplicates:o})=>o).reduce((o,{files:s})=>o+s.length-1,0);return x("downloads that were needed",20,Math.max(0,t-n),t)}function re({logs:e=[]}){const t=e.reduce((o,{totals:s})=>o+s.downloads,0),n=e.reduce((o,{totals:s})=>o+s.retries,0);return x("downloads without a broken connection",10,Math.max(0,t-n),t)}function g(e,t){return e.reduce((n,o)=>n+o[t],0)}const se={path:"build-report.json",render:e=>{const{score:t,terms:n,text:o}=ee(e);return C({tool:e.tool,outcome:e.outcome,complete:e.complete,...e.targets.length>0||e.logs===void 0?ae(e):ie(e,e.logs),optimization_score:t,optimization_score_arithmetic:o,optimization_score_terms:n,targets:e.targets.map(de),...e.logs===void 0?{}:{logs:e.logs.map(le)}})}};function ae(e){return{build_summary:{total_dependencies:(0,h.XN)(e,"packages"),requirements:(0,h.XN)(e,"requirements"),wheels_built:(0,h.XN)(e,"built"),wheels_reused:(0,h.XN)(e,"reused"),downloads:(0,h.XN)(e,"downloaded"),failed:(0,h.XN)(e,"failed"),...R(e)},performance_metrics:{build_seconds:j((0,N.W)(e).flatMap(({now:t,seconds:n})=>t?[n]:[])),download_seconds:j(ce(e).map(({seconds:t})=>t.download)),restored_bytes:e.targets.reduce((t,{cache:n})=>t+n.restoredBytes,0),reused_share:z((0,h.XN)(e,"reused"),(0,h.XN)(e,"packages"))}}}function ie(e,t){const n=r=>t.reduce((a,d)=>a+d.totals[r],0),o=t.reduce((r,{totals:{hits:a}})=>r+a.numerator,0),s=t.reduce((r,{totals:{hits:a}})=>r+a.denominator,0);return{build_summary:{total_dependencies:n("packages"),requirements:null,wheels_built:n("built"),wheels_reused:n("reused"),packages_installed:n("installed"),downloads:n("downloads"),failed:n("failed"),...R(e)},performance_metrics:{total_seconds:j(t.map(({totals:{seconds:r}})=>r.all)),build_seconds:j(t.map(({totals:{seconds:r}})=>r.build)),download_seconds:j(t.map(({totals:{seconds:r}})=>r.download)),restored_bytes:null,reused_share:z(o,s)}}}function R({findings:e}){const t=n=>e.filter(({severity:o})=>o===n).length;return{errors:t("error"),warnings:t("warning")}}function de({target:e,lane:t,installer:n,counts:o,cache:s}){return{target:e,lane:t,installer:n,counts:o,cache:s}}function le(e){const{file:t,format:n,toolVersion:o,ended:s,complete:r,totals:a,duplicates:d,backtracking:l,disagreements:c}=e;return{file:t,format:n,toolVersion:o,ended:s,complete:r,install_method:a.method,totals:a,duplicates:d,backtracking:l,disagreements:c}}function ce(e){return(0,v.p)(e).flatMap(({packages:t})=>t)}function j(e){const t=e.filter(n=>n!==null);return t.length===0?null:Math.round(t.reduce((n,o)=>n+o*1e3,0))/1e3}function z(e,t){return t===0?null:Math.round(e/t*1e3)/1e3}var k=u(3403);const ue={path:"dependency_conflicts.txt",render:({conflicts:e,complete:t})=>e.length>0?`${e.map(me).join(`

`)}
`:t?`none
`:`none seen, but the run was cut short
`};function me({project:e,target:t,causes:n,complete:o}){const s=t===null?"":` on ${t}`;return[(0,i.eR)(`${e??"requirements"}: cannot hold together${s}`),...n.map(r=>`  ${(0,i.eR)(fe(r))}`),...o?[]:["  (the links between these and the requirements files are not all known)"]].join(`
`)}function fe({kind:e,requirer:t,requirement:n,place:o}){const s=t??{requested:"the user",constraint:"a constraint",depends:"a dependency"}[e],r={requested:"asks for",constraint:"allows",depends:"needs"}[e];return`${s} ${r} ${n}${o===null?"":` (${(0,k.Z9)(o)})`}`}const he={path:"dependency-manifest.json",render:({targets:e,tool:t,complete:n,logs:o})=>C({tool:t,complete:n,targets:e.map(pe),...o===void 0?{}:{logs:o.map(ge)}})};function pe({target:e,lane:t,packages:n,counts:o}){const s=n.filter(({status:r})=>r==="built");return{target:e,requirements:{total_dependencies:n.length,dependencies:n.map(B)},wheel_build:{lane:t,wheels_built:o.built,wheel_files:s.map(({file:r,sha256:a,bytes:d,seconds:l})=>({file:r,sha256:a,bytes:d,seconds:l.build}))},installation:{downloaded:o.downloaded,reused:o.reused,failed:o.failed,download_activity:n.filter(({status:r})=>r==="downloaded").map(({file:r,bytes:a})=>({file:r,bytes:a}))}}}function ge({file:e,packages:t,totals:n,duplicates:o}){const s=t.filter(({status:a})=>a==="built"),r=t.filter(({status:a,origin:d})=>a==="downloaded"||a==="built"&&d==="index");return{log:e,requirements:{total_dependencies:t.length,dependencies:t.map(B)},wheel_build:{wheels_built:n.built,wheel_files:s.map(a=>({file:a.file,sha256:a.sha256,bytes:a.bytes,seconds:a.seconds.build}))},installation:{install_method:n.method,installed_packages:n.installed,downloads_detected:n.downloads,download_activity:r.map(a=>({package:a.name,version:a.version,file:a.file})),duplicates:o}}}function B(e){const{name:t,version:n,artifact:o,origin:s,file:r,sha256:a,status:d,requiredBy:l,requestedBy:c}=e;return{name:t,version:n,artifact:o,origin:s,file:r,sha256:a,status:d,requiredBy:l,requestedBy:c.map(k.Z9)}}const we=100,be={path:"dependency_tree.txt",render:(e,t)=>{const n=e.targets.length>0?t.trees??[]:$e(e),[o]=n;return o===void 0?`Nothing was resolved, so there is no tree.
`:`# (*) is shown in full above, (cycle) needs itself, (…) goes deeper than 100

${n.map(r=>[`# ${e.targets.length>0?"target":"log"}: ${(0,i.eR)(r.target)}`,...ye(r)].join(`
`)).join(`

`)}
`}};function $e({logs:e=[]}){return e.filter(({packages:t})=>t.length>0).map(({file:t,packages:n})=>({target:t,packages:n.map(({name:o,version:s})=>({name:o,version:s??"?",requiresDist:[]})),roots:n.filter(o=>o.requestedBy.length>0||o.requiredBy.length===0).map(({name:o})=>o),needs:o=>n.filter(({requiredBy:s})=>s.includes(o)).map(s=>s.name)}))}function ye(e){const t=new Map(e.packages.map(r=>[r.name,r])),n={tree:e,byName:t,shown:new Set,lines:[]},s=e.roots.map(r=>({name:r,requirement:"",prefix:"",branch:"",path:[]})).toReversed();for(let r=s.pop();r!==void 0;r=s.pop())s.push(...ve(r,n).toReversed());return n.lines.length>0?n.lines:["No requirements."]}function ve({name:e,requirement:t,prefix:n,branch:o,path:s},r){const a=r.byName.get(e),d=(0,i.eR)(a===void 0?`${e} (not resolved)`:`${e} ${a.version}`),l=t===""?"":` [${(0,i.eR)(t)}]`,c=a===void 0?[]:[...new Set(r.tree.needs(e))],p=s.includes(e),y=!p&&c.length>0&&s.length>=we,D=!p&&c.length>0&&r.shown.has(e),T=p?" (cycle)":D?" (*)":y?" (…)":"";if(r.lines.push(`${n}${o}${d}${l}${T}`),T!=="")return[];r.shown.add(e);const en=o===""?n:n+(o.startsWith("└")?"    ":"│   ");return c.map((X,nn)=>({name:X,requirement:xe(X,a?.requiresDist??[]),prefix:en,branch:nn===c.length-1?"└── ":"├── ",path:[...s,e]}))}function xe(e,t){const n=t.find(o=>je(o)===e);return n===void 0?"":(n.split(";")[0]??"").trim()}function je(e){return(/^\s*([a-z0-9][a-z0-9._-]*)/i.exec(e)?.[1]??"").replace(/[-_.]+/g,"-").toLowerCase()}const ke=["target","package","version","status","artifact","origin","file","bytes","sha256","lane","download_seconds","build_seconds","log","error"],Se={path:"package_install_results.csv",render:e=>{const t=(0,v.p)(e).flatMap(({kind:n,label:o,packages:s})=>{const r=Ce(e.findings,n==="target"?o:null);return s.map(a=>{const[d,l]=n==="target"?[o,a.log]:["",o];return[d,...Te({...a,log:l}),r.get(a.name)??""]})});return[ke,...t].map(n=>`${n.map(i.XR).join(",")}\r
`).join("")}};function Te(e){const{name:t,version:n,status:o,artifact:s,origin:r,file:a,bytes:d,sha256:l,lane:c,seconds:p,log:y}=e;return[t,n,o,s,r,a,d,l,c,p.download,p.build,y]}function Ce(e,t){const n=new Map;for(const o of e)if(!(o.severity!=="error"||o.target!==null&&o.target!==t))for(const s of o.packages)n.has(s)||n.set(s,o.message);return n}const Me={path:"recommended_requirements.in",render:(e,{inputs:t=[]})=>{const n=`# ${Ne(e)}
`,[o]=t;if(o===void 0)return n;const s=t.length===1?[o.bytes]:t.flatMap(r=>[Re(r),...L(r.bytes)]);return ze([...t.length===1?L(o.bytes):s,q(o.bytes,n)])}};function Ne(e){return e.outcome==="failed"||e.findings.some(({severity:n})=>n==="error")?"no fix computed":e.complete?"no change needed":"no fix computed: the run was cut short"}function Re({path:e}){return new TextEncoder().encode(`# from ${(0,i.eR)(e)}
`)}function L(e){return e.length===0||e.at(-1)===10||W(e)&&e.at(-2)===10?[e]:[e,q(e,`
`)]}function q(e,t){if(!W(e))return new TextEncoder().encode(t);const n=e[0]===255;return Uint8Array.from([...t].flatMap(o=>n?[o.charCodeAt(0),0]:[0,o.charCodeAt(0)]))}function W(e){return e[0]===255&&e[1]===254||e[0]===254&&e[1]===255}function ze(e){const t=new Uint8Array(e.reduce((o,s)=>o+s.length,0));let n=0;for(const o of e)t.set(o,n),n+=o.length;return t}var Be=u(65108),F=u(85987);const m=e=>({kind:"text",text:e}),f=e=>({kind:"code",text:e}),S=e=>({kind:"number",text:e});function w(e,t){const n=t[0]?.map(({kind:r})=>r)??[],o=e.map((r,a)=>`<th${O(n[a])} scope="col">${(0,i.js)(r)}</th>`),s=t.map(r=>`<tr>${r.map(Le).join("")}</tr>`);return`<div class="scroll"><table><thead><tr>${o.join("")}</tr></thead><tbody>
${s.join(`
`)}
</tbody></table></div>`}function b(e,t){return`<section>
<h2>${e}</h2>
${t}
</section>`}function Le(e){const t=e.kind==="code"&&e.text!==""?(0,i.h8)(e.text):(0,i.js)(e.text);return`<td${O(e.kind)}>${t}</td>`}function O(e){return e==="number"?' class="number"':""}var P=u(75982),M=u(92180),$=u(95310);function qe({logs:e=[]}){if(e.length===0)return"";const t=w(["Log","Written by","Ended","Lines","Packages","Downloads","Built","Failed"],e.map(n=>[f(n.file),m((0,M.yy)(n)),m(n.format==="unknown"?"":M.hV[n.ended]),...[n.lines,n.totals.packages,n.totals.downloads,n.totals.built,n.totals.failed].map(o=>S(String(o)))]));return b(e.length===1?"Log":"Logs",[t,...e.flatMap(n=>[We(n,e.length>1),Fe(n,e.length>1)])].filter(n=>n!=="").join(`
`))}function We(e,t){const n=(0,M.qC)(e);if(n.length===0)return"";const o=n.map(({label:r,text:a})=>`<dt>${r}</dt><dd>${(0,i.js)(a)}</dd>`).join(`
`);return t?`<details><summary>${`${(0,$.pq)(n.length,"fact")} of ${(0,i.h8)(e.file)}`}</summary>
<dl>
${o}
</dl>
</details>`:`<dl>
${o}
</dl>`}function Fe({tree:e,file:t},n){if(e===null)return"";const o=`Decisions of the resolver${n?` in ${(0,i.h8)(t)}`:""}`,s=`<pre>${(0,i.Jf)((0,P.mv)(e,{width:110,verbosity:2}).trimEnd())}</pre>`,r=e.patterns.map(({kind:d,package:l,text:c,solutions:p})=>{const y=p.map(T=>`<li>${(0,i.js)(T)}</li>`).join("");return`<li>${`${(0,i.h8)(l)}, ${P.yg[d]}: ${(0,i.js)(c)}`}${y===""?"":`<ul>${y}</ul>`}</li>`}),a=r.length===0?"":`<ul>
${r.join(`
`)}
</ul>`;return`<details><summary>${o}</summary>
${s}
${a}</details>`}function Oe(e,t){const{finding:n}=e;return[`<article class="issue ${n.severity}">`,`<h3><span class="badge">${n.severity}</span>${(0,i.js)(n.title||n.code)}</h3>`,`<p>${(0,i.js)(n.message)}</p>`,...(0,F.hC)(e,t).map(E),Pe(e),Ae(n),"</article>"].filter(o=>o!=="").join(`
`)}function E({causes:e,complete:t}){const n=e.map(({kind:s,requirer:r,requirement:a,place:d})=>[f(a),r===null?m({requested:"you",constraint:"a constraint",depends:"a dependency"}[s]):f(r),d===null?m("its metadata"):f((0,k.Z9)(d))]),o=t?"":'<p class="soft">The links between these and your own lines are not all known.</p>';return`${w(["Wanted","By","From"],n)}${o}`}function Pe({finding:e,targets:t}){return`<dl>
${[...t.length>0?[["On",t.map(i.h8).join(" ")]]:[],["Where",(0,k.u0)(e).map(({text:o})=>(0,i.h8)(o)).join(" ")],...e.remedies.map(({text:o,commands:s})=>["To do",`${(0,i.js)(o)}${s.map(Ee).join("")}`]),["About",`${(0,i.h8)(e.code)}`]].filter(([,o])=>o!=="").map(([o,s])=>`<dt>${o}</dt><dd>${s}</dd>`).join(`
`)}
</dl>`}function Ee(e){return`<code class="command">${(0,i.js)(e)}</code>`}function Ae({excerpt:e=[],evidence:t}){if(e.length===0)return"";const n=t.find(s=>s.kind==="log");return`<details open><summary>Quoted log${n===void 0?"":` from ${(0,i.h8)(n.file)}, ${(0,k.CI)(n.lines)}`}</summary>
<pre>${(0,i.Jf)(e.join(`
`))}</pre>
</details>`}const A=`
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
.error{border-left-color:var(--bad)}.warning{border-left-color:var(--warn)}.notice{border-left-color:var(--info)}
.badge{font-size:.75rem;font-weight:600;margin-right:.5rem}
.error .badge,.is-error{color:var(--bad)}.warning .badge,.is-warning{color:var(--warn)}.notice .badge{color:var(--info)}.is-ok{color:var(--good)}
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
`;function De({targets:e}){if(e.length===0)return"";const t=["Target","Lane","Installer","Packages","Reused","Downloaded","Built","Failed"],n=e.map(s=>`<p class="soft">Cache${e.length===1?"":` of ${(0,i.h8)(s.target)}`}: ${(0,i.js)(Ie(s.cache))}</p>`),o=w(t,e.map(Xe));return b(e.length===1?"Target":"Targets",[o,...n].join(`
`))}function Xe({target:e,lane:t,installer:n,counts:o}){const s=[o.packages,o.reused,o.downloaded,o.built,o.failed];return[f(e),m(t??""),m(n===null?"":`${n.name} ${n.version}`),...s.map(r=>S(String(r)))]}function Ie({hit:e,restoredBytes:t,saved:n,savedBytes:o,reason:s}){return`${e?`restored ${(0,$.$d)(t)}`:"nothing restored"}, ${n?`saved ${(0,$.$d)(o)}`:"nothing saved"}. ${s??""}`.trim()}function _e(e){const t=(0,N.W)(e);return t.length===0?"":b("Built from source",w(["Package","Target","Time","Lane","This run"],t.map(Ze)))}function Ze({name:e,version:t,target:n,seconds:o,lane:s,now:r}){return[f(`${e} ${t??""}`.trim()),f(n),S(o===null?"":(0,$.nR)(o)),m(s??""),m(r?"built":"taken from the wheelhouse")]}function He(e){const t=(0,v.p)(e).filter(({packages:n})=>n.length>0).map(({kind:n,label:o,packages:s})=>{const r=s.map(l=>[f(`${l.name} ${l.version??""}`.trim()),f(l.file??""),m(l.origin??""),m(l.status),S(l.bytes===null?"":(0,$.$d)(l.bytes)),m([...l.requestedBy.length>0?["your requirements"]:[],...l.requiredBy].join(", "))]),a=w(["Package","File","From","Status","Size","Needed by"],r);return`<details><summary>${`${(0,$.pq)(s.length,"package")} ${n==="target"?"for":"in"} ${(0,i.h8)(o)}`}</summary>
${a}
</details>`});return t.length===0?"":b("All packages",t.join(`
`))}function Ue(e){const{level:t,text:n}=(0,h.Vj)(e),o=`default-src 'none'; style-src '${Ge()}'; base-uri 'none'; form-action 'none'`,s=[`<p class="eyebrow">Wheelhouse ${(0,i.js)(e.command)} report</p>`,`<h1 class="is-${t}">${(0,i.js)(Ye(n))}</h1>`,e.complete?"":'<p class="cut">The run was cut short: what is not listed here is unknown, not absent.</p>',Ve(e),Je(e),De(e),qe(e),_e(e),He(e),`<footer>Written by Wheelhouse ${(0,i.js)(e.tool.version)} from report.json, which holds all of it for programs.</footer>`];return`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${o}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Wheelhouse: ${(0,i.js)(n)}</title>
<style>${A}</style>
</head>
<body>
<main>
${s.filter(r=>r!=="").join(`
`)}
</main>
</body>
</html>
`}function Ve({conflicts:e,...t}){const n=(0,h.GW)({conflicts:e,...t}),o=new Set(n.flatMap(r=>(0,F.hC)(r,e))),s=[...n.map(r=>Oe(r,e)),...e.filter(r=>!o.has(r)).map(E)];return s.length===0?"":b("Problems",s.join(`
`))}function Je({fixes:e}){if(e.length===0)return"";const t=e.flatMap(({status:n,title:o,edits:s})=>s.map(({place:r,before:a,after:d})=>[m(o),f(`${r.file}:${r.line}`),f(a),f(d),m(n)]));return b("Fixes",w(["Fix","Where","Now","Then","Status"],t))}function Ge(){const e=(0,Be.sc)(new TextEncoder().encode(A));return`sha256-${btoa(String.fromCharCode(...e))}`}function Ye(e){return e.charAt(0).toUpperCase()+e.slice(1)}var Qe=u(28355);const Ke=[{path:"report.json",render:e=>C(e)},{path:"report.md",render:(e,{run:t,base:n})=>(0,Qe.B)(e,{run:t,base:n}).text},{path:"report.html",render:e=>Ue(e)},V,Se,G,be,ue,Me,he,se]})};export{on as id,rn as ids,sn as modules};
