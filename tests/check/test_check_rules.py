"""Every rule finds what it is for on a good page that was spoiled, and names story and place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from banmian.check.boxes import line_box
from banmian.check.finding import Finding
from banmian.check.rules import large_white
from banmian.check.run import run
from banmian.check.scene import look_at
from banmian.editorial.edition import Ad, Collection, PageCopy
from banmian.editorial.story import Story
from banmian.errors import Severity
from banmian.geometry import Rect
from banmian.house.style import HouseStyle
from banmian.makeup.make_up import make_up
from banmian.makeup.page import (
    Block,
    DrawingBlock,
    MadeUpPage,
    MadeUpStory,
    PictureBlock,
    Role,
    TextBlock,
)
from banmian.pipeline.page import load_job
from banmian.pipeline.settings import Settings
from banmian.units import ZERO, Length, mm, pt

CONTENT = Path(__file__).resolve().parents[2] / "content"
SPEECH = "shen-yanqiu"
NOTICE = "ads/public-notice.pdf"
NEIGHBOUR = "lu-huaichuan"
SIDE = "pickle-jar"
BESIDE = "winter-reading"  # the story at the right of the lead
Change = Callable[[Block], Block | None]


@dataclass(frozen=True)
class Made:
    """A made-up page that can be looked at, and spoiled."""

    page: MadeUpPage
    copy: PageCopy
    house: HouseStyle

    def findings(self, code: str = "") -> list[Finding]:
        found = run(self.page, self.copy, self.house)
        return [one for one in found if not code or one.code == code]

    def story(self, name: str) -> MadeUpStory:
        return next(story for story in self.page.stories if story.name == name)

    def block(self, name: str, role: Role) -> TextBlock:
        blocks = (b for b in self.story(name).blocks if isinstance(b, TextBlock))
        return next(block for block in blocks if block.role is role)

    def with_story(self, name: str, *made: MadeUpStory) -> "Made":
        """Other stories in the place of one."""
        stories = [o for s in self.page.stories for o in (made if s.name == name else (s,))]
        return replace(self, page=replace(self.page, stories=tuple(stories)))

    def changed(self, name: str, change: Change) -> "Made":
        """A story's blocks changed, or taken away."""
        story = self.story(name)
        blocks = (change(block) for block in story.blocks)
        return self.with_story(
            name, replace(story, blocks=tuple(block for block in blocks if block is not None))
        )

    def written(self, name: str, **fields: object) -> "Made":
        """A story's copy changed."""

        def other(story: Story) -> Story:
            return replace(story, **fields) if story.name == name else story  # type: ignore[arg-type]

        def content(old: Story | Collection | Ad) -> Story | Collection | Ad:
            if isinstance(old, Ad):
                return old
            if isinstance(old, Story):
                return other(old)
            return replace(old, items=tuple(other(item) for item in old.items))

        slots = (replace(slot, content=content(slot.content)) for slot in self.copy.slots)
        return replace(self, copy=replace(self.copy, slots=tuple(slots)))


def moved(block: Block, right: Length = ZERO, down: Length = ZERO) -> Block:
    """A block with all of its lines somewhere else."""
    rect = Rect(block.rect.x + right, block.rect.y + down, block.rect.width, block.rect.height)
    if not isinstance(block, TextBlock):
        return replace(block, rect=rect)
    lines = (replace(p, x=p.x + right, baseline=p.baseline + down) for p in block.lines)
    return replace(block, rect=rect, lines=tuple(lines))


def only(role: Role | None, change: Change) -> Change:
    """A change of the blocks of one role, or of the pictures."""

    def maybe(block: Block) -> Block | None:
        own = block.role if isinstance(block, TextBlock) else None
        return change(block) if own is role else block

    return maybe


def stands_in(block: Block, frames: Iterable[Rect]) -> bool:
    return any(block.rect.overlaps(frame) for frame in frames)


@pytest.fixture(scope="session")
def made(page_settings: Settings) -> Callable[[str], Made]:
    """Make up a page of content/, once."""
    known: dict[str, Made] = {}

    def make(name: str) -> Made:
        if name not in known:
            job = load_job(CONTENT / name, page_settings)
            known[name] = Made(make_up(job), job.page, job.house)
        return known[name]

    return make


