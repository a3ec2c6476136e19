const x=624,E=[624],k={63447:((g,m,f)=>{f.d(m,{f:()=>u,i:()=>l});var d=f(29012),p=f(46724);const _=16*1024*1024;async function u(r,s,o,n=_){try{return await r.readFile(o,{limit:n})}catch(t){throw t instanceof d.a?new d.a(t.code,t.message.replaceAll(o,s),{hint:t.hint,cause:t}):t}}function l(r,s){const o=(0,p.F)(r),n=`${s}/`;return o.startsWith(n)?o.slice(n.length):o}}),1520:((g,m,f)=>{f.d(m,{J:()=>s});var d=f(29012);function p(o){const n=_(o);return n===null?null:new d.a("refused-path",`The output folder ${JSON.stringify(o.written)} is refused: ${n}.`,{hint:"Choose a folder of its own inside of the working directory, such as .wheelhouse, with --output (input: output)."})}function _(o){const{written:n,resolved:t,workingDirectory:e,home:i}=o;return n.trim()===""?"it is empty":/[\0\r\n]/.test(n)?"it has a line end or a NUL in it":/^~/.test(n)?'"~" is not expanded here':/^(?:[A-Za-z]:)?\/+$/.test(t)?"it is the root of the file system":t===e?"it is the working directory itself":t===i?"it is the home folder":l(e,t)?"it holds the working directory":i!==null&&l(i,t)?"it holds the home folder":t.split("/").some(a=>a.toLowerCase()===".git")?"it lies in .git":!r(n)&&!l(t,e)?"it leads out of the working directory":u(o)}function u(o){const n=o.existing.find(e=>e.kind==="symlink");if(n!==void 0)return`${JSON.stringify(n.path)} is a symbolic link`;const t=o.existing.find(e=>e.kind!=="folder");return t===void 0?null:`${JSON.stringify(t.path)} is no folder`}function l(o,n){return o.startsWith(n.endsWith("/")?n:`${n}/`)}function r(o){return/^(?:[A-Za-z]:)?[\\/]/.test(o)}async function s(o,{files:n,host:t}){const e=n.resolve(o.workingDirectory,o.output),i=[];for(let c=e;c!==""&&(c===e||c.startsWith(`${o.workingDirectory}/`));){const h=await n.stat(c).catch(()=>null);h!==null&&i.push({path:c,kind:h.kind}),c=c.slice(0,c.lastIndexOf("/"))}const a=p({written:o.output,resolved:e,workingDirectory:o.workingDirectory,home:t.home,existing:i});return a===null?[]:[a]}}),26582:((g,m,f)=>{f.d(m,{Gx:()=>_,Xu:()=>l,gJ:()=>u});var d=f(29012);const p=20;function _(r){const{file:s,line:o,column:n,message:t,expected:e,code:i}=r,a=i==="unreadable-file",h=`${a?"":`${s}:${o}:${n}: `}${t.replace(/\.$/,"")}${e===null||a?".":`; expected ${e}.`}`;return new d.a(a?"unreadable-file":"invalid-input",h,{hint:a?e:"Correct the line, then run again.",places:[{file:s,line:o,column:n}]})}function u(r){const s=l(r);if(s!==null)throw s}function l(r){const[s]=r;if(s===void 0)return null;if(r.length===1)return s;const o=r.slice(0,p),n=r.length-o.length,t=[...o.map(({message:i})=>i),...n>0?[`And ${n} more of that kind.`]:[]],e=new Set(r.map(({hint:i})=>i).filter(i=>i!==null));return new d.a(s.code,`${r.length} problems: ${t.join(" ")}`,{hint:[...e].join(" "),places:o.flatMap(({places:i})=>i),problems:t})}}),55009:((g,m,f)=>{f.d(m,{b:()=>o});var d=f(29012),p=f(49817);const _=`
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
`;function u(n){const t=n.trimEnd().split(`
`).at(-1)??"";let e;try{e=JSON.parse(t)}catch{return(0,p.fA)((0,p.l4)(t,0,"invalid-probe","the interpreter did not answer with JSON",null))}if(!l(e))return(0,p.fA)((0,p.l4)(t,0,"invalid-probe","the answer is not an object",null));const i=r(e.version),a=Array.isArray(e.tags)?e.tags.filter(w=>typeof w=="string"):[],[c="",h=""]=(a[0]??"").split("-"),[y,b]=Array.isArray(e.libc)?e.libc:[];return(0,p.Yz)({executable:r(e.executable),version:i,minor:i.split(".").slice(0,2).join("."),implementation:r(e.implementation),interpreterTag:c||`py${i.split(".")[0]??"3"}`,abiTag:h||"none",machine:r(e.machine),platform:r(e.platform),libc:{family:y==="glibc"||y==="musl"?y:"unknown",version:r(b)},tags:a,pip:typeof e.pip=="string"?e.pip:null,pipConfig:s(e.pipConfig),defaultIndexUrl:typeof e.defaultIndexUrl=="string"?e.defaultIndexUrl:null,markers:s(e.markers),freeThreaded:e.freeThreaded===!0,bits:e.bits===32?32:64})}function l(n){return typeof n=="object"&&n!==null&&!Array.isArray(n)}function r(n){return typeof n=="string"?n:""}function s(n){return l(n)?Object.fromEntries(Object.entries(n).filter(t=>typeof t[1]=="string")):{}}async function o(n,t){const e=await n.python({arguments:["-"],cwd:t.folder,input:_,env:{PIP_CONFIG_FILE:t.environment.PIP_CONFIG_FILE??""},capture:!0,signal:t.signal}),i=u(e.stdout);if(e.code===0&&i.ok)return i.value;throw new d.a("no-python",`${n.description} does not answer: ${e.tail.at(-1)??"no output"}`,{hint:"Name another interpreter with --python PATH (input: python)."})}}),43174:((g,m,f)=>{f.d(m,{Dj:()=>_,rM:()=>p,wx:()=>d});function d(r,s){switch(s){case"utf-16-le":return u(r,!0);case"utf-16-be":return u(r,!1);case"utf-32-le":return l(r,!0);case"utf-32-be":return l(r,!1);default:return new TextEncoder().encode(r)}}function p(r,s){return(s?.startsWith("utf-")??!1)||/^[\0-\x7f]*$/.test(r)}function _(r){return new TextEncoder().encode(`\uFEFF${r}`)}function u(r,s){const o=new DataView(new ArrayBuffer(r.length*2));for(let n=0;n<r.length;n+=1)o.setUint16(n*2,r.charCodeAt(n),s);return new Uint8Array(o.buffer)}function l(r,s){const o=[...r].map(t=>t.codePointAt(0)??0),n=new DataView(new ArrayBuffer(o.length*4));for(const[t,e]of o.entries())n.setUint32(t*4,e,s);return new Uint8Array(n.buffer)}}),91782:((g,m,f)=>{f.d(m,{w:()=>d});function d(_,u){const l=[];let r=0;for(const{start:s,end:o,content:n}of u.toSorted((t,e)=>t.start-e.start||t.end-e.end)){if(s<r)throw new RangeError("two changes of a file overlap");l.push(_.subarray(r,s),n),r=o}return l.push(_.subarray(r)),p(l)}function p(_){const u=new Uint8Array(_.reduce((r,s)=>r+s.length,0));let l=0;for(const r of _)u.set(r,l),l+=r.length;return u}}),75491:((g,m,f)=>{f.d(m,{t:()=>u});var d=f(29012),p=f(46724),_=f(59001);async function u(n,t){const e={reader:t,files:new Map,items:[],problems:[]};for(const{path:a,kind:c}of n){const h=(0,p.F)(a);await l(e,{paths:[h],kind:c,trail:[]},{file:h,line:1,column:1})}return{files:[...e.files.values()].flatMap(a=>a===null?[]:[a.value]),items:e.items,problems:e.problems}}async function l(n,{paths:t,kind:e,trail:i},a){const[c="",...h]=t;if(i.includes(c)){const v=[...i.slice(i.indexOf(c)),c].join(" → ");n.problems.push(o(a,"include-cycle",`the file includes itself: ${v}`,null));return}const y=`${e} ${c}`;if(n.files.has(y))return;const b=await s(n,c,h.length===0?a:null);if(b===null&&h.length>0)return l(n,{paths:h,kind:e,trail:i},a);const w=b===null?null:{value:n.reader.parse({path:c,kind:e,bytes:b})};n.files.set(y,w);for(const v of w===null?[]:n.reader.itemsOf(w.value,e))"item"in v?n.items.push(v.item):await r(n,v.include,[...i,c])}async function r(n,t,e){const i=(t.seenFrom??[e.at(-1)??""]).map(y=>(0,p.X)(y,t.path)),a=i.find(y=>y.kind==="url");if(a===void 0){const y=[...new Set(i.flatMap(b=>b.kind==="path"?[b.path]:[]))];return l(n,{paths:y,kind:t.kind,trail:e},t.place)}const c=`${(0,_.s)(a.url)} is included by URL`;n.problems.push(o(t.place,"include-by-url",c,"a file of this machine: download it first"))}async function s(n,t,e){try{return await n.reader.read(t)}catch(i){if(!(i instanceof d.a))throw i;return e!==null&&n.problems.push(o(e,i.code,i.message,i.hint)),null}}function o(n,t,e,i){return{code:t,message:e,expected:i,...n,offset:0}}}),32385:((g,m,f)=>{f.d(m,{Ej:()=>u,Q5:()=>_,or:()=>p});var d=f(72681);function p({environment:s,onlyBinary:o,noBinary:n,fileOptions:t}){const e=(i,a)=>a.flatMap(c=>c===void 0?[]:[{name:i,value:c}]);return[...e("--no-binary",[s.PIP_NO_BINARY]),...e("--only-binary",[s.PIP_ONLY_BINARY]),...e("--only-binary",o),...e("--no-binary",n),...t.flatMap(({name:i,value:a})=>a!==null&&(i==="--only-binary"||i==="--no-binary")?[{name:i,value:a}]:[])]}function _(s){return l(s,{by:"--no-binary",forbidden:"--only-binary"})}function u(s){return l(s,{by:"--only-binary",forbidden:"--no-binary"})}function l(s,{by:o,forbidden:n}){const t={"--only-binary":new Set,"--no-binary":new Set};for(const{name:e,value:i}of s){const a=e==="--only-binary"?t["--no-binary"]:t["--only-binary"];r(i.split(","),t[e],a)}return e=>{const i=(0,d.P)(e);return t[n].has(i)?!1:t[o].has(i)||!t[n].has(":all:")}}function r(s,o,n){for(const t of s){const e=t.trim();e===":all:"?(o.clear(),n.clear(),o.add(":all:")):e===":none:"?o.clear():e!==""&&(o.add((0,d.P)(e)),n.delete((0,d.P)(e)))}}}),83660:((g,m,f)=>{f.d(m,{y:()=>d});function d(u,l){const r=e=>{const i=l.environment[`PIP_${e.replaceAll("-","_").toUpperCase()}`];return i!==void 0&&i.trim()!==""?i:l.pipConfig[`install.${e}`]??l.pipConfig[`global.${e}`]??null},s=(e,i)=>e.length>0?e:r(i)?.split(/\s+/).filter(a=>a!=="")??[],o=/^(1|true|yes|on|y|t)$/i.test(r("no-index")??"")&&u.indexUrl===null,n=u.indexUrl??r("index-url")??l.defaultIndexUrl,t=s(u.findLinks,"find-links");return{indexUrls:o?[]:n===null?null:[n,...s(u.extraIndexUrls,"extra-index-url")],findLinksUrls:t.filter(p),findLinksPaths:t.filter(e=>!p(e)).map(_),trustedHosts:s([],"trusted-host"),certificateFile:r("cert")??l.environment.SSL_CERT_FILE??l.environment.REQUESTS_CA_BUNDLE??l.environment.CURL_CA_BUNDLE??null,proxy:r("proxy")}}function p(u){return/^https?:\/\//i.test(u)}function _(u){const l=/^file:\/\/(?:localhost)?(\/.*)$/.exec(u);return l?.[1]===void 0?u:decodeURIComponent(l[1])}})};export{x as id,E as ids,k as modules};
