"""PDF's calculator functions: a few dozen words of PostScript.

Inputs:  the program's text.
Outputs: a function from numbers to the stack it leaves.
Units:   none.
Source:  ISO 32000-1, 7.10.5, table 42.
"""

import math
import operator
import re
from collections.abc import Callable, Sequence

Program = list["float | str | Program"]
_TOKEN = re.compile(rb"[{}]|[^\s{}]+")
_MOST_TOKENS = 20_000
_MOST_NESTING = 32

_ONE: dict[str, Callable[[float], float]] = {
    "abs": abs,
    "neg": operator.neg,
    "ceiling": math.ceil,
    "floor": math.floor,
    "round": round,
    "truncate": math.trunc,
    "cvi": math.trunc,
    "cvr": float,
    "sqrt": lambda x: math.sqrt(max(x, 0.0)),
    "sin": lambda x: math.sin(math.radians(x)),
    "cos": lambda x: math.cos(math.radians(x)),
    "ln": lambda x: math.log(max(x, 1e-300)),
    "log": lambda x: math.log10(max(x, 1e-300)),
    "not": lambda x: float(not x),
}
_TWO: dict[str, Callable[[float, float], float]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": lambda a, b: a / b if b else 0.0,
    "idiv": lambda a, b: math.trunc(a / b) if b else 0,
    "mod": lambda a, b: math.fmod(a, b) if b else 0.0,
    "exp": lambda a, b: float(max(a, 0.0) ** b) if a or b > 0 else 0.0,
    "atan": lambda a, b: math.degrees(math.atan2(a, b)) % 360,
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
    "and": lambda a, b: int(a) & int(b),
    "or": lambda a, b: int(a) | int(b),
    "xor": lambda a, b: int(a) ^ int(b),
}


def read_postscript(data: bytes) -> Callable[[Sequence[float]], list[float]] | None:
    """The program as a function; None when it is not one."""
    tokens = [token.decode("latin-1") for token in _TOKEN.findall(data)]
    if not tokens or tokens[0] != "{" or len(tokens) > _MOST_TOKENS:
        return None
    open_blocks: list[Program] = [[]]
    for token in tokens:
        if token == "{":
            open_blocks.append([])
            if len(open_blocks) > _MOST_NESTING:
                return None
        elif token == "}":
            if len(open_blocks) < 2:
                return None
            block = open_blocks.pop()
            open_blocks[-1].append(block)
        else:
            open_blocks[-1].append(_word(token))
    program = open_blocks[0][0]
    if len(open_blocks) != 1 or not isinstance(program, list):
        return None

    def run(given: Sequence[float]) -> list[float]:
        stack = list(given)
        try:
            _run(program, stack)
        except (IndexError, ValueError, OverflowError):
            return [0.0] * 32  # a broken program paints nothing
        return [float(value) for value in stack]

    return run


def _word(token: str) -> float | str:
    try:
        return float(token)
    except ValueError:
        return token


def _run(program: Program, stack: list[float]) -> None:
    blocks: list[Program] = []
    for word in program:
        if isinstance(word, list):
            blocks.append(word)
        elif isinstance(word, float):
            stack.append(word)
        elif word == "if":
            block = blocks.pop()
            if stack.pop():
                _run(block, stack)
        elif word == "ifelse":
            other, block = blocks.pop(), blocks.pop()
            _run(block if stack.pop() else other, stack)
        else:
            _do(word, stack)


def _do(word: str, stack: list[float]) -> None:
    if word in _ONE:
        stack.append(_ONE[word](stack.pop()))
    elif word in _TWO:
        second, first = stack.pop(), stack.pop()
        stack.append(_TWO[word](first, second))
    elif word in {"true", "false"}:
        stack.append(float(word == "true"))
    elif word == "pop":
        stack.pop()
    elif word == "dup":
        stack.append(stack[-1])
    elif word == "exch":
        stack[-1], stack[-2] = stack[-2], stack[-1]
    elif word == "copy":
        count = int(stack.pop())
        if count > 0:
            stack.extend(stack[-count:])
    elif word == "index":
        stack.append(stack[-1 - int(stack.pop())])
    elif word == "roll":
        turns, count = int(stack.pop()), int(stack.pop())
        if count > 0:
            part = stack[-count:]
            turns %= count
            stack[-count:] = part[-turns:] + part[:-turns] if turns else part
    else:
        raise ValueError(word)
