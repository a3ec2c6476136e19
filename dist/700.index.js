const Ln=700,Wn=[700],On={64700:((Nn,G,c)=>{c.d(G,{Z:()=>Mn});var Y=c(92847),Q=c(46065),_=c(12469);const ee=[["package_install_results.csv","each package: status, file, seconds, error"],["wheel_availability.txt","which packages have a wheel, and which file each takes"],["dependency_tree.txt","who needs whom"],["dependency_conflicts.txt","what cannot hold together"],["recommended_requirements.in","your requirements, with advice"],["dependency-manifest.json","all of it for programs, by package"],["build-report.json","the run in numbers"]],ne={path:"analysis_report.md",render:(e,{run:t,base:n})=>{const o=ee.map(([r,a])=>[`\`${r}\``,a]);return`${(0,Q.l)(e,{run:t,base:n})({...Y.FW,visibleRows:Number.POSITIVE_INFINITY})}
### Files of this analysis

${(0,_.tp)(["File","Holds"],o)}
`}};var j=c(67932),k=c(38378),i=c(68564),S=c(24544);function te({kind:e,label:t}){return`# ${e}: ${(0,i.eR)(t)}`}const oe=`# The file that each resolved package took: wheel, or sdist (which had to be built).
`,re=`# For each package: wheel, source (must be built), nothing, or not checked; why; the file.
`,se={path:"wheel_availability.txt",render:e=>{const t=(0,j.Aw)(e),n=(0,S.p)(e),o=t===null?oe:re;if(n.length===0)return`${o}
Nothing was resolved.
`;const s=n.map(r=>{const a=t?.targets.findIndex(({target:d})=>d===r.label)??-1,l=t===null||a===-1?r.packages.map(ie):de(t,a,r.packages);return[te(r),...l.length>0?l:["Nothing was resolved."]].join(`
`)});return`${o}${ae(t)}
${s.join(`

`)}
`}};function ae(e){return(e?.targets??[]).map(n=>`# ${(0,i.eR)(n.target)}: ${(0,k.LT)(n)}
`).join("")}function ie({name:e,version:t,artifact:n,status:o,file:s}){return W([`${e}==${t??"?"}`,n??"unknown",o,s??"no file"])}const le={none:"nothing",built:"source",unknown:"not checked",doubtful:"wheel",wheel:"wheel"};function de({rows:e},t,n){const o=new Map(n.map(({name:s,file:r})=>[s,r]));return e.flatMap(({name:s,cells:r})=>{const a=r[t];if(a==null)return[];const l=a.version===null?s:`${s}==${a.version}`;return[W([l,le[a.standing],a.longWords,o.get(s)??"no file"])]})}function W(e){return e.map(i.eR).join("	")}var O=c(82656),ce=c(89283);const ue=/[\x7f-\x9f\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|#(?=\[)/gu;function N(e){return`${(0,ce.d)(e,2).replace(ue,me)}
`}function me(e){return[...Array(e.length).keys()].map(t=>`\\u${e.charCodeAt(t).toString(16).padStart(4,"0")}`).join("")}var h=c(35518);function fe(e){const t=[he(e),ge(e),pe(e),we(e)],n=t.filter(l=>l.denominator>0);if(e.outcome==="failed")return{score:null,terms:t,text:"no score: the run did not end well"};if(n.length===0)return{score:null,terms:t,text:"no score: nothing to count"};const o=n.reduce((l,{weight:d})=>l+d,0),s=n.reduce((l,{weight:d,value:u})=>l+d*(u??0),0),r=Math.round(100*s/o),a=n.map(({weight:l,numerator:d,denominator:u})=>`${l} × ${d}/${u}`).join(" + ");return{score:r,terms:t,text:`100 × (${a}) / ${o} = ${r}`}}function T(e,t,n,o){const s=o===0?null:Math.round(n/o*1e3)/1e3;return{name:e,weight:t,numerator:n,denominator:o,value:s}}function he(e){const t="files that needed no download";if(e.targets.length===0){const o=(e.logs??[]).map(({totals:s})=>s.hits);return T(t,40,b(o,"numerator"),b(o,"denominator"))}const n=e.targets.map(o=>o.counts);return T(t,40,b(n,"reused"),b(n,"reused")+b(n,"downloaded")+b(n,"built"))}function ge(e){const n=(0,S.p)(e).flatMap(o=>o.packages).filter(({status:o})=>o==="downloaded"||o==="reused"||o==="built");return T("packages that nobody had to compile",30,n.filter(({status:o})=>o!=="built").length,n.length)}function pe({logs:e=[]}){const t=e.reduce((o,{totals:s})=>o+s.downloads,0),n=e.flatMap(({duplicates:o})=>o).reduce((o,{files:s})=>o+s.length-1,0);return T("downloads that were needed",20,Math.max(0,t-n),t)}function we({logs:e=[]}){const t=e.reduce((o,{totals:s})=>o+s.downloads,0),n=e.reduce((o,{totals:s})=>o+s.retries,0);return T("downloads without a broken connection",10,Math.max(0,t-n),t)}function b(e,t){return e.reduce((n,o)=>n+o[t],0)}const $e={path:"build-report.json",render:e=>{const{score:t,terms:n,text:o}=fe(e);return N({tool:e.tool,outcome:e.outcome,complete:e.complete,...e.targets.length>0||e.logs===void 0?be(e):ve(e,e.logs),optimization_score:t,optimization_score_arithmetic:o,optimization_score_terms:n,targets:e.targets.map(ye),...e.logs===void 0?{}:{logs:e.logs.map(xe)}})}};function be(e){return{build_summary:{total_dependencies:(0,h.XN)(e,"packages"),requirements:(0,h.XN)(e,"requirements"),wheels_built:(0,h.XN)(e,"built"),wheels_reused:(0,h.XN)(e,"reused"),downloads:(0,h.XN)(e,"downloaded"),failed:(0,h.XN)(e,"failed"),...z(e)},performance_metrics:{build_seconds:M((0,O.W)(e).flatMap(({now:t,seconds:n})=>t?[n]:[])),download_seconds:M(je(e).map(({seconds:t})=>t.download)),restored_bytes:e.targets.reduce((t,{cache:n})=>t+n.restoredBytes,0),reused_share:E((0,h.XN)(e,"reused"),(0,h.XN)(e,"packages"))}}}function ve(e,t){const n=r=>t.reduce((a,l)=>a+l.totals[r],0),o=t.reduce((r,{totals:{hits:a}})=>r+a.numerator,0),s=t.reduce((r,{totals:{hits:a}})=>r+a.denominator,0);return{build_summary:{total_dependencies:n("packages"),requirements:null,wheels_built:n("built"),wheels_reused:n("reused"),packages_installed:n("installed"),downloads:n("downloads"),failed:n("failed"),...z(e)},performance_metrics:{total_seconds:M(t.map(({totals:{seconds:r}})=>r.all)),build_seconds:M(t.map(({totals:{seconds:r}})=>r.build)),download_seconds:M(t.map(({totals:{seconds:r}})=>r.download)),restored_bytes:null,reused_share:E(o,s)}}}function z({findings:e}){const t=n=>e.filter(({severity:o})=>o===n).length;return{errors:t("error"),warnings:t("warning")}}function ye({target:e,lane:t,installer:n,counts:o,cache:s}){return{target:e,lane:t,installer:n,counts:o,cache:s}}function xe(e){const{file:t,format:n,toolVersion:o,ended:s,complete:r,totals:a,duplicates:l,backtracking:d,disagreements:u}=e;return{file:t,format:n,toolVersion:o,ended:s,complete:r,install_method:a.method,totals:a,duplicates:l,backtracking:d,disagreements:u}}function je(e){return(0,S.p)(e).flatMap(({packages:t})=>t)}function M(e){const t=e.filter(n=>n!==null);return t.length===0?null:Math.round(t.reduce((n,o)=>n+o*1e3,0))/1e3}function E(e,t){return t===0?null:Math.round(e/t*1e3)/1e3}var R=c(44746),v=c(3403);const ke={path:"dependency_conflicts.txt",render:({conflicts:e,complete:t,targets:n})=>e.length>0?`${e.map(Se).join(`

`)}
`:t?n.every(({closure:s})=>s===void 0||s.complete)?`none
`:`none seen, but not all that is needed is known
`:`none seen, but the run was cut short
`};function Se({project:e,target:t,causes:n,complete:o,explanation:s}){const r=t===null?"":` on ${t}`;return[(0,i.eR)(`${e??"requirements"}: cannot hold together${r}`),...(s===void 0?n.map(a=>(0,i.eR)(Te(a))):(0,R.g2)(s)).map(a=>`  ${a}`),...o?[]:["  (the links between these and the requirements files are not all known)"]].join(`
`)}function Te({kind:e,requirer:t,requirement:n,place:o}){const s=t??{requested:"the user",constraint:"a constraint",depends:"a dependency"}[e],r={requested:"asks for",constraint:"allows",depends:"needs"}[e];return`${s} ${r} ${n}${o===null?"":` (${(0,v.Z9)(o)})`}`}const Me={path:"dependency-manifest.json",render:({targets:e,tool:t,complete:n,logs:o})=>N({tool:t,complete:n,targets:e.map(Re),...o===void 0?{}:{logs:o.map(Ce)}})};function Re({target:e,lane:t,packages:n,counts:o}){const s=n.filter(({status:r})=>r==="built");return{target:e,requirements:{total_dependencies:n.length,dependencies:n.map(B)},wheel_build:{lane:t,wheels_built:o.built,wheel_files:s.map(({file:r,sha256:a,bytes:l,seconds:d})=>({file:r,sha256:a,bytes:l,seconds:d.build}))},installation:{downloaded:o.downloaded,reused:o.reused,failed:o.failed,download_activity:n.filter(({status:r})=>r==="downloaded").map(({file:r,bytes:a})=>({file:r,bytes:a}))}}}function Ce({file:e,packages:t,totals:n,duplicates:o}){const s=t.filter(({status:a})=>a==="built"),r=t.filter(({status:a,origin:l})=>a==="downloaded"||a==="built"&&l==="index");return{log:e,requirements:{total_dependencies:t.length,dependencies:t.map(B)},wheel_build:{wheels_built:n.built,wheel_files:s.map(a=>({file:a.file,sha256:a.sha256,bytes:a.bytes,seconds:a.seconds.build}))},installation:{install_method:n.method,installed_packages:n.installed,downloads_detected:n.downloads,download_activity:r.map(a=>({package:a.name,version:a.version,file:a.file})),duplicates:o}}}function B(e){const{name:t,version:n,artifact:o,origin:s,file:r,sha256:a,status:l,requiredBy:d,requestedBy:u}=e;return{name:t,version:n,artifact:o,origin:s,file:r,sha256:a,status:l,requiredBy:d,requestedBy:u.map(v.Z9),verdict:e.verdict}}var Ne=c(28004),Le=c(72681),We=c(43959),Oe=c(5586),ze=c(89527);const Ee=100,Be={path:"dependency_tree.txt",render:(e,t)=>{const n=e.targets.length>0?t.trees??Fe(e):Pe(e),[o]=n;return o===void 0?`Nothing was resolved, so there is no tree.
`:`# (*) is shown in full above, (cycle) needs itself, (…) goes deeper than 100

${n.map(r=>[`# ${e.targets.length>0?"target":"log"}: ${(0,i.eR)(r.target)}`,...Ae(r)].join(`
`)).join(`

`)}
`}};function Fe({targets:e}){return e.filter(t=>(0,j.WJ)(t)&&t.packages.length>0).map(({target:t,packages:n})=>F(t,n))}function Pe({logs:e=[]}){return e.filter(({packages:t})=>t.length>0).map(({file:t,packages:n})=>F(t,n))}function F(e,t){return{target:e,packages:t.map(({name:n,version:o})=>({name:n,version:o??"?",requiresDist:[]})),roots:t.filter(n=>n.requestedBy.length>0||n.requiredBy.length===0).map(({name:n})=>n),needs:n=>t.filter(({requiredBy:o})=>o.includes(n)).map(o=>o.name)}}function Ae(e){const t=new Map(e.packages.map(r=>[r.name,r])),n={tree:e,byName:t,environment:qe(e),shown:new Set,lines:[]},s=e.roots.map(r=>({name:r,requirement:"",prefix:"",branch:"",path:[]})).toReversed();for(let r=s.pop();r!==void 0;r=s.pop())s.push(...Ie(r,n).toReversed());return n.lines.length>0?n.lines:["No requirements."]}function Ie({name:e,requirement:t,prefix:n,branch:o,path:s},r){const a=r.byName.get(e),l=(0,i.eR)(a===void 0?`${e} (not resolved)`:`${e} ${a.version}`),d=t===""?"":` [${(0,i.eR)(t)}]`,u=a===void 0?[]:[...new Set(r.tree.needs(e))],p=s.includes(e),x=!p&&u.length>0&&s.length>=Ee,V=!p&&u.length>0&&r.shown.has(e),C=p?" (cycle)":V?" (*)":x?" (…)":"";if(r.lines.push(`${n}${o}${l}${d}${C}`),C!=="")return[];r.shown.add(e);const Rn=o===""?n:n+(o.startsWith("└")?"    ":"│   ");return u.map((U,Cn)=>({name:U,requirement:De(U,a?.requiresDist??[],r.environment),prefix:Rn,branch:Cn===u.length-1?"└── ":"├── ",path:[...s,e]}))}function De(e,t,n){const o=t.filter(r=>Je(r)===e);return(((n===null?void 0:o.find(r=>Xe(r,n)))??o[0])?.split(";")[0]??"").trim()}function Xe(e,t){const n=(0,We.p)(e);return n.ok&&(0,Ne.E)(n.value.marker,t)}function qe({target:e}){const t=(0,ze.hu)(e);return t.ok?(0,Oe.w)(t.value):null}function Je(e){return(0,Le.P)(/^\s*([a-z0-9][a-z0-9._-]*)/i.exec(e)?.[1]??"")}const Ze=["target","package","version","status","artifact","origin","file","bytes","sha256","lane","download_seconds","build_seconds","log","error","verdict"],He={path:"package_install_results.csv",render:e=>{const t=(0,S.p)(e).flatMap(({kind:n,label:o,packages:s})=>{const r=Ve(e.findings,n==="target"?o:null);return s.map(a=>{const[l,d]=n==="target"?[o,a.log]:["",o],u=a.verdict?.outcome??null;return[l,...Ke({...a,log:d}),r.get(a.name)??"",u]})});return[Ze,...t].map(n=>`${n.map(i.XR).join(",")}\r
`).join("")}};function Ke(e){const{name:t,version:n,status:o,artifact:s,origin:r,file:a,bytes:l,sha256:d,lane:u,seconds:p,log:x}=e;return[t,n,o,s,r,a,l,d,u,p.download,p.build,x]}function Ve(e,t){const n=new Map;for(const o of e)if(!(o.severity!=="error"||o.target!==null&&o.target!==t))for(const s of o.packages)n.has(s)||n.set(s,o.message);return n}var Ue=c(32942);const Ge={path:"recommended_requirements.in",render:(e,{inputs:t=[]})=>{const n=`# ${Ye(e)}
`,[o]=t;if(o===void 0)return n;const s=t.length===1?[o.bytes]:t.flatMap(r=>[Qe(r),...P(r.bytes)]);return(0,Ue.I)([...t.length===1?P(o.bytes):s,A(o.bytes,n)])}};function Ye(e){return e.outcome==="failed"||e.findings.some(({severity:n})=>n==="error")?"no fix computed":e.complete?"no change needed":"no fix computed: the run was cut short"}function Qe({path:e}){return new TextEncoder().encode(`# from ${(0,i.eR)(e)}
`)}function P(e){return e.length===0||e.at(-1)===10||I(e)&&e.at(-2)===10?[e]:[e,A(e,`
`)]}function A(e,t){if(!I(e))return new TextEncoder().encode(t);const n=e[0]===255;return Uint8Array.from([...t].flatMap(o=>n?[o.charCodeAt(0),0]:[0,o.charCodeAt(0)]))}function I(e){return e[0]===255&&e[1]===254||e[0]===254&&e[1]===255}var _e=c(65108),en=c(79654),D=c(85987),X=c(50672),g=c(95310);const m=e=>({kind:"text",text:e}),f=e=>({kind:"code",text:e}),y=e=>({kind:"number",text:e});function w(e,t){const n=t[0]?.map(({kind:r})=>r)??[],o=e.map((r,a)=>`<th${q(n[a])} scope="col">${(0,i.js)(r)}</th>`),s=t.map(r=>`<tr>${r.map(nn).join("")}</tr>`);return`<div class="scroll"><table><thead><tr>${o.join("")}</tr></thead><tbody>
${s.join(`
`)}
</tbody></table></div>`}function $(e,t){return`<section>
<h2>${e}</h2>
${t}
</section>`}function nn(e){if(e.kind==="marked")return`<td><span class="mark is-${e.standing}">${(0,i.js)(e.mark)}</span> ${(0,i.js)(e.text)}</td>`;const t=e.kind==="code"&&e.text!==""?(0,i.h8)(e.text):(0,i.js)(e.text);return`<td${q(e.kind)}>${t}</td>`}function q(e){return e==="number"?' class="number"':""}const tn={none:"✗",built:"~",unknown:"?",doubtful:"!",wheel:"✓"};function on(e){const t=(0,j.Aw)(e);if(t===null)return"";const n=t.rows.filter(({worst:l})=>l!=="wheel"),o=t.rows.filter(({worst:l})=>l==="wheel"),s=t.targets.length>1?" for every target that needs them":"",r=`<details${n.length===0?" open":""}><summary>${(0,g.pq)(o.length,"package")} with a wheel${s}</summary>
${J(t,o)}
</details>`,a=[rn(t),...n.length>0?[J(t,n)]:[],...o.length>0?[r]:[],an(t)];return $("Wheels",a.filter(l=>l!=="").join(`
`))}function rn({targets:e}){const[t]=e;return e.length===1&&t!==void 0?`<p>${(0,i.js)((0,k.z5)(t,(0,X.O)(t)))}</p>`:`<dl class="sums">
${e.map(o=>`<dt>${(0,i.h8)((0,X.O)(o))}</dt><dd>${(0,i.js)((0,k.LT)(o))}</dd>`).join(`
`)}
</dl>`}function J({targets:e},t){const n=e.length===1,o=(0,j.EN)(t),s=["Package","From",...n?["Wheel",...o?["Size"]:[]]:e.map(({target:a})=>a)];return`<div class="matrix">${w(s,t.map(a=>[f(`${a.name} ${a.version??""}`.trim()),m((0,k.Xl)(a.places.map(v.Z9),a.requiredBy)),...a.cells.flatMap(l=>sn(l,a,n,o))]))}</div>`}function sn(e,t,n,o){if(e===null)return n?[m(""),...o?[y("")]:[]]:[m("not needed")];const r=`${t.version===null&&e.version!==null?`${e.version} `:""}${n?e.longWords:e.words}`,a={kind:"marked",standing:e.standing,mark:tn[e.standing],text:r};return n&&o?[a,y(e.bytes===null?"":(0,g.$d)(e.bytes))]:[a]}function an(e){return(0,k.ky)(e).map(({text:n,of:o})=>{const s=(o??[]).map(r=>(0,i.h8)(e.targets[r]?.target??"")).join(", ");return`<p class="soft">${s}${s===""?"":": "}${(0,i.js)(n)}</p>`}).join(`
`)}var Z=c(75982),L=c(92180);function ln({logs:e=[]}){if(e.length===0)return"";const t=w(["Log","Written by","Ended","Lines","Packages","Downloads","Built","Failed"],e.map(n=>[f(n.file),m((0,L.yy)(n)),m(n.format==="unknown"?"":L.hV[n.ended]),...[n.lines,n.totals.packages,n.totals.downloads,n.totals.built,n.totals.failed].map(o=>y(String(o)))]));return $(e.length===1?"Log":"Logs",[t,...e.flatMap(n=>[dn(n,e.length>1),cn(n,e.length>1)])].filter(n=>n!=="").join(`
`))}function dn(e,t){const n=(0,L.qC)(e);if(n.length===0)return"";const o=n.map(({label:r,text:a})=>`<dt>${r}</dt><dd>${(0,i.js)(a)}</dd>`).join(`
`);return t?`<details><summary>${`${(0,g.pq)(n.length,"fact")} of ${(0,i.h8)(e.file)}`}</summary>
<dl>
${o}
</dl>
</details>`:`<dl>
${o}
</dl>`}function cn({tree:e,file:t},n){if(e===null)return"";const o=`Decisions of the resolver${n?` in ${(0,i.h8)(t)}`:""}`,s=`<pre>${(0,i.Jf)((0,Z.mv)(e,{width:110,verbosity:2}).trimEnd())}</pre>`,r=e.patterns.map(({kind:l,package:d,text:u,solutions:p})=>{const x=p.map(C=>`<li>${(0,i.js)(C)}</li>`).join("");return`<li>${`${(0,i.h8)(d)}, ${Z.yg[l]}: ${(0,i.js)(u)}`}${x===""?"":`<ul>${x}</ul>`}</li>`}),a=r.length===0?"":`<ul>
${r.join(`
`)}
</ul>`;return`<details><summary>${o}</summary>
${s}
${a}</details>`}function un(e,t){const{finding:n}=e;return[`<article class="issue ${n.severity}">`,`<h3><span class="badge">${n.severity}</span>${(0,i.js)(n.title||n.code)}</h3>`,`<p>${(0,i.js)(n.message)}</p>`,...(0,D.hC)(e,t).map(H),fn(e),gn(n),"</article>"].filter(o=>o!=="").join(`
`)}function H({causes:e,complete:t,explanation:n}){const o=e.map(({kind:a,requirer:l,requirement:d,place:u})=>[f(d),l===null?m({requested:"you",constraint:"a constraint",depends:"a dependency"}[a]):f(l),u===null?m("its metadata"):f((0,v.Z9)(u))]),s=t?"":'<p class="soft">The links between these and your own lines are not all known.</p>';return`${n===void 0?"":mn(n)}${w(["Wanted","By","From"],o)}${s}`}function mn(e){const t=(0,R.cL)(e);return[`<pre>${(0,i.Jf)((0,R.g2)(e).join(`
`))}</pre>`,t===null?"":`<p class="soft">${(0,i.js)(t)}</p>`,`<details><summary>Step by step</summary>
<pre>${(0,i.Jf)((0,R.q6)(e).join(`
`))}</pre>
</details>`].join("")}function fn({finding:e,targets:t}){return`<dl>
${[...t.length>0?[["On",t.map(i.h8).join(" ")]]:[],["Where",(0,v.u0)(e).map(({text:o})=>(0,i.h8)(o)).join(" ")],...e.remedies.map(({text:o,commands:s})=>["To do",`${(0,i.js)(o)}${s.map(hn).join("")}`]),["About",`${(0,i.h8)(e.code)}`]].filter(([,o])=>o!=="").map(([o,s])=>`<dt>${o}</dt><dd>${s}</dd>`).join(`
`)}
</dl>`}function hn(e){return`<code class="command">${(0,i.js)(e)}</code>`}function gn({excerpt:e=[],evidence:t}){if(e.length===0)return"";const n=t.find(s=>s.kind==="log");return`<details open><summary>Quoted log${n===void 0?"":` from ${(0,i.h8)(n.file)}, ${(0,v.CI)(n.lines)}`}</summary>
<pre>${(0,i.Jf)(e.join(`
`))}</pre>
</details>`}const K=`
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
`;function pn(e){const t=e.targets.filter(r=>!(0,j.WJ)(r));if(t.length===0)return"";const n=["Target","Lane","Installer","Packages","Reused","Downloaded","Built","Failed"],o=t.map(r=>`<p class="soft">Cache${t.length===1?"":` of ${(0,i.h8)(r.target)}`}: ${(0,i.js)($n(r.cache))}</p>`),s=w(n,t.map(wn));return $(t.length===1?"Target":"Targets",[s,...o].join(`
`))}function wn({target:e,lane:t,installer:n,counts:o}){const s=[o.packages,o.reused,o.downloaded,o.built,o.failed];return[f(e),m(t??""),m(n===null?"":`${n.name} ${n.version}`),...s.map(r=>y(String(r)))]}function $n({hit:e,restoredBytes:t,saved:n,savedBytes:o,reason:s}){return`${e?`restored ${(0,g.$d)(t)}`:"nothing restored"}, ${n?`saved ${(0,g.$d)(o)}`:"nothing saved"}. ${s??""}`.trim()}function bn(e){const t=(0,O.W)(e);return t.length===0?"":$("Built from source",w(["Package","Target","Time","Lane","This run"],t.map(vn)))}function vn({name:e,version:t,target:n,seconds:o,lane:s,now:r}){return[f(`${e} ${t??""}`.trim()),f(n),y(o===null?"":(0,g.nR)(o)),m(s??""),m(r?"built":"taken from the wheelhouse")]}function yn(e){const t=(0,S.p)(e).filter(({packages:n})=>n.length>0).map(({kind:n,label:o,packages:s})=>{const r=s.map(d=>[f(`${d.name} ${d.version??""}`.trim()),f(d.file??""),m(d.origin??""),m(d.status),y(d.bytes===null?"":(0,g.$d)(d.bytes)),m([...d.requestedBy.length>0?["your requirements"]:[],...d.requiredBy].join(", "))]),a=w(["Package","File","From","Status","Size","Needed by"],r);return`<details><summary>${`${(0,g.pq)(s.length,"package")} ${n==="target"?"for":"in"} ${(0,i.h8)(o)}`}</summary>
${a}
</details>`});return t.length===0?"":$("All packages",t.join(`
`))}function xn(e){const{level:t,text:n}=(0,h.Vj)(e),o=`default-src 'none'; style-src '${Sn()}'; base-uri 'none'; form-action 'none'`,s=[`<p class="eyebrow">Wheelhouse ${(0,i.js)(e.command)} report</p>`,`<h1 class="is-${t}">${(0,i.js)((0,en.Iu)(n))}</h1>`,e.complete?"":'<p class="cut">The run was cut short: what is not listed here is unknown, not absent.</p>',on(e),jn(e),kn(e),pn(e),ln(e),bn(e),yn(e),`<footer>Written by Wheelhouse ${(0,i.js)(e.tool.version)} from report.json, which holds all of it for programs.</footer>`];return`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${o}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Wheelhouse: ${(0,i.js)(n)}</title>
<style>${K}</style>
</head>
<body>
<main>
${s.filter(r=>r!=="").join(`
`)}
</main>
</body>
</html>
`}function jn({conflicts:e,...t}){const n=(0,h.GW)({conflicts:e,...t}),o=new Set(n.flatMap(r=>(0,D.hC)(r,e))),s=[...n.map(r=>un(r,e)),...e.filter(r=>!o.has(r)).map(H)];return s.length===0?"":$("Problems",s.join(`
`))}function kn({fixes:e}){if(e.length===0)return"";const t=e.flatMap(({status:n,title:o,edits:s})=>s.map(({place:r,before:a,after:l})=>[m(o),f(`${r.file}:${r.line}`),f(a),f(l),m(n)]));return $("Fixes",w(["Fix","Where","Now","Then","Status"],t))}function Sn(){const e=(0,_e.sc)(new TextEncoder().encode(K));return`sha256-${btoa(String.fromCharCode(...e))}`}var Tn=c(28355);const Mn=[{path:"report.json",render:e=>N(e)},{path:"report.md",render:(e,{run:t,base:n})=>(0,Tn.B)(e,{run:t,base:n}).text},{path:"report.html",render:e=>xn(e)},ne,He,se,Be,ke,Ge,Me,$e]})};export{Ln as id,Wn as ids,On as modules};
