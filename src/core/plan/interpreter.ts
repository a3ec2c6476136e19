import { type Parsed, parsed, problemAt, unparsed } from "../problem.ts";

/** What an interpreter says of itself. The wheel tags are pip's own, best first. */
export interface Interpreter {
  readonly executable: string;
  /** `3.11.2`. */
  readonly version: string;
  /** `3.11`. */
  readonly minor: string;
  readonly implementation: string;
  /** `cp311`: interpreter tag of the best wheel tag. */
  readonly interpreterTag: string;
  /** `cp311`, `abi3`…: ABI tag of the best wheel tag. */
  readonly abiTag: string;
  /** `x86_64`, `aarch64`. */
  readonly machine: string;
  /** `linux/amd64` of `sys.platform` and the machine, e.g. `linux-x86_64`. */
  readonly platform: string;
  readonly libc: { readonly family: "glibc" | "musl" | "unknown"; readonly version: string };
  readonly tags: readonly string[];
  /** Null when pip cannot be imported. */
  readonly pip: string | null;
  /** pip's configuration files and defaults, without the environment: `global.index-url` → value. */
  readonly pipConfig: Readonly<Record<string, string>>;
  /** What this pip asks when nothing is configured. */
  readonly defaultIndexUrl: string | null;
  /** PEP 508 environment. */
  readonly markers: Readonly<Record<string, string>>;
  readonly freeThreaded: boolean;
  /** Word size of the interpreter, which may be smaller than the kernel's: 32 or 64. */
  readonly bits: number;
}

/**
 * Runs in the interpreter that is asked; prints one JSON object. Everything that pip does not promise is tried, and left
 * out when it fails; without pip there are no tags, but markers and C library all the same. pip ≥ 22.2, Python ≥ 3.6.
 */
export const PROBE_SCRIPT = `
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
`;

/** Reads what PROBE_SCRIPT printed: its last line; anything before it (a noisy sitecustomize) is passed over. */
export function parseProbe(stdout: string): Parsed<Interpreter> {
  const line = stdout.trimEnd().split("\n").at(-1) ?? "";
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    return unparsed(problemAt(line, 0, "invalid-probe", "the interpreter did not answer with JSON", null));
  }
  if (!isRecord(raw)) return unparsed(problemAt(line, 0, "invalid-probe", "the answer is not an object", null));
  const version = text(raw.version);
  const tags = Array.isArray(raw.tags) ? raw.tags.filter((tag) => typeof tag === "string") : [];
  const [interpreterTag = "", abiTag = ""] = (tags[0] ?? "").split("-");
  const [family, libcVersion] = Array.isArray(raw.libc) ? raw.libc : [];
  return parsed({
    executable: text(raw.executable),
    version,
    minor: version.split(".").slice(0, 2).join("."),
    implementation: text(raw.implementation),
    interpreterTag: interpreterTag || `py${version.split(".")[0] ?? "3"}`,
    abiTag: abiTag || "none",
    machine: text(raw.machine),
    platform: text(raw.platform),
    libc: { family: family === "glibc" || family === "musl" ? family : "unknown", version: text(libcVersion) },
    tags,
    pip: typeof raw.pip === "string" ? raw.pip : null,
    pipConfig: strings(raw.pipConfig),
    defaultIndexUrl: typeof raw.defaultIndexUrl === "string" ? raw.defaultIndexUrl : null,
    markers: strings(raw.markers),
    freeThreaded: raw.freeThreaded === true,
    bits: raw.bits === 32 ? 32 : 64,
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function strings(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
