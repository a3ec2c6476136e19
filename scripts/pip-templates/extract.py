"""Lists the message templates of an unpacked pip, one JSON object a line: kind, level, template, where.

usage: extract.py FOLDER

FOLDER holds pip/_internal (site-packages, or an unpacked wheel). Only the syntax tree is read; nothing is imported or
run. A template is every text that pip may print: arguments of log calls, of write_output and print, of exceptions that
are raised, of deprecated() and the spinners, the parts of a diagnostic box, and texts put into a variable first.
f-strings keep their expressions in braces, `%` and `str.format` placeholders stay as they are.
"""

import ast
import json
import sys
from pathlib import Path

LEVELS = {"debug", "verbose", "info", "warning", "error", "critical", "exception", "log"}
PRINTERS = {"write_output", "print"}
SPINNERS = {"open_spinner", "open_rich_spinner", "runner_with_spinner_message"}
LOGGERS = {"logger", "subprocess_logger"}
CALLED_LOGGERS = {"log_subprocess": "verbose"}
VARIABLES = {"msg", "message", "reason", "head", "hint", "context", "note", "_DEFAULT_EXTERNALLY_MANAGED_ERROR"}
# Says something to who writes pip, not to who uses it.
INTERNAL = {"NotImplementedError"}
BOX = {"message", "context", "hint_stmt", "note_stmt", "link"}
RETURNS = {"__str__", "format_for_error", "evaluate_link", "get_message_start"}
HOLE = "{}"


def name_of(node):
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else None


def text_of(node):
    """The template that an expression gives, or None when it holds no text of its own."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        parts = [
            part.value if isinstance(part, ast.Constant) else "{" + ast.unparse(part.value) + "}"
            for part in node.values
        ]
        return "".join(parts)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return text_of(node.left)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = text_of(node.left), text_of(node.right)
        return None if left is None and right is None else (left or HOLE) + (right or HOLE)
    if isinstance(node, ast.Call):
        return text_of_call(node)
    if isinstance(node, (ast.Tuple, ast.List)):
        return next((text for text in map(text_of, node.elts) if text is not None), None)
    if isinstance(node, ast.IfExp):
        return text_of(node.body) or text_of(node.orelse)
    return None


def text_of_call(node):
    called = name_of(node.func)
    if called in {"format", "strip", "lstrip", "rstrip"} and isinstance(node.func, ast.Attribute):
        return text_of(node.func.value)
    if called in {"dedent", "escape", "Text", "from_markup", "with_source"} and node.args:
        return text_of(node.args[0])
    return None


class Reader(ast.NodeVisitor):
    def __init__(self, path):
        self.path = path
        self.scopes = []
        self.found = []
        self.assigned = {}

    def note(self, kind, level, node):
        text = text_of(node)
        if text is None and isinstance(node, ast.Name):
            # A text put together before: the assignments hold it, as `assign` of their own.
            return
        if text is not None and text.replace(HOLE, "").strip():
            where = f"{self.path}:{'.'.join(self.scopes)}"
            self.found.append({"kind": kind, "level": level, "template": text, "where": where})

    def scoped(self, node):
        self.scopes.append(node.name)
        self.generic_visit(node)
        self.scopes.pop()

    visit_ClassDef = visit_FunctionDef = visit_AsyncFunctionDef = scoped

    def visit_Call(self, node):
        called = name_of(node.func)
        if called in LEVELS and isinstance(node.func, ast.Attribute) and name_of(node.func.value) in LOGGERS:
            arguments = node.args[1:] if called == "log" else node.args
            if arguments:
                self.note("log", called, arguments[0])
        elif called in CALLED_LOGGERS and node.args:
            self.note("log", CALLED_LOGGERS[called], node.args[0])
        elif called in PRINTERS and node.args:
            self.note(called, "", node.args[0])
        elif called == "write" and node.args and isinstance(node.args[0], (ast.Constant, ast.JoinedStr)):
            self.note("write", "", node.args[0])
        elif called in SPINNERS and node.args:
            self.note(called, "", node.args[0])
        elif called == "deprecated":
            for keyword in node.keywords:
                if keyword.arg in {"reason", "replacement"}:
                    self.note("deprecated", keyword.arg, keyword.value)
        elif called == "__init__" and any(keyword.arg in BOX for keyword in node.keywords):
            for keyword in node.keywords:
                if keyword.arg in BOX:
                    self.note("diag", keyword.arg, keyword.value)
        self.generic_visit(node)

    def visit_Raise(self, node):
        if isinstance(node.exc, ast.Call) and name_of(node.exc.func) not in INTERNAL:
            for argument in node.exc.args[:1]:
                self.note("raise", name_of(node.exc.func) or "", argument)
        self.generic_visit(node)

    def visit_Assign(self, node):
        target = name_of(node.targets[0]) if len(node.targets) == 1 else None
        if target in VARIABLES:
            self.note("assign", target, node.value)
        self.generic_visit(node)

    def visit_AugAssign(self, node):
        target = name_of(node.target)
        text = text_of(node.value)
        if target in VARIABLES and text is not None:
            where = f"{self.path}:{'.'.join(self.scopes)}"
            template = "{" + target + "}" + text
            self.found.append({"kind": "assign", "level": target, "template": template, "where": where})
        self.generic_visit(node)

    def visit_Return(self, node):
        if self.scopes and self.scopes[-1] in RETURNS and node.value is not None:
            self.note("return", self.scopes[-1], node.value)
        self.generic_visit(node)


def main():
    root = Path(sys.argv[1]) / "pip" / "_internal"
    if not root.is_dir():
        sys.exit(f"no pip/_internal in {sys.argv[1]}")
    for path in sorted(root.rglob("*.py")):
        reader = Reader(path.relative_to(root).as_posix())
        reader.visit(ast.parse(path.read_text(encoding="utf-8")))
        for entry in reader.found:
            print(json.dumps(entry, ensure_ascii=False))


main()
