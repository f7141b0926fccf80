"""How texts fit and what was decided by hand, in a make-up editor's words.

Inputs:  `StoryFit` with its `Step`s, `Override`.
Outputs: Chinese, one line.
Units:   lines, characters.
Source:  our choice; docs/glossary.md.
"""

from banmian.editorial.overrides import Override, OverrideKind
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
        changes = "、".join(f"第 {at + 1} 段 {change:+d} 行" for at, change in fit.adjusted)
        words.append(f"调：{changes}")
    words.extend(step_words(step) for step in fit.steps)
    return "　".join(words)


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
