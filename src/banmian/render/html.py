"""A page as HTML, by the layout's Jinja2 template.

Inputs:  `PageView`s, `HouseStyle`, the type CSS; the layout's page.html.j2 and style.css.
Outputs: HTML text.
Units:   none of its own.
Source:  layouts are untrusted: the template runs in Jinja2's sandbox, autoescaped, strict.
"""

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from banmian.errors import Diagnostic, LayoutError, Place
from banmian.house.style import HouseStyle
from banmian.render.view import PageView

TEMPLATE = "page.html.j2"
STYLE = "style.css"
HTML_LIMIT = 20_000_000


def render_html(
    views: tuple[PageView, ...], house: HouseStyle, type_css: str, template: str = TEMPLATE
) -> str:
    """Fill a template of the layout, or one of ours.

    Raises:
        LayoutError: the template is missing or wrong; the place is the template's line.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=_loader(house), autoescape=True, undefined=StrictUndefined
    )
    shown_as = f"layouts/{house.name}/{template}"
    try:
        html = environment.get_template(template).render(
            page=views[0], pages=views, type_css=type_css
        )
    except TemplateSyntaxError as fault:
        place = Place(shown_as, fault.lineno)
        raise LayoutError([Diagnostic("template", fault.message or "", place)]) from fault
    except TemplateError as fault:
        place = Place(shown_as, _line_of(fault, template))
        raise LayoutError([Diagnostic("template", str(fault), place)]) from fault
    if len(html) > HTML_LIMIT:
        raise LayoutError.of("template", "the template makes more than 20 MB", Place(shown_as))
    return html


def _loader(house: HouseStyle) -> BaseLoader:
    return ChoiceLoader([FileSystemLoader(house.folder), PackageLoader("banmian.render")])


def _line_of(fault: BaseException, template: str) -> int:
    """The template's line in a run-time fault: the last frame that is a template's."""
    line = 0
    trace = fault.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(template):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
