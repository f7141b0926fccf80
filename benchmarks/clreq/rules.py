"""The rules the engines are held to, in the order of the table.

Inputs:  the advances of the face.
Outputs: `rules`.
Units:   none.
Source:  docs/typography.md. Hard is what CLREQ and GB/T 15834 ask for; house is what they leave
         open ("may"), or only advise, and this project chose.
"""

from functools import partial

from benchmarks.clreq import rules_breaks as breaks
from benchmarks.clreq import rules_gaps as gaps
from benchmarks.clreq import rules_marks as marks
from benchmarks.clreq.finding import Rule, Weight
from benchmarks.clreq.metrics import Advances


def rules(advances: Advances) -> tuple[Rule, ...]:
    """Every rule, hard ones first."""
    hard = (
        ("R1", "no stop, closing mark or unit begins a line", breaks.never_first),
        ("R2", "no opening mark ends a line", breaks.never_last),
        ("R6", "—— whole, 2 em, drawn joined", breaks.dash_whole),
        ("R7", "…… whole, 2 em", breaks.ellipsis_whole),
        (
            "R8",
            "nothing opens within a word or number",
            partial(gaps.words_closed, advances=advances),
        ),
        ("R9", "numbers whole with sign, %, ℃, ￥", breaks.number_whole),
        ("R10", "Western words whole", breaks.word_whole),
        ("R12", "marks against their text, ½ em without", marks.mark_box),
        ("R13", "interpunct and solidus ½ em", marks.middle_box),
        ("R14", "curly quotes in an em box", marks.quote_box),
        ("R14 ’", "the apostrophe is Latin", marks.apostrophe),
        ("R15", "？！ 1 em together", marks.interrobang),
        ("R16", "two marks that meet 1 to 1.5 em", marks.adjacent_marks),
        ("R19", "a mark at a line's end ½ em", marks.line_end),
        ("R21", "Han bodies never squeezed", gaps.bodies_apart),
        ("R22", "word spaces ¼ to ½ em", gaps.word_spaces),
        ("R23", "justified lines end at the measure", gaps.flush),
        ("R23 last", "the last line natural", gaps.last_line_natural),
        ("R24", "no gap before Western at a line's start", gaps.no_gap_at_edge),
        ("R27", "Han–Western gap ⅛ to ½ em", gaps.latin_gap),
        ("R28", "no gap between Western and marks", gaps.no_gap_at_marks),
        ("R31", "two Han on the last line", breaks.no_runt),
        ("overflow", "nothing outside the measure", breaks.no_overflow),
    )
    house = (
        ("R3", "—— and …… do not begin a line", breaks.pair_not_first),
        ("R9 soft", "12｜月, 第｜5 kept together", breaks.counter_kept),
        ("R20", "an opening mark at a line's start ½ em", marks.line_start),
        ("R27 house", "Han–Western gap never over ½ em", gaps.latin_gap_house),
        ("even", "Han gaps of a line equal", gaps.even_gaps),
        ("loose", "no gap opened by over ¼ em", gaps.not_loose),
    )
    return (
        *(Rule(number, says, Weight.HARD, check) for number, says, check in hard),
        *(Rule(number, says, Weight.HOUSE, check) for number, says, check in house),
    )
