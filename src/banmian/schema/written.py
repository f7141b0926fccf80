"""The kinds of files people write.

Inputs:  none.
Outputs: `Written`.
Units:   none.
Source:  docs/content.md, docs/layouts.md.
"""

from enum import StrEnum


class Written(StrEnum):
    """The kinds of files people write."""

    LAYOUT = "layout"
    PAGE = "page"
    EDITION = "edition"
    PLAN = "plan"
    STORY = "story"
