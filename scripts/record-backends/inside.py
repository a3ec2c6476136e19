"""Runs in the arm64 container: the builds that /recording/plan.json names, one log and one exit code for each.

Build requirements come from /wheels; the network is only for apt, for what the image lacks.
"""

import json
import os
import shutil
import subprocess
import sys

ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "HOME": "/tmp",
    "LANG": "C.UTF-8",
    "CI": "true",
    "PIP_CONFIG_FILE": "/dev/null",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_NO_CACHE_DIR": "1",
    "PIP_ROOT_USER_ACTION": "ignore",
    "CARGO_NET_OFFLINE": "true",
}


def make_environment():
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", "/venv"], check=True)
    packages = "/venv/lib/python{}.{}/site-packages".format(*sys.version_info[:2])
    shutil.copytree("/pip", packages, dirs_exist_ok=True)


def install(packages):
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.run(["apt-get", "update"], check=True, env=environment, **quiet)
    arguments = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    subprocess.run(arguments, check=True, env=environment, **quiet)


def build(entry):
    if entry["apt"]:
        install(entry["apt"])
    pip = ["/venv/bin/python", "-m", "pip", "install", *entry["options"]]
    arguments = [*pip, "--no-index", "--find-links", "/wheels", entry["file"]]
    with open("/recording/{}.log".format(entry["name"]), "wb") as log:
        done = subprocess.run(
            arguments, cwd="/recording/project", env=ENVIRONMENT, stdout=log, stderr=subprocess.STDOUT, check=False
        )
    with open("/recording/{}.code".format(entry["name"]), "w", encoding="utf-8") as stream:
        stream.write(str(done.returncode))


make_environment()
with open("/recording/plan.json", encoding="utf-8") as stream:
    plan = json.load(stream)
for entry in plan:
    build(entry)
    print(entry["name"], flush=True)
