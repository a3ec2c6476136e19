"""A line analyser as people write it: each line decoded, colours removed, a handful of patterns tried. Prints counts."""

import re
import sys

ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
COLLECTING = re.compile(r"^Collecting ([A-Za-z0-9._-]+)")
FETCHED = re.compile(r"^\s*(Downloading|Using cached) (\S+)")
SATISFIED = re.compile(r"^Requirement already satisfied: (\S+)")
BUILT = re.compile(r"^\s*(Building|Created) wheel for (\S+)")
ENDED = re.compile(r"^(Successfully|ERROR:) ?(.*)")
PATTERNS = (COLLECTING, FETCHED, SATISFIED, BUILT, ENDED)


def analyse(path):
    lines = 0
    found = 0
    with open(path, encoding="utf-8", errors="replace") as log:
        for line in log:
            lines += 1
            text = ANSI.sub("", line).rstrip()
            for pattern in PATTERNS:
                if pattern.match(text):
                    found += 1
                    break
    return lines, found


print("%d %d" % analyse(sys.argv[1]))