@pytest.fixture
def front(made: Callable[[str], Made]) -> Made:
    return made("demo/2026-01-01/01")


@pytest.fixture
def inside(made: Callable[[str], Made]) -> Made:
    return made("demo/2026-01-01/04")


@pytest.fixture
def speeches(made: Callable[[str], Made]) -> Made:
    return made("demo/2026-01-01/03")


def gone(_block: Block) -> None:
    return None


def test_a_head_moved_over_text_overlaps(front: Made) -> None:
    spoiled = front.changed(
        "lead", only(Role.DECK, lambda block: moved(block, down=block.rect.height))
    )
    found = spoiled.findings("overlap")
    assert {one.story for one in found} == {"lead"}
    assert all(one.diagnostic.place and one.diagnostic.place.line > 1 for one in found)


def test_text_moved_into_the_column_of_another_story_overlaps(front: Made) -> None:
    width = front.page.grid.column_width
    spoiled = front.changed("lead", only(Role.BODY, lambda block: moved(block, right=width * 3)))
    told = {one.diagnostic.message for one in spoiled.findings("overlap")}
    assert "the body stands in a column of commentary" in told


def test_frames_that_share_lines_overlap(front: Made) -> None:
    story = front.story("lead")
    first = story.frames[0]
    wide = replace(first, width=first.width * 1.5)
    spoiled = front.with_story("lead", replace(story, frames=(wide, *story.frames[1:])))
    (found,) = spoiled.findings("overlap")
    assert found.at == story.frames[1]


def test_text_in_the_margin(front: Made) -> None:
    spoiled = front.changed("lead", lambda block: moved(block, right=mm(-0.2)))
    found = spoiled.findings("outside-type-area")
    assert found
    assert all(one.at is not None and one.at.x < front.page.grid.left for one in found)
    shifted = front.changed("lead", lambda block: moved(block, right=mm(-0.02)))
    assert shifted.findings("outside-type-area") == []


@pytest.mark.parametrize(("off", "told"), [(0.009, False), (0.02, True), (-0.02, True)])
def test_lines_off_the_grid(front: Made, off: float, told: bool) -> None:
    spoiled = front.changed("lead", only(Role.BODY, lambda block: moved(block, down=mm(off))))
    found = spoiled.findings("off-grid")
    body = [b for b in front.story("lead").blocks if isinstance(b, TextBlock) and is_body(b)]
    lines = sum(len(block.lines) for block in body)
    assert len(found) == (lines if told else 0)
    assert all(f"{off:+.2f} mm" in one.diagnostic.message for one in found)


def is_body(block: Block) -> bool:
    return isinstance(block, TextBlock) and block.role is Role.BODY


def test_columns_from_the_right_to_the_left_are_out_of_order(inside: Made) -> None:
    story = inside.story(SIDE)
    spoiled = inside.with_story(SIDE, replace(story, frames=story.frames[::-1]))
    found = spoiled.findings("reading-order")
    assert sorted(one.diagnostic.message for one in found) == [
        f"column {number} of 3 stands on the wrong side of the column before it"
        for number in (2, 3)
    ]


def test_text_does_not_jump_over_another_story(inside: Made) -> None:
    story = inside.story(SIDE)
    middle = story.frames[1:2]
    stranger = tuple(block for block in story.blocks if is_body(block) and stands_in(block, middle))
    rest = tuple(block for block in story.blocks if block not in stranger)
    frames = (story.frames[0], story.frames[2])
    spoiled = inside.with_story(
        SIDE,
        replace(story, frames=frames, blocks=rest),
        replace(story, name="stranger", frames=middle, blocks=stranger),
    )
    (found,) = spoiled.findings("reading-order")
    assert found.diagnostic.message == "column 2 of 2 is reached over the body of stranger"
    assert found.at == frames[1]


def test_text_does_not_begin_over_its_head(inside: Made) -> None:
    story = inside.story(SIDE)
    last = story.frames[-1]
    high = Rect(last.x, story.area.y - mm(5), last.width, last.height)
    spoiled = inside.with_story(SIDE, replace(story, frames=(*story.frames[:-1], high)))
    (found,) = spoiled.findings("reading-order")
    assert found.diagnostic.message == "column 3 of 3 begins above the story's head"


