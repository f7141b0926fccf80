"""`codes`: the table of exit codes.

Inputs:  none.
Outputs: one line a code.
Units:   none.
Source:  banmian.errors.ExitCode; the meanings here are those of docs/errors.md.
"""

from banmian.cli.talk import Talk
from banmian.cli.verb import verb
from banmian.errors import ExitCode

MEANINGS = {
    ExitCode.DONE: "done",
    ExitCode.FINDINGS: "findings: a check, a verification or a comparison found something",
    ExitCode.USAGE: "the command line is wrong, or an input file cannot be read",
    ExitCode.BASELINE_MISSING: "there is no baseline to compare with",
    ExitCode.MASKED_CHANGES: "only masked regions changed (strict comparison)",
    ExitCode.OVERSET: "copy does not fit its frames",
    ExitCode.CONTENT: "a content or layout file is wrong",
    ExitCode.FONTS: "a face is missing or damaged, or no face has a character",
    ExitCode.ENVIRONMENT: "the machine lacks something: a library, disk space, a permission",
    ExitCode.CRASH: "a fault of ours; run again with -v and report it",
}


@verb
def codes(talk: Talk) -> ExitCode:
    """Print the exit codes, which mean the same for every verb."""
    text = "\n".join(f"{int(code):>3}  {meaning}" for code, meaning in MEANINGS.items())
    talk.result(text, {"codes": {str(int(code)): meaning for code, meaning in MEANINGS.items()}})
    return ExitCode.DONE
