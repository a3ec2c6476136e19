"""A Linux machine that is not there, for `packaging.tags`: its own probes answer what a test says."""

import importlib
import sys
from functools import partial
from types import SimpleNamespace


def tags_of(library, machine):
    """`{implementation, python: [3, 12], freeThreaded, machine, glibc: [2, 28] or null, musl: [1, 2] or null}` → its tags."""
    tags = importlib.import_module(f"{library}.tags")
    manylinux = importlib.import_module(f"{library}._manylinux")
    musllinux = importlib.import_module(f"{library}._musllinux")
    kernel, is_32bit = KERNELS.get(machine["machine"], (machine["machine"], False))
    patched = [
        (tags, "sys", interpreter(machine)),
        (tags, "sysconfig", SimpleNamespace(get_platform=lambda: f"linux-{kernel}")),
        (tags, "platform", SimpleNamespace(system=lambda: "Linux")),
        (tags, "_get_config_var", partial(config_var, machine)),
        (tags, "_linux_platforms", partial(tags._linux_platforms, is_32bit=is_32bit)),
        (manylinux, "_is_linux_armhf", lambda executable: True),
        (manylinux, "_is_linux_i686", lambda executable: True),
        (manylinux, "_get_glibc_version", lambda: manylinux._GLibCVersion(*(machine["glibc"] or (-1, -1)))),
        (musllinux, "_get_musl_version", lambda executable: musl_version(musllinux, machine["musl"])),
    ]
    before = [(module, name, getattr(module, name)) for module, name, _ in patched]
    try:
        for module, name, value in patched:
            setattr(module, name, value)
        return [str(tag) for tag in tags.sys_tags()]
    finally:
        for module, name, value in before:
            setattr(module, name, value)


# What the kernel says of the machines where a 32-bit Python runs.
KERNELS = {"armv8l": ("aarch64", True), "armv7l": ("armv7l", True), "i686": ("x86_64", True)}


def interpreter(machine):
    major, minor = machine["python"]
    return SimpleNamespace(
        version_info=(major, minor, 0, "final", 0),
        implementation=SimpleNamespace(name=machine["implementation"]),
        executable=sys.executable,
        maxunicode=sys.maxunicode,
    )


def config_var(machine, name, warn=False):
    digits = "".join(map(str, machine["python"]))
    return {
        "Py_DEBUG": 0,
        "Py_GIL_DISABLED": int(machine["freeThreaded"]),
        "WITH_PYMALLOC": 1,
        "py_version_nodot": digits,
        "EXT_SUFFIX": f".pypy{digits}-pp73-{machine['machine']}-linux-gnu.so",
    }.get(name)


def musl_version(musllinux, version):
    return None if version is None else musllinux._MuslVersion(*version)