def test_a_crosshead_at_a_columns_foot(front: Made) -> None:
    head = front.block("lead", Role.CROSSHEAD)

    def cut(block: Block) -> Block | None:
        under = is_body(block) and block.rect.x == head.rect.x and block.rect.y > head.rect.y
        return None if under else block

    (found,) = front.changed("lead", cut).findings("crosshead-at-foot")
    assert (found.story, found.severity) == ("lead", Severity.ERROR)
    assert found.diagnostic.message == "the crosshead has 0 of its lines under it in its column"


def test_heads_of_one_look_side_by_side(inside: Made) -> None:
    (lead,) = [s.name for s in inside.page.stories[:1]]
    style = inside.block(BESIDE, Role.HEADLINE).style

    def alike(block: Block) -> Block:
        assert isinstance(block, TextBlock)
        return replace(block, style=replace(style, size=style.size * 1.2))

    other = inside.changed(lead, only(Role.HEADLINE, alike))
    assert [one.story for one in other.findings("tombstoned-heads")] == [BESIDE]
    larger = inside.changed(
        lead,
        only(Role.HEADLINE, lambda b: replace(b, style=replace(style, size=style.size * 1.3))),  # type: ignore[arg-type]
    )
    assert larger.findings("tombstoned-heads") == []


def test_a_head_right_under_another(inside: Made) -> None:
    upper = inside.block("winter-reading", Role.BYLINE)
    lower = inside.block("morning-river", Role.HEADLINE)
    right, down = upper.rect.x - lower.rect.x, upper.rect.bottom - lower.rect.y
    spoiled = inside.changed(
        "morning-river", only(Role.HEADLINE, lambda block: moved(block, right, down - mm(2)))
    )
    found = spoiled.changed("winter-reading", only(Role.BODY, gone)).findings("tombstoned-heads")
    assert [one.diagnostic.message for one in found] == [
        "the headline stands right under the byline of winter-reading"
    ]


def test_a_story_over_the_gap_holds_a_page_together(inside: Made) -> None:
    found = inside.findings("broken-page")
    assert sorted(one.diagnostic.message.split("between ")[1] for one in found) == [
        "side, feature and briefs, photo",
    ]
    assert all(one.at and one.at.width == inside.page.grid.width for one in found)
    photo = inside.story("morning-river")
    area = photo.area
    up = Rect(area.x, area.y - mm(20), area.width, area.height + mm(20))
    held = inside.with_story("morning-river", replace(photo, area=up))
    assert held.findings("broken-page") == []


def test_a_gap_from_head_to_foot_breaks_a_page_too(inside: Made) -> None:
    """The page on its side: what stood above each other stands side by side."""
    stories = []
    for story in inside.page.stories:
        a = story.area
        stories.append(replace(story, area=Rect(a.y, a.x, a.height, a.width)))
    turned = replace(inside, page=replace(inside.page, stories=tuple(stories)))
    told = [one.diagnostic.message for one in turned.findings("broken-page")]
    assert len(told) == 1
    assert "from head to foot" in told[0]


def test_gutters_in_one_line(inside: Made) -> None:
    assert inside.findings("aligned-gutters") == []
    bare = replace(inside, page=replace(inside.page, rules=()))
    heads = bare.changed("shadow-maker", lambda block: block if is_body(block) else None)
    found = heads.changed("briefs-intro", gone).findings("aligned-gutters")
    assert [one.diagnostic.message for one in found] == [
        "a gutter runs in one line through lead, feature, briefs",
    ] * 3


def test_columns_beside_their_head(inside: Made) -> None:
    width = inside.page.grid.column_width

    def narrow(block: Block) -> Block:
        if is_body(block):
            return block
        return replace(block, rect=replace(block.rect, width=width))

    found = inside.changed(SIDE, narrow).findings("head-over-text")
    assert [one.diagnostic.message for one in found] == [
        f"the head does not stand over column {number} of 3" for number in (2, 3)
    ]


