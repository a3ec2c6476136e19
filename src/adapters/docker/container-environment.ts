import { childEnvironment } from "../../core/plan/child-environment.ts";

/** Of what a child may see, the part that means the same in a container: nothing that names a place or program of this machine. */
const MEANINGFUL = new Set([
  ...["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "no_proxy", "all_proxy"],
  ...["SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"],
  ...["TZ", "LANG", "LANGUAGE", "PYTHONUNBUFFERED", "PYTHONIOENCODING"],
  ...["CFLAGS", "CXXFLAGS", "CPPFLAGS", "FFLAGS", "LDFLAGS", "LIBS", "MAKEFLAGS", "RUSTFLAGS"],
  ...["MAX_JOBS", "CARGO_BUILD_JOBS", "SOURCE_DATE_EPOCH", "TORCH_CUDA_ARCH_LIST"],
]);

const MEANINGFUL_PREFIXES = ["PIP_", "LC_", "CMAKE_", "SKBUILD_", "SETUPTOOLS_", "MESON_", "CIBW_"];

/** Variables whose value is a path that must be visible inside, or several with blanks between them (pip's lists). */
const FILE_VARIABLES = [
  ...["SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"],
  ...["PIP_CERT", "PIP_CONFIG_FILE", "PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT"],
];

/**
 * What a command in the container sees of the environment: the allow-list for children, less what holds on this machine
 * only. `PATH` is the image's, `HOME` is added by the lane.
 */
export function containerEnvironment(host: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(childEnvironment(host)).filter(
      ([name]) => MEANINGFUL.has(name) || MEANINGFUL_PREFIXES.some((prefix) => name.startsWith(prefix)),
    ),
  );
}

/** Absolute paths that the variables name, each once. */
export function namedFiles(environment: Readonly<Record<string, string>>): readonly string[] {
  const paths = FILE_VARIABLES.flatMap((name) => {
    const value = environment[name] ?? "";
    return name.endsWith("CONSTRAINT") ? value.split(/\s+/) : [value];
  });
  return [...new Set(paths.filter((path) => path.startsWith("/")))];
}
