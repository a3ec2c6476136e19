"""Prints a file to stdout, evenly over some seconds, as a build does; 0 seconds: as fast as it is read."""

import sys
import time

path, seconds = sys.argv[1], float(sys.argv[2])
with open(path, "rb") as log:
    data = log.read()
began = time.monotonic()
STEP = 64 * 1024
for start in range(0, len(data), STEP):
    sys.stdout.buffer.write(data[start : start + STEP])
    sys.stdout.buffer.flush()
    late = seconds * start / len(data) - (time.monotonic() - began)
    if late > 0:
        time.sleep(late)
