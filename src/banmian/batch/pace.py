"""How long a run will still take.

Inputs:  pages done, of them made, in all; seconds so far.
Outputs: seconds, and in words.
Units:   seconds.
Source:  our choice: what was only looked up in the store took no time worth counting, and whether
         the pages to come are there is not known before they are looked up. So the estimate is the
         longest it can take at the present pace.
"""


def left(done: int, built: int, total: int, seconds: float) -> float:
    """Seconds left at the pace so far; `built` of the `done` pages were made, not looked up."""
    return (total - done) * seconds / built if built else 0.0


def in_words(seconds: float) -> str:
    """3 s, 4 min, 5 h 10 min, 2 d 3 h."""
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{round(seconds)} s"
    if minutes < 90:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes:02} min"
    return f"{hours // 24} d {hours % 24} h"
