"""`compose`: a window on the composer: paragraphs in, lines of positioned clusters out.

Inputs:  a file, or standard input: one paragraph of plain text, or JSON lines.
Outputs: the lines, for a person or as JSON lines; with --pdf also painted.
Units:   em of the body size.
Source:  docs/cli.md: the JSON's shape is a contract with programs.
"""

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from banmian.cli.pages import DEFAULT_OUTPUT, make_settings
from banmian.cli.talk import Talk
from banmian.cli.verb import verb
from banmian.errors import ExitCode, Place, UsageError
from banmian.house.punctuation import MARK_STYLES, Blank, Marks, PunctuationStyle
from banmian.house.setting import Figures as FigureStyle
from banmian.pipeline.settings import Stage

SAMPLES_LIMIT = 64 * 1024 * 1024
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")

File = Annotated[
    str, typer.Argument(metavar="FILE|-", help="Text, or JSON lines; - is standard input.")
]
MeasureEm = Annotated[
    float, typer.Option("--measure", metavar="EM", min=1, max=1000, help="Width of the lines.")
]
IndentEm = Annotated[
    float, typer.Option("--indent", metavar="EM", min=0, max=100, help="White before line 1.")
]
Style = Annotated[
    Marks, typer.Option("--style", help="Punctuation style: 全身, 开明, 半身; grid: 纵横对齐.")
]
LineStart = Annotated[
    Blank | None,
    typer.Option("--line-start", help="An opening mark there keeps its em, or half of it."),
]
Hanging = Annotated[
    bool | None,
    typer.Option("--hanging/--no-hanging", help="A mark may stand behind the line's end."),
]
FaceKey = Annotated[str, typer.Option("--face", metavar="KEY", help="A face of fonts.toml.")]
Vertical = Annotated[bool, typer.Option("--vertical", help="Columns, read from the right.")]
FirstFit = Annotated[bool, typer.Option("--first-fit", help="Fill line by line, to compare.")]
Looseness = Annotated[int, typer.Option("--looseness", min=-5, max=5, help="Lines more or fewer.")]
Figures = Annotated[
    FigureStyle, typer.Option("--figures", help="Full-width figures: half-width, or as typed.")
]
Hyphenate = Annotated[bool, typer.Option("--hyphenate", help="Divide English words.")]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="Read JSON lines whatever the file's name.")]
Markup = Annotated[
    bool, typer.Option("--markup", help="Read **, * and […]{…} as in a story, not as text.")
]
Explain = Annotated[bool, typer.Option("--explain", help="Tell what each line gave or took.")]
Pdf = Annotated[
    Path | None, typer.Option("--pdf", metavar="OUT.pdf", dir_okay=False, help="Paint it, too.")
]


@verb
def compose(
    talk: Talk,
    file: File = "-",
    measure: MeasureEm = 20,
    indent: IndentEm = 0,
    style: Style = Marks.FULL,
    line_start: LineStart = None,
    hanging: Hanging = None,
    face: FaceKey = "song",
    vertical: Vertical = False,
    first_fit: FirstFit = False,
    looseness: Looseness = 0,
    figures: Figures = FigureStyle.TYPED,
    hyphenate: Hyphenate = False,
    jsonl: Jsonl = False,
    markup: Markup = False,
    explain: Explain = False,
    pdf: Pdf = None,
) -> ExitCode:
    """Compose paragraphs and print their lines, one paragraph a line of JSON with --json."""
    from banmian.files import write_whole
    from banmian.pipeline.markup import marked_copies
    from banmian.pipeline.sample_pdf import paint_samples
    from banmian.pipeline.samples import (
        Sample,
        SampleSetting,
        as_json,
        compose_samples,
        plain_copies,
        read_samples,
    )
    from banmian.source.text import decode, read_text
    from banmian.typeface.catalogue import load_catalogue

    settings = make_settings(DEFAULT_OUTPUT, Stage.RENDER, png=False)
    if file == "-":
        shown_as = "<stdin>"
        if sys.stdin.isatty():
            talk.note("compose: reading the paragraph from standard input; Ctrl-D ends it")
        data = sys.stdin.buffer.read(SAMPLES_LIMIT + 1)
        text = decode(data, shown_as, limit=SAMPLES_LIMIT, error=UsageError)
    else:
        shown_as = file
        text = read_text(Path(file), shown_as=file, limit=SAMPLES_LIMIT, error=UsageError)
    default = Sample("1", "", measure, indent, Place(shown_as))
    as_lines = jsonl or file.endswith(".jsonl")
    samples = read_samples(text, shown_as, default, as_lines=as_lines)
    if not as_lines and BLANK_LINE.search(text.strip()):
        talk.note("compose: plain text is one paragraph, blank lines join too; several are --jsonl")
    catalogue = load_catalogue(settings.project / "fonts", cache=settings.cache)
    if face not in catalogue.keys:
        hint = f"faces: {', '.join(catalogue.keys)}"
        raise UsageError.of("unknown-face", f"--face: there is no face {face!r}", hint=hint)
    setting = SampleSetting(
        face,
        _marks(style, line_start, hanging),
        first_fit=first_fit,
        vertical=vertical,
        looseness=looseness,
        figures=figures,
        hyphenate=hyphenate,
    )
    read = (marked_copies if markup else plain_copies)(samples, face, catalogue)
    for warning in read.warnings:
        talk.note(str(warning))
    composed = []
    for one in compose_samples(samples, read.copies, setting):
        if pdf is not None:  # else thousands of paragraphs would be kept for nothing
            composed.append(one)
        if talk.json or explain:
            print(as_json(one, explain=explain))
        else:
            for line in one.composed.lines:
                print("".join(cluster.text + cluster.blank for cluster in line.clusters))
    if pdf is not None:
        write_whole(pdf, paint_samples(composed, setting, catalogue, settings))
    return ExitCode.DONE


def _marks(style: Marks, line_start: Blank | None, hanging: bool | None) -> PunctuationStyle:
    """The built-in style with what the command line changes of it."""
    try:
        return MARK_STYLES[style].changed(line_start=line_start, hanging=hanging)
    except ValueError as fault:
        hint = "leave out --line-start, or take another --style"
        raise UsageError.of("grid-marks", f"--style {style}: {fault}", hint=hint) from fault
