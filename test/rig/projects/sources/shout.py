"""Prints what would command a runner that believes the lines of a log."""

import sys

LINES = [
    "::add-mask::building",
    "##[error]shouter says that this is an error",
    "::set-output name=wheelhouse-path::/shouter",
    "::error file=requirements.txt,line=1::shouter was here",
    "##[add-mask]wheel",
    "::stop-commands::shouter-token",
    "::warning::shouter\r::error::after a carriage return",
]


def before_build(files):
    for line in LINES:
        print(line, flush=True)
        print(line, file=sys.stderr, flush=True)
