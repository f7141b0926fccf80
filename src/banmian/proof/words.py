"""How texts fit and what was decided by hand, in a make-up editor's words.

Inputs:  `StoryFit` with its `Step`s, `Override`.
Outputs: Chinese, one line a text; of a page, one for each text that was changed or does not fit,
         and one for all the others.
Units:   lines, characters.
Source:  our choice; docs/glossary.md.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from banmian.editorial.overrides import Override, OverrideKind
from banmian.makeup.notes import WHITE
from banmian.makeup.page import Step, StoryFit


def fit_words(fit: StoryFit) -> str:
    """How a text fits its frames, in lines and characters, and what was done for it."""
    words = [f"{fit.story}：{fit.lines} 行，可容 {fit.capacity} 行"]
    white = fit.capacity - fit.lines
    if fit.over:
        words.append(f"超 {fit.over} 行（约 {round(fit.over * fit.measure)} 字）")
    elif white:
        words.append(f"余 {white} 行（约 {round(white * fit.measure)} 字）")
    else:
        words.append("正好")
    if fit.adjusted:
        words.append(f"调：{_looseness(fit.adjusted)}")
    words.extend(step_words(step) for step in fit.steps)
    return "　".join(words)


def page_words(fits: Sequence[StoryFit]) -> Iterator[str]:
    """How the texts of a page fit: what was changed for them, and what is over or white."""
    calm = [fit for fit in fits if _is_calm(fit)]
    for fit in fits:
        if not _is_calm(fit):
            yield ("！ " if fit.over else "　 ") + fit_words(fit)
    if calm:
        white: defaultdict[int, list[str]] = defaultdict(list)
        for fit in calm:
            white[fit.capacity - fit.lines].append(fit.story)
        exact = white.pop(0, [])
        words = [f"{len(exact)} 篇正好"] if exact else []
        words.extend(f"余 {lines} 行：{'、'.join(white[lines])}" for lines in sorted(white))
        rest = "其余" if len(calm) < len(fits) else "共"
        yield f"　 {rest} {len(calm)} 篇没有调整，{'；'.join(words)}"


def _is_calm(fit: StoryFit) -> bool:
    """Whether nothing was done for a text, and nobody sees that it does not fill its frames."""
    white = fit.capacity - fit.lines
    return not fit.over and 0 <= white <= WHITE and not fit.adjusted and not fit.steps


def _looseness(adjusted: Sequence[tuple[int, int]]) -> str:
    """Paragraphs set longer or shorter, those of one change together."""
    changes: defaultdict[int, list[str]] = defaultdict(list)
    for at, change in adjusted:
        changes[change].append(str(at + 1))
    return "，".join(
        f"第 {'、'.join(at)} 段{'各' if len(at) > 1 else ''} {change:+d} 行"
        for change, at in sorted(changes.items())
    )


def override_words(override: Override) -> str:
    """A decision by hand in the trade's words."""
    words = {
        OverrideKind.LOOSENESS: f"{override.value:+g} 行",
        OverrideKind.TRACKING: f"字距 {override.value:+g} em",
        OverrideKind.HEAD_LINES: f"题分 {override.value:g} 行：{override.around}",
        OverrideKind.BREAK_ALLOWED: f"可断：{override.around}",
        OverrideKind.BREAK_FORBIDDEN: f"不断：{override.around}",
    }
    return words[override.kind]


def step_words(step: Step) -> str:
    """A step of the copyfitting ladder in the trade's words."""
    words = {
        "head": f"题 {step.by:+g} 行",
        "feet": f"{step.by:g} 栏短一行",
        "picture": f"图 {step.by:+g} 行",
        "tracking": f"字距 {step.by:+g} em",
        "body": f"字号改用 {step.name}",
        "looseness": f"要求 {step.by:+g} 行",
    }
    return words.get(step.what, f"{step.what} {step.by:+g} {step.name}".rstrip())