def test_text_of_another_story_under_a_head(inside: Made) -> None:
    story = inside.story(SIDE)
    text = tuple(block for block in story.blocks if is_body(block))
    heads = tuple(block for block in story.blocks if block not in text)
    spoiled = inside.with_story(
        SIDE,
        replace(story, blocks=heads, frames=()),
        replace(story, name="stranger", blocks=text),
    ).changed(SIDE, only(Role.BYLINE, gone))
    (found,) = spoiled.findings("head-over-text")
    assert (found.story, found.diagnostic.message) == (
        SIDE,
        "text of stranger stands under the headline",
    )


def parted(made: Made, name: str) -> TextBlock:
    """The second part of a paragraph that goes over two columns."""
    blocks = (b for b in made.story(name).blocks if isinstance(b, TextBlock))
    return next(b for b in blocks if b.part == 1 and b.lines[-1].line.last)


def test_a_widow(front: Made) -> None:
    part = parted(front, "lead")
    alone = replace(part, lines=part.lines[-1:])
    spoiled = front.changed("lead", lambda block: alone if block is part else block)
    (found,) = spoiled.findings("widow-line")
    assert found.diagnostic.place == front.copy.stories[1].body[int(part.paragraph[5:])].place


def test_a_runt(front: Made) -> None:
    part = parted(front, "lead")
    last = part.lines[-1]
    line = replace(last.line, clusters=last.line.clusters[:1])
    ended = replace(part, lines=(*part.lines[:-1], replace(last, line=line)))
    spoiled = front.changed("lead", lambda block: ended if block is part else block)
    (found,) = spoiled.findings("runt")
    assert found.diagnostic.message.startswith(f"“{line.clusters[0].text}” is alone")


def test_a_column_of_two_lines(inside: Made) -> None:
    last = inside.story(SIDE).frames[-1]

    def shorten(block: Block) -> Block | None:
        if not (isinstance(block, TextBlock) and is_body(block) and stands_in(block, [last])):
            return block
        if block.rect.y > last.y:
            return None
        height = inside.page.grid.leading * 2
        return replace(block, lines=block.lines[:2], rect=replace(block.rect, height=height))

    spoiled = inside.changed(SIDE, shorten)
    (found,) = spoiled.findings("shallow-column")
    assert (found.at, found.diagnostic.message) == (last, "column 3 of 3 has only 2 lines")


@pytest.mark.parametrize(("white", "told"), [(2, []), (3, ["column 1 of 3 has 3 white lines"])])
def test_a_hole_at_a_columns_foot(inside: Made, white: int, told: list[str]) -> None:
    frame = inside.story(SIDE).frames[0]
    foot = frame.bottom - inside.page.grid.leading * white

    def cut(block: Block) -> Block | None:
        rect = block.rect
        if not (isinstance(block, TextBlock) and stands_in(block, [frame]) and rect.bottom > foot):
            return block
        if rect.y >= foot:
            return None
        lines = tuple(placed for placed in block.lines if placed.baseline < foot)
        return replace(block, lines=lines, rect=replace(rect, height=foot - rect.y))

    found = inside.changed(SIDE, cut).findings("hole")
    assert [one.diagnostic.message for one in found] == told
    assert all(one.at == Rect(frame.x, foot, frame.width, frame.bottom - foot) for one in found)


@pytest.mark.parametrize(("columns", "told"), [(7, []), (6, ["column 1 of 1 has 3 white lines"])])
def test_a_hole_in_vertical_text_is_looked_for_along_it(
    inside: Made, columns: int, told: list[str]
) -> None:
    """A frame for nine columns that are 5 mm apart, filled from the right."""
    block = inside.block(SIDE, Role.BODY)
    frame = Rect(block.rect.x, block.rect.y, mm(45), mm(40))
    width = mm(5) * columns
    lines = tuple(
        replace(block.lines[0], x=frame.right - mm(5) * (number + 0.5), baseline=frame.y)
        for number in range(columns)
    )
    rect = Rect(frame.right - width, frame.y, width, frame.height)
    text = replace(block, rect=rect, lines=lines, style=replace(block.style, vertical=True))
    story = replace(inside.story(SIDE), blocks=(text,), frames=(frame,))
    found = inside.with_story(SIDE, story).findings("hole")
    assert [one.diagnostic.message for one in found] == told
    assert all(one.at == Rect(frame.x, frame.y, mm(15), frame.height) for one in found)


