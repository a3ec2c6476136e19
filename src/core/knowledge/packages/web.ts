import { systemOf } from "../libraries.ts";
import type { PackageKnowledge } from "../model.ts";
import { GLIBC_IMAGE, row, use } from "./row.ts";

/** Network, cryptography, text, browsers. */
export const WEB: readonly PackageKnowledge[] = [
  row(
    "grpcio grpcio-tools",
    "Has wheels for linux/arm64 (glibc 2.17, musl) and 32-bit ARM up to Python 3.14; none free-threaded.",
    {
      compile: ["C++", "Cython"],
    },
  ),
  row("cryptography", "Has wheels for linux/arm64, glibc and musl, and partly for 32-bit ARM.", {
    system: systemOf("openssl", "libffi"),
    compile: ["Rust", "C"],
  }),
  row(
    "orjson pydantic-core rpds-py uv ruff",
    "Has wheels for linux/arm64, glibc and musl, and partly for 32-bit ARM.",
    { compile: ["Rust"] },
  ),
  row("cffi", "Has wheels for linux/arm64, glibc and musl.", {
    source: "pypa/cibuildwheel issue 598",
    system: systemOf("libffi"),
    compile: ["C"],
    buildMinutes: { value: 1, source: "pypa/cibuildwheel issue 598: 54 seconds natively, 4:42 under QEMU" },
  }),
  row("lxml", "Has wheels for linux/arm64, glibc and musl.", {
    system: systemOf("libxml2-xslt"),
    compile: ["C", "Cython"],
  }),
  row("xmlsec", "Must be built against the same libxml2 as lxml.", {
    source: "xmlsec/python-xmlsec README",
    system: systemOf("xmlsec", "pkgconfig-missing"),
    compile: ["C"],
  }),
  row(
    "playwright",
    "Has wheels for linux/arm64 (glibc 2.17); none for musl, and its browsers need packages of the system.",
    {
      alternatives: [GLIBC_IMAGE, use("run playwright install --with-deps in the image")],
    },
  ),
  row("pycurl", "Where there is no wheel, the build needs libcurl and its TLS library.", {
    source: "pycurl.io, Installation",
    system: systemOf("curl", "openssl"),
    compile: ["C"],
  }),
  row("python-ldap", "Has an sdist only.", {
    source: "python-ldap.org, Installing",
    alternatives: [use("ldap3 is pure Python", "ldap3")],
    system: systemOf("ldap-sasl"),
    compile: ["C"],
  }),
  row("gssapi krb5", "Where there is no wheel, the build needs Kerberos.", {
    source: "pythongssapi/python-gssapi README",
    system: systemOf("krb5"),
    compile: ["C", "Cython"],
  }),
  row("uwsgi", "Has an sdist only.", {
    source: "uwsgi-docs.readthedocs.io, Installing uWSGI",
    alternatives: [use("gunicorn is pure Python", "gunicorn"), use("pyuwsgi has wheels", "pyuwsgi")],
    system: systemOf("cc-missing"),
    compile: ["C"],
  }),
];
