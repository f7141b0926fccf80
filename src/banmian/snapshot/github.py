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
    found = [(one.name, finding) for one in compared for finding in one.comparison.findings]
    found.sort(key=lambda pair: pair[1].gravity.rank)
    left = dict.fromkeys(Gravity, OF_A_KIND)
    left[Gravity.NOTICE] -= 1  # for the last one
    told = 0
    for name, finding in found:
        if not left[finding.gravity]:
            continue
        left[finding.gravity] -= 1
        told += 1
        yield _command(name, finding, manuscripts, language)
    if told < len(found):
        yield f"::notice title=banmian::{_data(_MORE[language].format(count=len(found) - told))}"


def _command(name: str, finding: Finding, manuscripts: Manuscripts, language: Language) -> str:
    fields = []
    file = manuscripts.get(finding.story)
    if file is not None:
        fields.append(f"file={_property(file.as_posix())}")
        line = line_of(file, (finding.after, finding.before))
        if line:
            fields.append(f"line={line}")
    fields.append(f"title={_property(name)}")
    return f"::{finding.gravity} {','.join(fields)}::{_data(sentence(finding, language))}"


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