def test_white_where_a_story_is_gone(speeches: Made) -> None:
    assert speeches.findings("large-white") == []
    spoiled = speeches.changed(SPEECH, gone)
    scene = look_at(spoiled.page, spoiled.copy, spoiled.house)
    (found,) = large_white.RULE.findings(scene)
    assert [(one.story, one.also) for one in spoiled.findings("hole")] == [
        (SPEECH, ("large-white",))
    ]
    assert found.story == SPEECH
    assert found.at is not None
    assert speeches.story(SPEECH).area.inset(mm(-6)).contains(found.at)


def test_an_advertisement_may_leave_white(front: Made) -> None:
    assert front.changed(NOTICE, gone).findings("large-white") == []


def test_a_caption_far_from_its_picture(speeches: Made) -> None:
    spoiled = speeches.changed(SPEECH, only(Role.CAPTION, lambda block: moved(block, down=mm(30))))
    (found,) = spoiled.findings("caption-far")
    assert found.story == SPEECH
    assert found.diagnostic.message == "the caption stands 30 mm off its picture"


def test_a_stranger_between_picture_and_caption(inside: Made) -> None:
    story = inside.story("morning-river")
    heads = tuple(b for b in story.blocks if isinstance(b, TextBlock) and b.role is Role.HEADLINE)
    rest = tuple(block for block in story.blocks if block not in heads)
    spoiled = inside.with_story(
        story.name, replace(story, blocks=rest), replace(story, name="stranger", blocks=heads)
    )
    (found,) = spoiled.findings("caption-far")
    assert "the headline of stranger stands between" in found.diagnostic.message


def test_a_picture_without_caption(speeches: Made, front: Made) -> None:
    (found,) = speeches.changed(SPEECH, only(Role.CAPTION, gone)).findings("caption-missing")
    picture = next(b for b in speeches.story(SPEECH).blocks if isinstance(b, PictureBlock))
    assert (found.story, found.at) == (SPEECH, picture.rect)
    notice = front.story(NOTICE).blocks
    assert any(isinstance(block, DrawingBlock) for block in notice)  # and it has no caption
    assert front.findings("caption-missing") == []


def test_pictures_that_touch(speeches: Made) -> None:
    pictures = {
        name: next(b for b in speeches.story(name).blocks if isinstance(b, PictureBlock))
        for name in (SPEECH, NEIGHBOUR)
    }
    one, other = pictures[SPEECH].rect, pictures[NEIGHBOUR].rect
    right, down = one.right + mm(1) - other.x, one.y - other.y
    spoiled = speeches.changed(NEIGHBOUR, only(None, lambda block: moved(block, right, down)))
    (found,) = spoiled.findings("pictures-touch")
    assert found.diagnostic.message == f"the picture touches that of {SPEECH}: 1.0 mm between"


def test_a_story_that_nobody_signs(inside: Made) -> None:
    (found,) = inside.written(SIDE, byline=(), dateline=None).findings("byline-missing")
    assert found.story == SIDE
    assert inside.written("book-ferry", byline=()).findings("byline-missing") == []


def test_a_story_that_comes_from_another_page_was_signed_there(
    made: Callable[[str], Made],
) -> None:
    turned = made("demo/2026-01-01/02")
    assert turned.findings("byline-missing") == []
    whole = tuple(replace(slot, jump=None) for slot in turned.copy.slots)
    found = replace(turned, copy=replace(turned.copy, slots=whole)).findings("byline-missing")
    assert [one.story for one in found] == ["01/lead"]


def test_an_advertisement_needs_a_rule(front: Made) -> None:
    rules = tuple(rule for rule in front.page.rules if rule.kind != "notice-rule")
    bare = replace(front, page=replace(front.page, rules=rules))
    found = bare.findings("ad-without-rule")
    assert {one.diagnostic.message.rpartition(" ")[2] for one in found} == {"vertical", "briefs"}
    area = front.story(NOTICE).area
    boxed = (*rules, replace(rules[0], rect=area.inset(mm(-1))))
    assert replace(bare, page=replace(bare.page, rules=boxed)).findings("ad-without-rule") == []


