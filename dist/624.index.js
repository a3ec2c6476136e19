const x=624,E=[624],I={63447:((g,m,u)=>{u.d(m,{f:()=>f,i:()=>l});var d=u(29012),p=u(46724);const _=16*1024*1024;async function f(o,s,i,n=_){try{return await o.readFile(i,{limit:n})}catch(t){throw t instanceof d.a?new d.a(t.code,t.message.replaceAll(i,s),{hint:t.hint,cause:t}):t}}function l(o,s){const i=(0,p.F)(o),n=`${s}/`;return i.startsWith(n)?i.slice(n.length):i}}),1520:((g,m,u)=>{u.d(m,{J:()=>s});var d=u(29012);function p(i){const n=_(i);return n===null?null:new d.a("refused-path",`The output folder ${JSON.stringify(i.written)} is refused: ${n}.`,{hint:"Choose a folder of its own inside of the working directory, such as .wheelhouse, with --output (input: output)."})}function _(i){const{written:n,resolved:t,workingDirectory:e,home:r}=i;return n.trim()===""?"it is empty":/[\0\r\n]/.test(n)?"it has a line end or a NUL in it":/^~/.test(n)?'"~" is not expanded here':/^(?:[A-Za-z]:)?\/+$/.test(t)?"it is the root of the file system":t===e?"it is the working directory itself":t===r?"it is the home folder":l(e,t)?"it holds the working directory":r!==null&&l(r,t)?"it holds the home folder":t.split("/").some(a=>a.toLowerCase()===".git")?"it lies in .git":!o(n)&&!l(t,e)?"it leads out of the working directory":f(i)}function f(i){const n=i.existing.find(e=>e.kind==="symlink");if(n!==void 0)return`${JSON.stringify(n.path)} is a symbolic link`;const t=i.existing.find(e=>e.kind!=="folder");return t===void 0?null:`${JSON.stringify(t.path)} is no folder`}function l(i,n){return i.startsWith(n.endsWith("/")?n:`${n}/`)}function o(i){return/^(?:[A-Za-z]:)?[\\/]/.test(i)}async function s(i,{files:n,host:t}){const e=n.resolve(i.workingDirectory,i.output),r=[];for(let c=e;c!==""&&(c===e||c.startsWith(`${i.workingDirectory}/`));){const h=await n.stat(c).catch(()=>null);h!==null&&r.push({path:c,kind:h.kind}),c=c.slice(0,c.lastIndexOf("/"))}const a=p({written:i.output,resolved:e,workingDirectory:i.workingDirectory,home:t.home,existing:r});return a===null?[]:[a]}}),26582:((g,m,u)=>{u.d(m,{Gx:()=>_,Xu:()=>l,gJ:()=>f});var d=u(29012);const p=20;function _(o){const{file:s,line:i,column:n,message:t,expected:e,code:r}=o,a=r==="unreadable-file",h=`${a?"":`${s}:${i}:${n}: `}${t.replace(/\.$/,"")}${e===null||a?".":`; expected ${e}.`}`;return new d.a(a?"unreadable-file":"invalid-input",h,{hint:a?e:"Correct the line, then run again.",places:[{file:s,line:i,column:n}]})}function f(o){const s=l(o);if(s!==null)throw s}function l(o){const[s]=o;if(s===void 0)return null;if(o.length===1)return s;const i=o.slice(0,p),n=o.length-i.length,t=[...i.map(({message:r})=>r),...n>0?[`And ${n} more of that kind.`]:[]],e=new Set(o.map(({hint:r})=>r).filter(r=>r!==null));return new d.a(s.code,`${o.length} problems: ${t.join(" ")}`,{hint:[...e].join(" "),places:i.flatMap(({places:r})=>r),problems:t})}}),55009:((g,m,u)=>{u.d(m,{b:()=>i});var d=u(29012),p=u(49817);const _=`
import json, os, platform, sys, sysconfig
out = {"executable": sys.executable, "version": "%d.%d.%d" % sys.version_info[:3], "implementation": sys.implementation.name,
       "machine": platform.machine(), "platform": sys.platform, "libc": ["unknown", ""], "tags": [], "pip": None,
       "pipConfig": {}, "defaultIndexUrl": None, "markers": {}, "plat": sysconfig.get_platform(),
       "freeThreaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")), "bits": 64 if sys.maxsize > 2**32 else 32}
try:
    import pip
    out["pip"] = pip.__version__
    from pip._vendor.packaging import markers, tags
    out["tags"] = [str(tag) for tag in tags.sys_tags()]
    out["markers"] = {key: value for key, value in markers.default_environment().items() if isinstance(value, str)}
    try:
        from pip._vendor.packaging._musllinux import _get_musl_version
        musl = _get_musl_version(sys.executable)
        if musl:
            out["libc"] = ["musl", "%d.%d" % (musl.major, musl.minor)]
    except Exception:
        pass
    if out["libc"][0] == "unknown":
        from pip._internal.utils.glibc import glibc_version_string
        glibc = glibc_version_string()
        if glibc:
            out["libc"] = ["glibc", ".".join(glibc.split(".")[:2])]
    from pip._internal.models.index import PyPI
    out["defaultIndexUrl"] = PyPI.simple_url
    from pip._internal.configuration import Configuration
    configuration = Configuration(isolated=False)
    configuration.load()
    for key, value in configuration.items():
        if isinstance(value, dict):
            for inner, text in value.items():
                out["pipConfig"][inner] = str(text)
        else:
            out["pipConfig"][key] = str(value)
    out["pipConfig"] = {k: v for k, v in out["pipConfig"].items() if not k.startswith(":env:")}
except Exception as error:
    out["error"] = "%s: %s" % (type(error).__name__, error)
if not out["markers"]:
    def full_version(info):
        text = "%d.%d.%d" % info[:3]
        return text if info[3] == "final" else text + info[3][0] + str(info[4])
    out["markers"] = {
        "implementation_name": sys.implementation.name, "implementation_version": full_version(sys.implementation.version),
        "os_name": os.name, "platform_machine": platform.machine(), "platform_release": platform.release(),
        "platform_system": platform.system(), "platform_version": platform.version(),
        "python_full_version": platform.python_version(),
        "platform_python_implementation": platform.python_implementation(),
        "python_version": ".".join(platform.python_version_tuple()[:2]), "sys_platform": sys.platform}
if out["libc"][0] == "unknown" and sys.platform == "linux":
    try:
        out["libc"] = ["glibc", ".".join(os.confstr("CS_GNU_LIBC_VERSION").split()[1].split(".")[:2])]
    except (AttributeError, OSError, ValueError, IndexError):
        import glob, re, subprocess
        for loader in glob.glob("/lib/ld-musl-*.so.1"):
            said = subprocess.run([loader], stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout.decode("utf-8", "replace")
            found = re.search(r"Version (\\d+\\.\\d+)", said)
            if found:
                out["libc"] = ["musl", found.group(1)]
print("\\n" + json.dumps(out))
`;function f(n){const t=n.trimEnd().split(`
`).at(-1)??"";let e;try{e=JSON.parse(t)}catch{return(0,p.fA)((0,p.l4)(t,0,"invalid-probe","the interpreter did not answer with JSON",null))}if(!l(e))return(0,p.fA)((0,p.l4)(t,0,"invalid-probe","the answer is not an object",null));const r=o(e.version),a=Array.isArray(e.tags)?e.tags.filter(w=>typeof w=="string"):[],[c="",h=""]=(a[0]??"").split("-"),[y,b]=Array.isArray(e.libc)?e.libc:[];return(0,p.Yz)({executable:o(e.executable),version:r,minor:r.split(".").slice(0,2).join("."),implementation:o(e.implementation),interpreterTag:c||`py${r.split(".")[0]??"3"}`,abiTag:h||"none",machine:o(e.machine),platform:o(e.platform),libc:{family:y==="glibc"||y==="musl"?y:"unknown",version:o(b)},tags:a,pip:typeof e.pip=="string"?e.pip:null,pipConfig:s(e.pipConfig),defaultIndexUrl:typeof e.defaultIndexUrl=="string"?e.defaultIndexUrl:null,markers:s(e.markers),freeThreaded:e.freeThreaded===!0,bits:e.bits===32?32:64})}function l(n){return typeof n=="object"&&n!==null&&!Array.isArray(n)}function o(n){return typeof n=="string"?n:""}function s(n){return l(n)?Object.fromEntries(Object.entries(n).filter(t=>typeof t[1]=="string")):{}}async function i(n,t){const e=await n.python({arguments:["-"],cwd:t.folder,input:_,env:{PIP_CONFIG_FILE:t.environment.PIP_CONFIG_FILE??""},capture:!0,signal:t.signal}),r=f(e.stdout);if(e.code===0&&r.ok)return r.value;throw new d.a("no-python",`${n.description} does not answer: ${e.tail.at(-1)??"no output"}`,{hint:"Name another interpreter with --python PATH (input: python)."})}}),43174:((g,m,u)=>{u.d(m,{Dj:()=>_,rM:()=>p,wx:()=>d});function d(o,s){switch(s){case"utf-16-le":return f(o,!0);case"utf-16-be":return f(o,!1);case"utf-32-le":return l(o,!0);case"utf-32-be":return l(o,!1);default:return new TextEncoder().encode(o)}}function p(o,s){return(s?.startsWith("utf-")??!1)||/^[\0-\x7f]*$/.test(o)}function _(o){return new TextEncoder().encode(`\uFEFF${o}`)}function f(o,s){const i=new DataView(new ArrayBuffer(o.length*2));for(let n=0;n<o.length;n+=1)i.setUint16(n*2,o.charCodeAt(n),s);return new Uint8Array(i.buffer)}function l(o,s){const i=[...o].map(t=>t.codePointAt(0)??0),n=new DataView(new ArrayBuffer(i.length*4));for(const[t,e]of i.entries())n.setUint32(t*4,e,s);return new Uint8Array(n.buffer)}}),91782:((g,m,u)=>{u.d(m,{w:()=>p});var d=u(32942);function p(_,f){const l=[];let o=0;for(const{start:s,end:i,content:n}of f.toSorted((t,e)=>t.start-e.start||t.end-e.end)){if(s<o)throw new RangeError("two changes of a file overlap");l.push(_.subarray(o,s),n),o=i}return l.push(_.subarray(o)),(0,d.I)(l)}}),75491:((g,m,u)=>{u.d(m,{t:()=>f});var d=u(29012),p=u(46724),_=u(59001);async function f(n,t){const e={reader:t,files:new Map,items:[],problems:[]};for(const{path:a,kind:c}of n){const h=(0,p.F)(a);await l(e,{paths:[h],kind:c,trail:[]},{file:h,line:1,column:1})}return{files:[...e.files.values()].flatMap(a=>a===null?[]:[a.value]),items:e.items,problems:e.problems}}async function l(n,{paths:t,kind:e,trail:r},a){const[c="",...h]=t;if(r.includes(c)){const v=[...r.slice(r.indexOf(c)),c].join(" → ");n.problems.push(i(a,"include-cycle",`the file includes itself: ${v}`,null));return}const y=`${e} ${c}`;if(n.files.has(y))return;const b=await s(n,c,h.length===0?a:null);if(b===null&&h.length>0)return l(n,{paths:h,kind:e,trail:r},a);const w=b===null?null:{value:n.reader.parse({path:c,kind:e,bytes:b})};n.files.set(y,w);for(const v of w===null?[]:n.reader.itemsOf(w.value,e))"item"in v?n.items.push(v.item):await o(n,v.include,[...r,c])}async function o(n,t,e){const r=(t.seenFrom??[e.at(-1)??""]).map(y=>(0,p.X)(y,t.path)),a=r.find(y=>y.kind==="url");if(a===void 0){const y=[...new Set(r.flatMap(b=>b.kind==="path"?[b.path]:[]))];return l(n,{paths:y,kind:t.kind,trail:e},t.place)}const c=`${(0,_.s)(a.url)} is included by URL`;n.problems.push(i(t.place,"include-by-url",c,"a file of this machine: download it first"))}async function s(n,t,e){try{return await n.reader.read(t)}catch(r){if(!(r instanceof d.a))throw r;return e!==null&&n.problems.push(i(e,r.code,r.message,r.hint)),null}}function i(n,t,e,r){return{code:t,message:e,expected:r,...n,offset:0}}}),32385:((g,m,u)=>{u.d(m,{Ej:()=>f,Q5:()=>_,or:()=>p});var d=u(72681);function p({environment:s,onlyBinary:i,noBinary:n,fileOptions:t}){const e=(r,a)=>a.flatMap(c=>c===void 0?[]:[{name:r,value:c}]);return[...e("--no-binary",[s.PIP_NO_BINARY]),...e("--only-binary",[s.PIP_ONLY_BINARY]),...e("--only-binary",i),...e("--no-binary",n),...t.flatMap(({name:r,value:a})=>a!==null&&(r==="--only-binary"||r==="--no-binary")?[{name:r,value:a}]:[])]}function _(s){return l(s,{by:"--no-binary",forbidden:"--only-binary"})}function f(s){return l(s,{by:"--only-binary",forbidden:"--no-binary"})}function l(s,{by:i,forbidden:n}){const t={"--only-binary":new Set,"--no-binary":new Set};for(const{name:e,value:r}of s){const a=e==="--only-binary"?t["--no-binary"]:t["--only-binary"];o(r.split(","),t[e],a)}return e=>{const r=(0,d.P)(e);return t[n].has(r)?!1:t[i].has(r)||!t[n].has(":all:")}}function o(s,i,n){for(const t of s){const e=t.trim();e===":all:"?(i.clear(),n.clear(),i.add(":all:")):e===":none:"?i.clear():e!==""&&(i.add((0,d.P)(e)),n.delete((0,d.P)(e)))}}}),83660:((g,m,u)=>{u.d(m,{y:()=>d});function d(f,l){const o=e=>{const r=l.environment[`PIP_${e.replaceAll("-","_").toUpperCase()}`];return r!==void 0&&r.trim()!==""?r:l.pipConfig[`install.${e}`]??l.pipConfig[`global.${e}`]??null},s=(e,r)=>e.length>0?e:o(r)?.split(/\s+/).filter(a=>a!=="")??[],i=/^(1|true|yes|on|y|t)$/i.test(o("no-index")??"")&&f.indexUrl===null,n=f.indexUrl??o("index-url")??l.defaultIndexUrl,t=s(f.findLinks,"find-links");return{indexUrls:i?[]:n===null?null:[n,...s(f.extraIndexUrls,"extra-index-url")],findLinksUrls:t.filter(p),findLinksPaths:t.filter(e=>!p(e)).map(_),trustedHosts:s([],"trusted-host"),certificateFile:o("cert")??l.environment.SSL_CERT_FILE??l.environment.REQUESTS_CA_BUNDLE??l.environment.CURL_CA_BUNDLE??null,proxy:o("proxy")}}function p(f){return/^https?:\/\//i.test(f)}function _(f){const l=/^file:\/\/(?:localhost)?(\/.*)$/.exec(f);return l?.[1]===void 0?f:decodeURIComponent(l[1])}})};export{x as id,E as ids,I as modules};
