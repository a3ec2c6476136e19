"""
Runs pip several times in one process: starting it takes longer than what it is asked here. A JSON list of argument lists on
stdin; on stdout a JSON list of {code, stdout, stderr}.
"""

import io
import json
import logging
import sys
from contextlib import redirect_stderr, redirect_stdout

from pip._internal.cli.main import main


def run(args):
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(args)
        except SystemExit as end:
            code = end.code
    logging.shutdown()
    return {"code": code, "stdout": out.getvalue(), "stderr": err.getvalue()}


json.dump([run(args) for args in json.load(sys.stdin)], sys.stdout)
