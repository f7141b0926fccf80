"""What GitHub Actions is told: annotations beside the lines of a manuscript, a step summary.

Inputs:  findings, the files their stories are written in.
Outputs: workflow commands; text appended to the step summary.
Units:   lines from 1.
Source:  GitHub, "Workflow commands" (escapes; ten annotations of a kind a step are shown), "Adding
         a job summary" (1 MiB a step).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from banmian.errors import EnvironmentFault
from banmian.snapshot.finding import Finding, Gravity
from banmian.snapshot.summaries import Compared
from banmian.snapshot.words import Language, sentence

OF_A_KIND = 10
SUMMARY_MAX = 1 << 20
CONTEXT_MIN = 2  # characters that find a line

_MORE = {
    Language.CHINESE: "还有 {count} 处改动，见报告",
    Language.ENGLISH: "{count} more findings: see the report",
}

Manuscripts = Mapping[str, Path]  # the file of a story, by the name findings call it


def annotations(
    compared: Sequence[Compared], manuscripts: Manuscripts, language: Language
) -> Iterator[str]:
    """Workflow commands, the gravest first, at most as many as GitHub shows."""
    found = [
        (one.name, finding, one.lines[number] if one.lines else "")
        for one in compared
        for number, finding in enumerate(one.comparison.findings)
    ]
    found.sort(key=lambda entry: entry[1].gravity.rank)
    left = dict.fromkeys(Gravity, OF_A_KIND)
    left[Gravity.NOTICE] -= 1  # for the last one
    told = 0
    for name, finding, line in found:
        if not left[finding.gravity]:
            continue
        left[finding.gravity] -= 1
        told += 1
        where = _where(finding, line, manuscripts)
        yield _command(finding, [*where, f"title={_property(name)}"], language)
    if told < len(found):
        yield f"::notice title=banmian::{_data(_MORE[language].format(count=len(found) - told))}"


def _command(finding: Finding, fields: Sequence[str], language: Language) -> str:
    return f"::{finding.gravity} {','.join(fields)}::{_data(sentence(finding, language))}"


def _where(finding: Finding, line: str, manuscripts: Manuscripts) -> list[str]:
    """The file of its story, and the line where that can be found."""
    file = manuscripts.get(finding.story)
    if file is None:
        return []
    half = len(line) // 2
    number = line_of(file, (finding.after, line, line[:half], line[half:], finding.before))
    known = [f"file={_property(file.as_posix())}"]
    return [*known, f"line={number}"] if number else known


def line_of(file: Path, wanted: Iterable[str]) -> int:
    """The only line of a manuscript that has one of these words; 0 when that is not known."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return 0
    for words in wanted:
        holding = [number for number, line in enumerate(lines, 1) if words in line]
        if len(words) >= CONTEXT_MIN and len(holding) == 1:
            return holding[0]
    return 0


def append_summary(path: Path, text: str) -> None:
    """Append to the file GitHub shows as the step's summary, as much as it takes.

    Raises:
        EnvironmentFault: the file cannot be written.
    """
    data = (text + "\n").encode("utf-8")
    if len(data) > SUMMARY_MAX:
        data = data[: SUMMARY_MAX - 8].decode("utf-8", "ignore").encode() + "\n…\n".encode()
    try:
        with path.open("ab") as file:
            file.write(data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentFault.of("cannot-write", f"{path} cannot be written: {reason}") from error


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
