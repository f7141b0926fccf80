"""Names: kept whole, kept with the title before them, and those of two characters spaced to three.

Inputs:  items of copy whose runs say what is a name; the gaps and costs between them.
Outputs: the same gaps and costs, changed in place where names stand.
Units:   em of the paragraph's size; the costs of `breaking`.
Source:  N15, N16; CLREQ mentions the spacing for the speakers of dialogue. The white is the gap's:
         the text stays 李明. That a name stays with its title before it is our choice.
"""

from collections.abc import Sequence
from itertools import groupby

from banmian.compose.breaks import FORBIDDEN, WHOLE
from banmian.compose.classes import CharClass
from banmian.compose.gaps import Gap, Opens
from banmian.compose.items import EM, Item
from banmian.compose.style import Copy, Setting

AFTER_TITLE = 500.0  # a line end between a title and the first name after it


def bind_names(
    copy: Copy, items: Sequence[Item], gaps: list[Gap], costs: list[float], setting: Setting
) -> None:
    """Forbid breaks inside names, make those before them dear, and space names of two (N15)."""
    runs = copy.runs
    if not any(run.name for run in runs):
        return
    after_name = False
    begin = 0
    for number, together in groupby(items, lambda item: item.run):
        name = list(together)
        end = begin + len(name)
        if runs[number].name:
            for index in range(begin, end - 1):
                costs[index] = max(costs[index], WHOLE)
            if setting.match_names and [item.klass for item in name] == _TWO_HAN:
                white = EM * name[0].scale
                gaps[begin] = Gap(space=white, space_min=white, space_max=white, opens=Opens.NEVER)
            if begin and not after_name and costs[begin - 1] < FORBIDDEN:
                costs[begin - 1] += AFTER_TITLE
        if any(item.klass != CharClass.BLANK for item in name):
            after_name = runs[number].name
        begin = end


_TWO_HAN = [CharClass.HAN, CharClass.HAN]
