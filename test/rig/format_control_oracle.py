"""Asks pip which formats it allows: cases of options and names on stdin, lists of booleans (is source allowed) on stdout."""
import json
import sys

from pip._internal.models.format_control import FormatControl

answers = []
for case in json.load(sys.stdin):
    control = FormatControl(set(), set())
    for option in case["options"]:
        lists = [control.only_binary, control.no_binary]
        own, other = lists if option["name"] == "--only-binary" else reversed(lists)
        FormatControl.handle_mutual_excludes(option["value"], own, other)
    answers.append(["source" in control.get_allowed_formats(name) for name in case["names"]])
json.dump(answers, sys.stdout)
