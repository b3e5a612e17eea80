"""Templates: what a team wants a page to say, in Jinja's words.

They come from people and meet text from alerts, so they can do little: name a fact, choose between texts, pass a text
through a few filters. There is no loop, no assignment, no call and no sum, and attributes are looked up in plain
dictionaries alone; hence a template ends soon and grows by nothing but the facts, whatever stands in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

MOST_RENDERED_CHARACTERS = 20_000
MOST_NODES = 400

# What may stand in a template.
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem),
    *(nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Filter),
)


class BadTemplate(ValueError):
    """The template cannot be used; the message says why, for whoever wrote it."""


def _first_line(text: object) -> str:
    return next(iter(str(text).strip().splitlines()), "")


def _otherwise(text: object, instead: str = "") -> object:
    return text if text not in (None, "") else instead


def _cut(text: object, most: int = 100) -> str:
    whole = str(text)
    return whole if len(whole) <= most else whole[: max(most, 1) - 1] + "…"


FILTERS: Mapping[str, Callable[..., object]] = {
    "upper": lambda text: str(text).upper(),
    "lower": lambda text: str(text).lower(),
    "capitalize": lambda text: str(text).capitalize(),
    "trim": lambda text: str(text).strip(),
    "first_line": _first_line,
    "cut": _cut,
    "default": _otherwise,
}


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which knows nothing but the facts."""

    def __init__(self) -> None:
        # Each channel escapes what it is given; here it is plain text.
        super().__init__(undefined=StrictUndefined, autoescape=False, finalize=lambda v: "" if v is None else v)
        self.globals.clear()
        self.tests.clear()
        self.filters.clear()
        self.filters.update(FILTERS)

    def getattr(self, obj: Any, attribute: str) -> Any:
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, dict) and argument in obj:
            return obj[argument]
        return self.undefined(obj=obj, name=argument)


_ENVIRONMENT = _Environment()


def rendered(source: str, facts: Mapping[str, Any]) -> str:
    """The template with these facts: dictionaries, texts and numbers. Raises BadTemplate."""
    try:
        text = _compiled(source).render(dict(facts))
    except TemplateError as error:
        raise BadTemplate(error.message or type(error).__name__) from error
    except (TypeError, ValueError, SyntaxError, RecursionError, MemoryError) as error:
        raise BadTemplate(str(error) or type(error).__name__) from error
    if len(text) > MOST_RENDERED_CHARACTERS:
        raise BadTemplate(f"It makes more than {MOST_RENDERED_CHARACTERS} characters.")
    if not text.strip():
        raise BadTemplate("It makes no text at all.")
    return text


@lru_cache(256)
def _compiled(source: str) -> Template:
    """Raises BadTemplate, and what Jinja and Python's compiler raise."""
    tree = _ENVIRONMENT.parse(source)
    _refuse_more_than_allowed(tree)
    return _ENVIRONMENT.from_string(tree)


def _refuse_more_than_allowed(tree: nodes.Template) -> None:
    found = list(tree.find_all(nodes.Node))
    if len(found) > MOST_NODES:
        raise BadTemplate(f"It has more than {MOST_NODES} parts.")
    for node in found:
        if isinstance(node, nodes.Name) and node.name == "self":
            raise BadTemplate(f"Line {node.lineno}: self names nothing.")
        if not isinstance(node, _ALLOWED):
            raise BadTemplate(
                f"Line {node.lineno}: {type(node).__name__} cannot be used. A template names facts, chooses with "
                f"if and else, and filters with {', '.join(FILTERS)}."
            )
