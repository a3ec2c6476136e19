"""Runs a program and prints its wall time, its processor time, its largest memory and what it wrote, as JSON."""

import json
import os
import subprocess
import sys
import time

began = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE)
output = child.stdout.read().decode()
_, status, usage = os.wait4(child.pid, 0)
wall = time.perf_counter() - began
print(
    json.dumps(
        {
            "seconds": wall,
            "processor": usage.ru_utime + usage.ru_stime,
            "bytes": usage.ru_maxrss * 1024,
            "code": os.waitstatus_to_exitcode(status),
            "output": output,
        }
    )
)
