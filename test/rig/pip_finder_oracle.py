"""Which file pip takes of a page: JSON list of cases in on stdin, JSON list of file names out on stdout.

The pip is the one that lies unpacked in the folder that the first argument names. Its own finder reads the names, compares
tags, Requires-Python and versions; the order in which candidates are tried is that of its resolver
(`Factory._iter_found_candidates`): best first, yanked ones only for a pinned version that has no other.
"""

import json
import sys

sys.path[:0] = sys.argv[1:2]

import pip
from pip._internal.index.collector import LinkCollector
from pip._internal.index.package_finder import PackageFinder
from pip._internal.models.format_control import FormatControl
from pip._internal.models.link import Link
from pip._internal.models.release_control import ReleaseControl
from pip._internal.models.search_scope import SearchScope
from pip._internal.models.selection_prefs import SelectionPreferences
from pip._internal.models.target_python import TargetPython
from pip._vendor.packaging.specifiers import SpecifierSet
from pip._vendor.packaging.tags import Tag

COLLECTOR = LinkCollector(session=None, search_scope=SearchScope.create(find_links=[], index_urls=[], no_index=True))


def finder_of(case):
    target = TargetPython(py_version_info=tuple(case["python"]))
    target._valid_tags = [Tag(*tag.split("-")) for tag in case["tags"]]
    target._valid_tags_set = set(target._valid_tags)
    formats = FormatControl()
    if case["onlyBinary"]:
        formats.only_binary.add(":all:")
    if case["noBinary"]:
        formats.no_binary.add(":all:")
    preferences = SelectionPreferences(
        allow_yanked=True,
        release_control=ReleaseControl(all_releases={":all:"} if case["pre"] else set()),
        format_control=formats,
        prefer_binary=case["preferBinary"],
        ignore_requires_python=False,
    )
    return PackageFinder.create(link_collector=COLLECTOR, selection_prefs=preferences, target_python=target)


def links_of(case):
    for position, file in enumerate(case["files"]):
        url = f"https://index.example/{position}/{file['filename']}"
        yield Link(url, requires_python=file["requiresPython"], yanked_reason=file["yanked"])


def is_pinned(specifier):
    for clause in specifier:
        if clause.operator == "===" or (clause.operator == "==" and not clause.version.endswith(".*")):
            return True
    return False


def choose(case):
    finder = finder_of(case)
    specifier = SpecifierSet(case["specifier"])
    evaluator = finder.make_link_evaluator(case["name"])
    candidates = finder.evaluate_links(evaluator, list(links_of(case)))
    best = finder.make_candidate_evaluator(case["name"], specifier).compute_best_candidate(candidates)
    found = best.applicable_candidates
    all_yanked = all(one.link.is_yanked for one in found)
    for one in reversed(found):
        if one.link.is_yanked and not (all_yanked and is_pinned(specifier)):
            continue
        return one.link.filename
    return None


print(json.dumps({"pip": pip.__version__, "files": [choose(case) for case in json.load(sys.stdin)]}))
