"""Converts scenarios of packse (https://github.com/astral-sh/packse) into universes of our own form.

    python3 scripts/convert-packse.py FOLDER_WITH_SCENARIOS test/fixtures/universes/packse

Only facts are taken over: what packages there are, what is asked for, what is expected. Universal scenarios ask for more
than one target at once and are left out.
"""

import json
import pathlib
import sys
import tomllib


def version(facts):
    requires = list(facts.get("requires", []))
    for extra, lines in facts.get("extras", {}).items():
        requires += [f"{line} ; extra == '{extra}'" for line in lines]
    offer = {"requires": requires, "sdist": facts.get("sdist", True)}
    offer["wheelTags"] = facts.get("wheel_tags", ["py3-none-any"]) if facts.get("wheel", True) else []
    if "requires_python" in facts:
        offer["requiresPython"] = facts["requires_python"]
    if facts.get("yanked", False):
        offer["yanked"] = True
    return offer


def scenario(facts):
    options = facts.get("resolver_options", {})
    machine, _, libc = options.get("python_platform", "x86_64-manylinux_2_28").partition("-")
    return {
        "name": facts["name"],
        "requires": facts["root"]["requires"],
        "target": {
            "platform": {"x86_64": "linux/amd64", "aarch64": "linux/arm64"}[machine],
            "python": options.get("python", facts.get("environment", {}).get("python", "3.12")),
            "libc": {"manylinux2014": "manylinux_2_17"}.get(libc, libc),
        },
        "prereleases": "allow" if options.get("prereleases") else "if-necessary",
        "noBinary": options.get("no_binary", []),
        "packages": {
            name: {text: version(offer) for text, offer in package["versions"].items()}
            for name, package in facts.get("packages", {}).items()
        },
        "expected": {
            "satisfiable": facts["expected"]["satisfiable"],
            "packages": facts["expected"].get("packages"),
        },
    }


def main(source, target):
    for path in sorted(pathlib.Path(source).rglob("*.toml")):
        facts = tomllib.loads(path.read_text())
        if facts.get("resolver_options", {}).get("universal"):
            continue
        file = pathlib.Path(target) / f"{path.stem}.json"
        file.write_text(json.dumps(scenario(facts), indent=2) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
