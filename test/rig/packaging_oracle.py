"""
Answers for differential tests: what `packaging` says. JSON in on stdin, JSON out on stdout. The library is pip's own copy,
or, with arguments, that of a folder: `FOLDER packaging` for the library itself, `FOLDER pip` for the copy of a pip there.
"""

import importlib
import json
import shlex
import sys
from email.parser import Parser

if len(sys.argv) > 1:
    sys.path.insert(0, sys.argv[1])
packaging = importlib.import_module("packaging" if sys.argv[2:] == ["packaging"] else "pip._vendor.packaging")


def load(module, *names):
    found = importlib.import_module(f"{packaging.__name__}.{module}")
    return [getattr(found, name) for name in names]


InvalidMarker, Marker = load("markers", "InvalidMarker", "Marker")
InvalidRequirement, Requirement = load("requirements", "InvalidRequirement", "Requirement")
InvalidSpecifier, Specifier, SpecifierSet = load("specifiers", "InvalidSpecifier", "Specifier", "SpecifierSet")
canonicalize_name, parse_sdist_filename, parse_wheel_filename = load(
    "utils", "canonicalize_name", "parse_sdist_filename", "parse_wheel_filename"
)
InvalidVersion, Version = load("version", "InvalidVersion", "Version")


def name(text):
    return canonicalize_name(text)


def version(text):
    try:
        return str(Version(text))
    except InvalidVersion:
        return None


def order(texts):
    versions = [Version(text) for text in texts]
    return ["".join("<" if a < b else ">" if a > b else "=" for b in versions) for a in versions]


def specifier_set(text):
    # Before packaging 22 a set fell back to "legacy" specifiers for what PEP 440 does not allow.
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    return SpecifierSet(",".join(str(Specifier(piece)) for piece in pieces))


def contains(case):
    text, versions, prereleases = case
    try:
        found = specifier_set(text)
    except InvalidSpecifier:
        return None
    return "".join("1" if found.contains(Version(v), prereleases=prereleases) else "0" for v in versions)


def requirement(text):
    try:
        found = Requirement(text)
        specifier_set(str(found.specifier))
    except (InvalidRequirement, InvalidSpecifier, InvalidMarker):
        return None
    return {
        "name": found.name,
        "extras": sorted(found.extras),
        "specifiers": str(found.specifier),
        "url": found.url,
        "marker": None if found.marker is None else str(found.marker),
        "canonical": str(found),
    }


def marker(case):
    text, environment, extra = case
    try:
        return Marker(text).evaluate({**environment, "extra": extra})
    except (InvalidMarker, SyntaxError):
        return "invalid"
    except (KeyError, ValueError):
        return "undefined"


def wheel(filename):
    try:
        project, found, build, tags = parse_wheel_filename(filename)
    except Exception as error:
        if not isinstance(error, ValueError):
            raise
        return None
    return {
        "name": project,
        "version": str(found),
        "build": None if not build else [str(build[0]), build[1]],
        "tags": sorted(str(tag) for tag in tags),
    }


def sdist(filename):
    try:
        project, found = parse_sdist_filename(filename)
    except ValueError:
        return None
    return [project, str(found)]


def metadata(text):
    message = Parser().parsestr(text, headersonly=True)

    def unfolded(value):
        return None if value is None else " ".join(line.strip() for line in value.splitlines() if line.strip())

    return {
        "name": unfolded(message["Name"]),
        "version": unfolded(message["Version"]),
        "requiresPython": unfolded(message["Requires-Python"]),
        "requiresDist": [unfolded(value) for value in message.get_all("Requires-Dist", [])],
        "providesExtra": [unfolded(value) for value in message.get_all("Provides-Extra", [])],
    }


def words(text):
    try:
        return shlex.split(text)
    except ValueError:
        return None


def tags(machine):
    """All tags of a machine, best first: the library itself finds them, asked on a system that is not there."""
    from standards_machine import tags_of

    return tags_of(packaging.__name__, machine)


def ranges(case):
    """Two specifier sets as ranges: whether the first is empty, a subset of the second, disjoint from it, equal to it."""
    first, second = [SpecifierSet(text, prereleases=True).to_range() for text in case]
    union, rest = first | second, first - second
    return [
        first.is_empty,
        first.is_subset(second),
        first.is_disjoint(second),
        first == second,
        union == second,
        rest.is_empty,
    ]


QUESTIONS = [name, version, order, contains, requirement, marker, wheel, sdist, metadata, words, tags, ranges]

asked = json.load(sys.stdin)
questions = {question.__name__: question for question in QUESTIONS}
answers = {kind: [questions[kind](case) for case in cases] for kind, cases in asked.items()}
json.dump({"packaging": packaging.__version__, "answers": answers}, sys.stdout)
