"""Every kind of finding and the phrase for it, in Chinese and in English.

Inputs:  none.
Outputs: `Kind`, `PHRASES`.
Units:   millimetres and points inside the phrases.
Source:  our choice. A phrase is a `str.format` template over `before`, `after`, `count` and the
         finding's facts; what a fact stands for is said where the layer makes it.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What is different; the words are stable, programs may rely on them."""

    # raster
    PIXELS = "pixels-changed"
    # text
    CHARACTER = "character-changed"
    TEXT_REPLACED = "text-replaced"
    TEXT_INSERTED = "text-inserted"
    TEXT_DELETED = "text-deleted"
    TEXT_MOVED = "text-moved"
    TEXT_REFLOWED = "text-reflowed"
    TEXT_SWAPPED = "text-swapped"
    TEXT_ORDER = "text-order-changed"
    TEXT_HIDDEN = "hidden-text"
    EXTRACTION = "extraction-changed"
    FACE = "face-changed"
    GLYPH = "glyph-changed"
    SIZE = "size-changed"
    TURNED = "text-turned"
    # drawing
    COLOUR = "colour-changed"
    TEXT_COLOUR = "text-colour-changed"
    OVERPRINT = "overprint-changed"
    TRANSPARENCY = "transparency-changed"
    TEXT_MODE = "text-mode-changed"
    STROKE = "line-style-changed"
    RENDERING = "rendering-changed"
    RULE_MOVED = "rule-moved"
    RULE_RESIZED = "rule-resized"
    RULE_ADDED = "rule-added"
    RULE_REMOVED = "rule-removed"
    PATH_MOVED = "path-moved"
    PATH_CHANGED = "path-changed"
    PATH_ADDED = "path-added"
    PATH_REMOVED = "path-removed"
    PICTURE_MOVED = "picture-moved"
    PICTURE_RESIZED = "picture-resized"
    PICTURE_REPLACED = "picture-replaced"
    PICTURE_SWAPPED = "pictures-swapped"
    PICTURE_RESOLUTION = "picture-resolution-changed"
    PICTURE_COLOURS = "picture-colours-changed"
    PICTURE_TURNED = "picture-turned"
    PICTURE_ADDED = "picture-added"
    PICTURE_REMOVED = "picture-removed"
    SHADING = "shading-changed"
    CLIP = "clip-changed"
    PAINT_ORDER = "paint-order-changed"
    LAYERING = "optional-content-changed"
    MARKING = "marking-changed"
    # document
    PAGE_ADDED = "page-added"
    PAGE_REMOVED = "page-removed"
    PAGE_MOVED = "page-moved"
    BOX = "page-box-changed"
    PAGE_ENTRY = "page-entry-changed"
    INTENT = "output-intent-changed"
    FONT_ADDED = "font-added"
    FONT_REMOVED = "font-removed"
    FONT_EMBEDDING = "font-embedding-changed"
    FONT_PROGRAM = "font-program-changed"
    FONT_ENTRY = "font-entry-changed"
    TO_UNICODE = "to-unicode-changed"
    TAGS = "tagging-changed"
    TAG_ROLE = "tag-role-changed"
    TAG_ADDED = "tag-added"
    TAG_REMOVED = "tag-removed"
    TAG_ORDER = "tag-order-changed"
    TAG_CONTENT = "tag-content-changed"
    TAG_ENTRY = "tag-entry-changed"
    ALT = "alt-changed"
    OUTLINE = "outline-changed"
    METADATA = "metadata-changed"
    LANGUAGE = "language-changed"
    LINK = "link-changed"
    ANNOTATION = "annotation-changed"
    ENTRY = "document-entry-changed"
    ENCRYPTION = "encryption-changed"


