"""The cells of a notebook, run one after the other, and what they show.

Without Jupyter: a cell's last expression shows itself as it would there, by ``_repr_mimebundle_`` or
``_repr_html_``; what is printed is a stream.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
from pathlib import Path
from typing import Any, cast

Notebook = dict[str, Any]
LONGEST = 200
"""Characters of a value as plain text where there is something better to show."""


def run_notebook(path: Path) -> Notebook:
    """Run a notebook where it lies, and give it with the outputs of its cells."""
    notebook: Notebook = json.loads(path.read_text("utf-8"))
    names: dict[str, object] = {"__name__": "__main__"}
    number = 0
    with contextlib.chdir(path.parent):
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                number += 1
                cell["execution_count"] = number
                cell["outputs"] = list(_run_cell("".join(cell["source"]), names, number))
    return notebook


def write_notebook(notebook: Notebook) -> str:
    """Write a notebook as Jupyter does."""
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _run_cell(source: str, names: dict[str, object], number: int) -> list[dict[str, Any]]:
    """Run the source of a cell; give what it printed and what its last expression shows."""
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(body=body, type_ignores=[]), "cell", "exec"), names)
        value = None
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(body=last.value), "cell", "eval"), names)
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": _split(printed.getvalue())})
    if value is not None and not type(value).__module__.startswith("altair.utils"):
        shown = {"data": _show(value), "execution_count": number, "metadata": {}}
        outputs.append({**shown, "output_type": "execute_result"})
    return outputs


def _show(value: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a cell ends in
    if hasattr(value, "_repr_mimebundle_"):
        bundle: Any = value._repr_mimebundle_()
        data = cast("dict[str, Any]", bundle[0] if isinstance(bundle, tuple) else bundle)
        return {kind: _split(text) if isinstance(text, str) else text for kind, text in data.items()}
    if hasattr(value, "_repr_html_"):
        short = f"{repr(value)[:LONGEST]}…"
        return {"text/html": _split(value._repr_html_()), "text/plain": _split(short)}
    return {"text/plain": _split(repr(value))}


def _split(text: str) -> list[str]:
    return text.splitlines(keepends=True)
