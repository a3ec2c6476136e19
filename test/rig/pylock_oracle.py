"""What the packaging library selects from pylock files: JSON list of questions in on stdin, JSON out on stdout.

The library lies unpacked in the folder that the first argument names. An answer is the list of the selected packages, or
null where the file was not made for the environment.
"""

import json
import sys
import tomllib

sys.path.insert(0, sys.argv[1])

from packaging.pylock import Pylock, PylockSelectError
from packaging.tags import Tag


def select(question):
    lock = Pylock.from_dict(tomllib.loads(question["text"]))
    choice = {"extras": question["extras"], "dependency_groups": question["groups"]}
    try:
        found = lock.select(environment=question["environment"], tags=[Tag("py3", "none", "any")], **choice)
        return [package.name for package, _file in found]
    except PylockSelectError:
        return None


json.dump([select(question) for question in json.load(sys.stdin)], sys.stdout)
