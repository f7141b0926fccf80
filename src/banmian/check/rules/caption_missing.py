"""Every picture has a caption.

What it does: Looks for stories with more pictures on the page than captions. An advertisement
              needs none.
Why:          A newspaper's picture says who and where, or it is an ornament.
Example:      A photo without `caption`, and none in the picture's own metadata.
Source:       newspaper.md N17.
"""

from collections.abc import Iterator

from banmian.check.rule import WARNING, Remark, Rule, about
from banmian.check.scene import Scene
from banmian.makeup.page import Role


def check(scene: Scene) -> Iterator[Remark]:
    """Pictures that no caption explains."""
    ads = {name for unit in scene.units if unit.is_ad for name in unit.stories}
    for story in scene.page.stories:
        own = scene.of(story.name)
        pictures = [thing for thing in own if thing.role is None]
        captions = sum(thing.role is Role.CAPTION for thing in own)
        if story.name not in ads:
            for picture in pictures[captions:]:
                yield about(picture, scene, "the picture has no caption", "write one under photos")


RULE = Rule("caption-missing", WARNING, check)
