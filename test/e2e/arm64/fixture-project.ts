import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A C extension that answers for which processor it was compiled. */
const FILES: Readonly<Record<string, string>> = {
  "pyproject.toml": '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n',
  "setup.py": `
from setuptools import Extension, setup
setup(name="whichcpu", version="1.0", ext_modules=[Extension("whichcpu", ["whichcpu.c"])])
`,
  "whichcpu.c": `
#include <Python.h>
static PyObject *name(PyObject *self, PyObject *args) {
#if defined(__aarch64__)
  return PyUnicode_FromString("aarch64");
#else
  return PyUnicode_FromString("other");
#endif
}
static PyMethodDef methods[] = {{"name", name, METH_NOARGS, ""}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "whichcpu", NULL, -1, methods};
PyMODINIT_FUNC PyInit_whichcpu(void) { return PyModule_Create(&module); }
`,
};

export async function writeExtensionProject(folder: string): Promise<void> {
  for (const [name, text] of Object.entries(FILES)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}
