"""What Python's TOML reader makes of texts: JSON list of texts in on stdin, JSON out on stdout; null for a refused one."""

import json
import sys

try:
    import tomllib
except ModuleNotFoundError:  # Before Python 3.11 pip carries one.
    from pip._vendor import tomli as tomllib


def read(text):
    try:
        return {"value": tomllib.loads(text)}
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout, default=lambda date: "date")