def test_small_white_type_on_a_panel(speeches: Made) -> None:
    """The standing head is white by the layout's style.css, and large."""
    assert frozenset({"standing-head"}) in speeches.house.white_type

    def small(block: Block) -> Block:
        assert isinstance(block, TextBlock)
        return replace(block, style=replace(block.style, size=pt(9)))

    spoiled = speeches.changed("intro", only(Role.STANDING_HEAD, small))
    (found,) = spoiled.findings("small-white-type")
    assert found.diagnostic.message == "the standing-head is white and 9 pt; 10 pt is the least"
    black = replace(spoiled, house=replace(spoiled.house, white_type=()))
    assert black.findings("small-white-type") == []


@pytest.mark.parametrize(("lines", "told"), [(2.1, 0), (1.9, 1)])
def test_a_nameplate_wants_air(front: Made, lines: float, told: int) -> None:
    """The ear moved up to the nameplate's letters."""
    assert front.findings("nameplate-crowded") == []
    plate = next(block for block in front.page.furniture if block.paragraph == "newspaper")
    letters = line_box(plate.lines[0], plate)
    ear = front.block("ear", Role.HEADLINE)
    gap = line_box(ear.lines[0], ear).x - letters.right
    nearer = front.page.grid.leading * lines - gap
    found = front.changed("ear", only(Role.HEADLINE, lambda block: moved(block, nearer)))
    assert len(found.findings("nameplate-crowded")) == told
    said = [one.diagnostic.message for one in found.findings("nameplate-crowded")]
    assert all("between the nameplate and the headline of ear" in one for one in said)


def test_an_imprint_may_stand_nearer_to_its_nameplate_but_not_in_it(front: Made) -> None:
    furniture = tuple(
        moved(block, down=mm(-3)) if block.paragraph == "date" else block
        for block in front.page.furniture
    )
    assert all(isinstance(block, TextBlock) for block in furniture)
    spoiled = replace(front, page=replace(front.page, furniture=furniture))  # type: ignore[arg-type]
    (found,) = spoiled.findings("nameplate-crowded")
    assert "its imprint" in found.diagnostic.message


def test_a_page_with_all_its_black_on_one_side(inside: Made) -> None:
    assert inside.findings("lopsided") == []
    area = inside.page.grid
    right = area.left + area.width
    spoiled = inside
    for name in ("river-bookshop", "shadow-maker"):
        spoiled = spoiled.changed(
            name, only(None, lambda block: moved(block, right - block.rect.right))
        ).changed(name, only(Role.HEADLINE, gone))
    (found,) = spoiled.findings("lopsided")
    assert "of the page's width right of its middle" in found.diagnostic.message
    mirrored = spoiled
    for story in spoiled.page.stories:
        mirrored = mirrored.changed(
            story.name,
            lambda block: moved(
                block, area.left * 2 + area.width - block.rect.x - block.rect.right
            ),
        )
    (other,) = mirrored.findings("lopsided")
    assert "left of its middle" in other.diagnostic.message


def test_advertisements_and_running_text_weigh_nothing(front: Made) -> None:
    """Everything else is gone; the advertisement would be all the weight there is."""
    bare = front
    for story in front.page.stories:
        if story.name != NOTICE:
            bare = bare.changed(story.name, lambda block: block if is_body(block) else None)
    right = front.page.grid.width
    shifted = bare.changed(NOTICE, lambda block: moved(block, right))
    assert shifted.findings("lopsided") == []


def test_a_story_accepts_a_finding(front: Made) -> None:
    accepting = front.written("night-school", accept=("broken-page", "runt"))
    assert len(accepting.findings("broken-page")) == len(front.findings("broken-page")) - 1
    (unused,) = accepting.findings("accept-unused")
    assert (unused.severity, unused.story) == (Severity.INFO, "night-school")
    assert "runt" in unused.diagnostic.message
