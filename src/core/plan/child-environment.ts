/** Variables that a child needs to find programs, speak the user's language to the network, and compile. */
const PASSED = new Set(
  `PATH HOME USER LOGNAME TMPDIR TEMP TMP TZ LANG LANGUAGE SHELL TERM
   HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY http_proxy https_proxy no_proxy all_proxy
   SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE CURL_CA_BUNDLE
   CC CXX CPP AR LD AS NM RANLIB STRIP FC F77 F90 CFLAGS CXXFLAGS CPPFLAGS FFLAGS LDFLAGS LIBS ARCHFLAGS
   C_INCLUDE_PATH CPLUS_INCLUDE_PATH CPATH LIBRARY_PATH LD_LIBRARY_PATH PKG_CONFIG PKG_CONFIG_PATH PKG_CONFIG_LIBDIR
   MAKEFLAGS MAKE SOURCE_DATE_EPOCH _PYTHON_HOST_PLATFORM MAX_JOBS
   CARGO_HOME RUSTUP_HOME RUSTUP_TOOLCHAIN RUSTFLAGS CARGO_BUILD_JOBS
   CUDA_HOME CUDA_PATH CUDACXX TORCH_CUDA_ARCH_LIST
   VIRTUAL_ENV PYENV_ROOT PYENV_VERSION PYENV_DIR pythonLocation Python_ROOT_DIR Python3_ROOT_DIR
   XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME
   SYSTEMROOT COMSPEC PATHEXT WINDIR PROGRAMDATA APPDATA LOCALAPPDATA USERPROFILE NUMBER_OF_PROCESSORS`
    .split(/\s+/)
    .filter((name) => name !== ""),
);

/** Beginnings of names that are build settings. */
const PASSED_PREFIXES = ["CMAKE_", "SKBUILD_", "SETUPTOOLS_", "MESON_", "CIBW_", "LC_"];

/**
 * pip's own variables pass, but not those that name an index or a credential (the loopback index takes these over), nor
 * those that would change what our own pip commands do.
 */
const PIP_WITHHELD = new Set(
  `INDEX_URL EXTRA_INDEX_URL FIND_LINKS NO_INDEX TRUSTED_HOST CLIENT_CERT KEYRING_PROVIDER PROXY CONFIG_FILE
   LOG LOG_FILE LOCAL_LOG REPORT QUIET VERBOSE DRY_RUN TARGET PREFIX ROOT USER PYTHON REQUIREMENT WHEEL_DIR DEST
   REQUIRE_VIRTUALENV IGNORE_INSTALLED UPGRADE FORCE_REINSTALL NO_DEPS CACHE_DIR NO_CACHE_DIR EDITABLE RETRIES USE_PEP517 NO_USE_PEP517
   ISOLATED NO_INPUT EXISTS_ACTION PROGRESS_BAR`
    .split(/\s+/)
    .filter((name) => name !== "")
    .map((name) => `PIP_${name}`),
);

/** Values that no child sees, whatever the name says. */
const SECRET_NAME = /(TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|API_?KEY|PRIVATE_?KEY)/i;

/** What each pip of ours runs with. C.UTF-8: compilers answer in English, in UTF-8, on every machine. */
const FIXED = {
  LC_ALL: "C.UTF-8",
  PYTHONUNBUFFERED: "1",
  PYTHONIOENCODING: "utf-8",
  PIP_CONFIG_FILE: "/dev/null",
  PIP_DISABLE_PIP_VERSION_CHECK: "1",
  PIP_NO_INPUT: "1",
  PIP_NO_COLOR: "1",
  PIP_PROGRESS_BAR: "off",
  PIP_NO_CACHE_DIR: "1",
  // Without it pip below 25.3 runs setup.py bdist_wheel in the interpreter itself, which fails where wheel is not installed.
  PIP_USE_PEP517: "1",
  // The loopback index tries again by itself; pip would multiply its patience.
  PIP_RETRIES: "0",
} as const;

/**
 * The environment of a child that runs foreign code, by allow-list: no `ACTIONS_*`, `GITHUB_*`, `INPUT_*`, `RUNNER_*`, no
 * token. A JavaScript action holds the token that writes caches; `@actions/exec` would hand it to every `setup.py`.
 */
export function childEnvironment(parent: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const child: Record<string, string> = {};
  for (const [name, value] of Object.entries(parent)) {
    if (value !== undefined && isPassed(name)) child[name] = value;
  }
  return { ...child, ...FIXED };
}

export function isPassed(name: string): boolean {
  if (SECRET_NAME.test(name)) return false;
  if (name.startsWith("PIP_")) return !PIP_WITHHELD.has(name);
  return PASSED.has(name) || PASSED_PREFIXES.some((prefix) => name.startsWith(prefix));
}

/** Settings of pip's configuration files that keep their meaning for our commands, as `PIP_*` variables. */
export function pipConfigEnvironment(config: Readonly<Record<string, string>>): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [key, value] of Object.entries(config)) {
    const match = /^(?:global|install|wheel|download)\.([a-z][a-z-]*)$/.exec(key);
    if (match?.[1] === undefined) continue;
    const name = `PIP_${match[1].replaceAll("-", "_").toUpperCase()}`;
    if (isPassed(name) && !(name in FIXED)) variables[name] = value;
  }
  return variables;
}

/** A proxy of the user's must not come between a child and the loopback index at `host`. */
export function withoutProxyFor(host: string, environment: Readonly<Record<string, string>>): Record<string, string> {
  const set = [environment.no_proxy, environment.NO_PROXY].find((value) => value !== undefined && value !== "");
  const value = set === undefined ? host : `${set},${host}`;
  return { ...environment, NO_PROXY: value, no_proxy: value };
}
