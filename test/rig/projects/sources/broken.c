#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <wheelhouse_missing_header.h>

PyMODINIT_FUNC PyInit__native(void) { return wheelhouse_missing(NULL); }
