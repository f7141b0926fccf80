"""A page as HTML, by the layout's Jinja2 template.

Inputs:  `PageView`s, `HouseStyle`, the type CSS; the layout's page.html.j2 and style.css.
Outputs: HTML text.
Units:   none of its own.
Source:  layouts are untrusted: the template runs in Jinja2's sandbox, autoescaped, strict.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from banmian.errors import Diagnostic, LayoutError, Place
from banmian.house.style import HouseStyle
from banmian.render.view import PageView

TEMPLATE = "page.html.j2"
HTML_LIMIT = 20_000_000
_REPEATS = 10_000  # what * may make: longer texts and larger numbers are refused

# What an expression of a template may raise besides Jinja2's own errors: {{ 1 / 0 }}, {{ 1 + "a" }}
_RUN_TIME = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def render_html(
    views: tuple[PageView, ...], house: HouseStyle, type_css: str, template: str = TEMPLATE
) -> str:
    """Fill a template of the layout, or one of ours.

    Raises:
        LayoutError: the template is missing or wrong; the place is the template's line.
    """
    environment = _environment(house.folder)
    folder = f"layouts/{house.name}"
    try:
        stream = environment.get_template(template).generate(
            page=views[0], pages=views, type_css=type_css
        )
        return _joined(stream, Place(f"{folder}/{template}"))
    except TemplateSyntaxError as fault:
        place = Place(f"{folder}/{fault.name or template}", fault.lineno)
        raise LayoutError([Diagnostic("template", fault.message or "", place)]) from fault
    except TemplateNotFound as fault:
        place = Place(f"{folder}/{template}", _line_of(fault, template))
        message = f"the layout has no template {fault.name!r}"
        raise LayoutError([Diagnostic("template", message, place)]) from fault
    except (TemplateError, *_RUN_TIME) as fault:
        place = Place(f"{folder}/{template}", _line_of(fault, template))
        message = str(fault) or type(fault).__name__
        raise LayoutError([Diagnostic("template", message, place)]) from fault


def _joined(stream: Any, place: Place) -> str:
    """The template's pieces in one text; stops as soon as they are too many."""
    pieces = []
    length = 0
    for piece in stream:
        length += len(piece)
        if length > HTML_LIMIT:
            limit = HTML_LIMIT // 1_000_000
            raise LayoutError.of("template", f"the template makes more than {limit} MB", place)
        pieces.append(piece)
    return "".join(pieces)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox, which also refuses to multiply until memory is full."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        sides = [len(x) if isinstance(x, str | list | tuple) else x for x in (left, right)]
        numbers = [abs(side) for side in sides if isinstance(side, int | float)]
        huge = operator == "**" and any(number > 64 for number in numbers)
        if huge or any(number > _REPEATS for number in numbers):
            raise SecurityError(f"{operator} may not make numbers or texts that large")
        return super().call_binop(context, operator, left, right)


class _LayoutLoader(FileSystemLoader):
    """Reads templates of the layout's folder; a link may not lead out of it."""

    def get_source(self, environment: Environment, template: str) -> Any:
        folder = Path(self.searchpath[0]).resolve()
        if not (folder / template).resolve().is_relative_to(folder):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


@lru_cache(maxsize=8)
def _environment(folder: Path) -> _Sandbox:
    """A layout's templates; kept, because compiling one takes longer than filling it.

    Jinja2 looks at the files' times, so a changed template is compiled anew.
    """
    loader = ChoiceLoader([_LayoutLoader(folder), PackageLoader("banmian.render")])
    return _Sandbox(loader=loader, autoescape=True, undefined=StrictUndefined)


def _line_of(fault: BaseException, template: str) -> int:
    """The template's line in a run-time fault: the last frame that is a template's."""
    line = 0
    trace = fault.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(template):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
