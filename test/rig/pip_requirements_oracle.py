"""What pip's own reader makes of requirements files: JSON list of paths in on stdin, JSON out on stdout.

The pip is the one of this Python, or one that lies unpacked in the folder that the first argument names.
"""

import json
import os
import sys

sys.path[:0] = sys.argv[1:2]

import pip
from pip._internal.req.constructors import install_req_from_line
from pip._internal.req.req_file import RequirementsFileParser, get_line_parser

VALUES = {
    "index_url": "--index-url",
    "extra_index_urls": "--extra-index-url",
    "trusted_hosts": "--trusted-host",
    "features_enabled": "--use-feature",
}
FLAGS = {
    "no_index": "--no-index",
    "pre": "--pre",
    "prefer_binary": "--prefer-binary",
    "require_hashes": "--require-hashes",
}


def hashes(opts):
    return sorted(f"{name}:{digest}" for name, all_of in (opts.hashes or {}).items() for digest in all_of)


def settings(opts):
    """Each key has one value or a list; pip before 23 has no such option."""
    pairs = (getattr(opts, "config_settings", None) or {}).items()
    return sorted(f"{key}={one}" for key, value in pairs for one in (value if isinstance(value, list) else [value]))


def options(opts):
    found = []
    for attribute, name in VALUES.items():
        value = getattr(opts, attribute, None) or []
        found += [[name, one] for one in ([value] if isinstance(value, str) else value)]
    found += [[name, None] for attribute, name in FLAGS.items() if getattr(opts, attribute, None)]
    found += [["--find-links", page] for page in (opts.find_links or [])[:1]]
    if opts.features_enabled:
        opts.features_enabled.clear()  # pip's default is one list that every line adds to
    found += [["--no-binary", ",".join(sorted(opts.format_control.no_binary))]] * bool(opts.format_control.no_binary)
    found += [["--only-binary", ",".join(sorted(opts.format_control.only_binary))]] * bool(opts.format_control.only_binary)
    return sorted(found, key=str)


def reading(text):
    try:
        found = install_req_from_line(text)
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}
    return {
        "requirement": None if found.req is None else str(found.req),
        "marker": None if found.markers is None else str(found.markers),
    }


class Reader(RequirementsFileParser):
    """Reads one file and does not follow its includes."""

    def read(self, path):
        lines = []
        try:
            for line in self._parse_file(path, False):
                lines.append(self.entry(line))
        except Exception as error:
            return {"lines": lines, "error": f"{type(error).__name__}: {error}"}
        return {"lines": lines, "error": None}

    def tree(self, path):
        """The same lines with those of the files that it includes, as pip meets them."""
        folder = os.path.dirname(path)
        try:
            return [
                {"file": os.path.relpath(line.filename, folder), "constraint": line.constraint, **self.entry(line)}
                for line in self.parse(path, False)
            ]
        except Exception:
            return None

    def entry(self, line):
        opts = line.opts
        if line.args if hasattr(line, "args") else line.is_requirement and not line.is_editable:
            more = {"settings": settings(opts)} if settings(opts) else {}
            text = line.requirement.strip()
            return {"line": line.lineno, "text": text, "hashes": hashes(opts), **more, **reading(line.requirement)}
        if opts.editables:
            return {"line": line.lineno, "editable": opts.editables[0]}
        if opts.requirements or opts.constraints:
            kind = "requirements" if opts.requirements else "constraints"
            return {"line": line.lineno, "include": [kind, (opts.requirements or opts.constraints)[0]]}
        return {"line": line.lineno, "options": options(opts)}


reader = Reader(None, get_line_parser(None))
paths = json.load(sys.stdin)
answer = {"files": [reader.read(path) for path in paths], "trees": [reader.tree(path) for path in paths]}
json.dump({"pip": pip.__version__, **answer}, sys.stdout)
