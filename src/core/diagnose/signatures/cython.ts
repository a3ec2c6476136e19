import { near, type Signature, signature } from "../signature.ts";
import { ABOUT_CONSTRAINTS, constrainBuilds } from "./build-constraint.ts";

/** Sources that fit another Cython, or C that an old Cython made for an older Python. */
export const CYTHON: readonly Signature[] = [
  signature({
    id: "pyyaml-cython3",
    class: "tool-version",
    texts: [near("cython_sources", /AttributeError: (?:'build_ext' object has no attribute ')?cython_sources/)],
    cause: "PyYAML before 6.0.1 does not build with Cython 3.",
    advice: `Use PyYAML 6.0.1 or newer, or give the build an older Cython. ${ABOUT_CONSTRAINTS}`,
    commands: constrainBuilds("cython<3"),
    examples: [
      "AttributeError: cython_sources",
      "AttributeError: 'build_ext' object has no attribute 'cython_sources'. Did you mean: 'swig_sources'?",
    ],
    nearMisses: ["adding 'yaml/cython_sources.py'"],
    sources: "yaml/pyyaml#601; hubmapconsortium/portal-ui#3403",
  }),
  signature({
    id: "cython-compile-error",
    class: "tool-version",
    texts: ["error compiling cython file:", "cython.compiler.errors.compileerror"],
    cause: "Cython refused the package's source; most often it was written for Cython before 3.",
    advice: `Use a newer release of the package, or give the build an older Cython. ${ABOUT_CONSTRAINTS}`,
    commands: constrainBuilds("cython<3"),
    examples: ["Error compiling Cython file:", "Cython.Compiler.Errors.CompileError: foo.pyx"],
    nearMisses: ["Compiling foo.pyx because it changed.", "warning: foo.pyx:3:0: Unused entry 'x'"],
    sources: "Home Assistant wheels.yml (its list of cython<3)",
  }),
  signature({
    id: "longintrepr",
    class: "python-version",
    names: { header: ["longintrepr.h"] },
    cause: "The C source was made by an old Cython and does not fit Python 3.11 or newer (longintrepr.h has moved).",
    advice: "Use a newer release of the package, or Python 3.10. No package of the distribution brings this header.",
    examples: ["ushuffle_cython.c:215:12: fatal error: longintrepr.h: No such file or directory"],
    nearMisses: ['#include "cpython/longintrepr.h"'],
    sources: "cython/cython#4461; zeromq/pyzmq#1655",
  }),
  signature({
    id: "capi-changed",
    class: "python-version",
    texts: [
      near("arguments to function", /error: too (?:few|many) arguments to function ['‘`]?(_?Py\w+)/),
      near(
        "has no member named",
        /error: [‘'`](?:struct )?(?:PyThreadState|_ts|PyFrameObject|_frame|PyCodeObject|PyTypeObject|_typeobject|PyLongObject|_longobject|PyASCIIObject)[’'`](?: \{[^{}]*\})? has no member named [‘'`](\w+)/,
      ),
      near(
        "has no member named",
        /has no member named [‘'`](ob_digit|use_tracing|tp_print|curexc_type|exc_type|f_lasti)/,
      ),
      near("implicit declaration of function", /error: implicit declaration of function [‘'`](_?Py\w+)/),
      near("unknown type name", /error: unknown type name [‘'`](_?Py\w+)/),
      near("undeclared", /error: [‘'`](_?Py[A-Z]\w+)[’'`] undeclared/),
    ],
    cause: "The C source does not fit this Python: its C interface has changed ($1).",
    advice: "Use a newer release of the package, one with a wheel for this Python, or an older Python.",
    examples: [
      "error: too few arguments to function ‘_PyLong_AsByteArray’",
      "a.c:12:9: error: ‘PyThreadState’ {aka ‘struct _ts’} has no member named ‘use_tracing’; did you mean ‘tracing’?",
      "a.c:70:40: error: ‘PyLongObject’ has no member named ‘ob_digit’",
      "a.c:9:9: error: ‘struct x’ has no member named ‘ob_digit’",
      "a.c:3:3: error: implicit declaration of function ‘_PyUnicode_FastCopyCharacters’",
      "a.c:3:3: error: unknown type name ‘PyUnicode_Kind2’",
      "a.c:3:3: error: ‘PyUnicode_WCHAR_KIND’ undeclared (first use in this function)",
    ],
    nearMisses: [
      "a.c:3:3: warning: implicit declaration of function ‘_PyUnicode_Copy’",
      "a.c:3:3: error: unknown type name ‘foo_t’",
      "a.c:9:9: error: ‘struct x’ has no member named ‘y’",
    ],
    sources: "Python's What's New, 3.10 to 3.13 (unverified threads)",
  }),
];