PHRASES: dict[Kind, tuple[str, str]] = {
    Kind.PIXELS: (
        "画面不同：{pixels} 个像素，最大色差 ΔE {delta_e}",
        "looks different: {pixels} pixels, greatest ΔE {delta_e}",
    ),
    Kind.CHARACTER: ("{before} → {after}{look_zh}", "{before} → {after}{look_en}"),
    Kind.TEXT_REPLACED: ("“{before}” → “{after}”{reflow_zh}", "“{before}” → “{after}”{reflow_en}"),
    Kind.TEXT_INSERTED: (
        "插入 {length} 字“{after}”{reflow_zh}",
        "{length} characters inserted, “{after}”{reflow_en}",
    ),
    Kind.TEXT_DELETED: (
        "删去 {length} 字“{before}”{reflow_zh}",
        "{length} characters deleted, “{before}”{reflow_en}",
    ),
    Kind.TEXT_MOVED: ("“{before}”等 {lines} 行{shift_zh}", "{lines} lines, “{before}”, {shift_en}"),
    Kind.TEXT_REFLOWED: (
        "文字未改，{lines} 行重排，自“{before}”起",
        "{lines} lines broken anew from “{before}” on; same words",
    ),
    Kind.TEXT_SWAPPED: (
        "两处文字互换：“{before}”与“{after}”",
        "two texts swapped: “{before}” and “{after}”",
    ),
    Kind.TEXT_ORDER: (
        "文字顺序改变：“{before}”位置未动，先后不同",
        "“{before}” stands where it stood, but comes in another order",
    ),
    Kind.TEXT_HIDDEN: (
        "看不见的文字：“{before}” → “{after}”",
        "text that cannot be seen: “{before}” → “{after}”",
    ),
    Kind.EXTRACTION: (
        "字形未变，复制、朗读出来却由“{before}”变为“{after}”",
        "the shape is the same, but it is copied and read out as “{after}”, not “{before}”",
    ),
    Kind.FACE: ("{count} 字字体 {before} → {after}", "{count} characters {before} → {after}"),
    Kind.GLYPH: (
        "{count} 字换了字形，文字未改：“{after}”",
        "{count} characters have other glyphs, same words: “{after}”",
    ),
    Kind.SIZE: (
        "{count} 字字号 {before} → {after}",
        "{count} characters, size {before} → {after}",
    ),
    Kind.TURNED: (
        "{count} 字方向或形变不同：{before} → {after}",
        "{count} characters turned or stretched: {before} → {after}",
    ),
    Kind.COLOUR: (
        "{object_zh} {before_zh} → {after_zh}",
        "{object_en} {before_en} → {after_en}",
    ),
    Kind.TEXT_COLOUR: (
        "{lines} 行文字 {before_zh} → {after_zh}",
        "{lines} lines of text {before_en} → {after_en}",
    ),
    Kind.STROKE: (
        "{object_zh}线型 {before} → {after}",
        "line of {object_en} {before} → {after}",
    ),
    Kind.RENDERING: (
        "{object_zh}的网点、传递函数等设定 {before} → {after}",
        "halftone or transfer of {object_en} {before} → {after}",
    ),
    Kind.OVERPRINT: (
        "{object_zh}叠印 {before} → {after}",
        "overprint of {object_en} {before} → {after}",
    ),
    Kind.TRANSPARENCY: (
        "{object_zh}透明度或混合 {before} → {after}",
        "transparency of {object_en} {before} → {after}",
    ),
    Kind.TEXT_MODE: (
        "{count} 字描绘方式 {before} → {after}",
        "{count} characters painted by {after}, not {before}",
    ),
    Kind.RULE_MOVED: ("{object_zh} {shift_zh}", "{object_en} {shift_en}"),
    Kind.RULE_RESIZED: ("{object_zh}{before} → {after}", "{object_en} {before} → {after}"),
    Kind.RULE_ADDED: ("多出{object_zh}，{after}", "{object_en} added, {after}"),
    Kind.RULE_REMOVED: ("少了{object_zh}，{before}", "{object_en} gone, {before}"),
    Kind.PATH_MOVED: ("{object_zh} {shift_zh}", "{object_en} {shift_en}"),
    Kind.PATH_CHANGED: (
        "{object_zh}形状不同：{before} → {after}",
        "shape of {object_en}: {before} → {after}",
    ),
    Kind.PATH_ADDED: ("多出{object_zh}，{after}", "{object_en} added, {after}"),
    Kind.PATH_REMOVED: ("少了{object_zh}，{before}", "{object_en} gone, {before}"),
    Kind.PICTURE_MOVED: ("图片{shift_zh}", "picture {shift_en}"),
    Kind.PICTURE_RESIZED: ("图片尺寸 {before} → {after}", "size of picture {before} → {after}"),
    Kind.PICTURE_REPLACED: ("图片换了：{before} → {after}", "another picture: {before} → {after}"),
    Kind.PICTURE_SWAPPED: (
        "两张图片互换，另一张在 {other}",
        "two pictures swapped; the other is at {other}",
    ),
    Kind.PICTURE_RESOLUTION: (
        "图片分辨率 {before} → {after}",
        "resolution of picture {before} → {after}",
    ),
    Kind.PICTURE_COLOURS: (
        "图片颜色空间 {before} → {after}",
        "colour space of picture {before} → {after}",
    ),
    Kind.PICTURE_TURNED: (
        "图片翻转、旋转或斜切：{before} → {after}",
        "picture turned, mirrored or slanted: {before} → {after}",
    ),
    Kind.PICTURE_ADDED: ("多出图片，{after}", "picture added, {after}"),
    Kind.PICTURE_REMOVED: ("少了图片，{before}", "picture gone, {before}"),
    Kind.SHADING: ("渐变不同", "shading changed"),
    Kind.CLIP: ("{object_zh}的裁切 {before} → {after}", "clip of {object_en} {before} → {after}"),
    Kind.PAINT_ORDER: (
        "{object_zh}的上下叠放次序改变",
        "{object_en} lies in another order over or under its neighbours",
    ),
    Kind.LAYERING: (
        "{object_zh}所属图层 {before} → {after}",
        "layer of {object_en} {before} → {after}",
    ),
    Kind.MARKING: (
        "{object_zh}的内容标记 {before} → {after}",
        "marking of {object_en} {before} → {after}",
    ),
    Kind.PAGE_ADDED: ("多出一页", "page added"),
    Kind.PAGE_REMOVED: ("少了一页（原第 {before} 页）", "page gone (it was page {before})"),
    Kind.PAGE_MOVED: ("原第 {before} 页移到第 {after} 页", "page {before} is page {after} now"),
    Kind.BOX: ("{name} {before} → {after}", "{name} {before} → {after}"),
    Kind.PAGE_ENTRY: (
        "页面条目 {name}：{before} → {after}",
        "page entry {name}: {before} → {after}",
    ),
    Kind.INTENT: ("输出意图 {before} → {after}", "output intent {before} → {after}"),
    Kind.FONT_ADDED: ("多出字体 {after}", "font added: {after}"),
    Kind.FONT_REMOVED: ("少了字体 {before}", "font gone: {before}"),
    Kind.FONT_EMBEDDING: (
        "字体 {name} 嵌入 {before} → {after}",
        "embedding of font {name}: {before} → {after}",
    ),
    Kind.FONT_PROGRAM: ("字体 {name} 的字形数据改变", "the font program of {name} changed"),
    Kind.FONT_ENTRY: (
        "字体 {name} 的 {entry}：{before} → {after}",
        "{entry} of font {name}: {before} → {after}",
    ),
    Kind.TO_UNICODE: (
        "字体 {name} 的 ToUnicode：{before} → {after}",
        "ToUnicode of font {name}: {before} → {after}",
    ),
    Kind.TAGS: ("标签结构 {before} → {after}", "tagging {before} → {after}"),
    Kind.TAG_ROLE: ("标签 {before} → {after}", "tag {before} → {after}"),
    Kind.TAG_ADDED: ("多出标签 {after}", "tag added: {after}"),
    Kind.TAG_REMOVED: ("少了标签 {before}", "tag gone: {before}"),
    Kind.TAG_ORDER: (
        "标签的阅读顺序改变：{before} → {after}",
        "reading order of the tags: {before} → {after}",
    ),
    Kind.TAG_CONTENT: (
        "标签所含内容改变：{before} → {after}",
        "content of a tag: {before} → {after}",
    ),
    Kind.TAG_ENTRY: ("标签的 {name}：{before} → {after}", "{name} of a tag: {before} → {after}"),
    Kind.ALT: ("替代文字“{before}” → “{after}”", "alternative text “{before}” → “{after}”"),
    Kind.OUTLINE: ("书签 {before} → {after}", "bookmark {before} → {after}"),
    Kind.METADATA: ("元数据 {name}：{before} → {after}", "metadata, {name}: {before} → {after}"),
    Kind.LANGUAGE: ("语言 {before} → {after}", "language {before} → {after}"),
    Kind.LINK: ("链接 {before} → {after}", "link {before} → {after}"),
    Kind.ANNOTATION: ("批注 {name}：{before} → {after}", "annotation {name}: {before} → {after}"),
    Kind.ENTRY: ("文档条目 {name}：{before} → {after}", "entry {name}: {before} → {after}"),
    Kind.ENCRYPTION: ("加密 {before} → {after}", "encryption {before} → {after}"),
}
