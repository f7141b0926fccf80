"""The key of a piece of work: a digest of everything its result depends on.

Inputs:  parts by name and digest; the engine; options.
Outputs: `Action`; what is different between two of them, in words.
Units:   none.
Source:  batch.md, convention 1.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from banmian.batch.engine import Engine
from banmian.batch.inputs import Parts

SCHEMA = 1  # of what the store keeps; a higher number makes everything again
_SHOWN = 12  # hex digits of a digest, or characters of a version


@dataclass(frozen=True, slots=True)
class Action:
    """A piece of work: `parts` are (name, digest or value), in order of the names."""

    parts: Parts

    @property
    def key(self) -> str:
        """The SHA-256 of the parts as canonical JSON."""
        text = json.dumps(self.parts, ensure_ascii=False, separators=(",", ":"))
        return sha256(text.encode(errors="surrogatepass")).hexdigest()


def action_of(kind: str, inputs: Parts, engine: Engine, options: Mapping[str, object]) -> Action:
    """The action that makes something of a kind."""
    parts = [
        ("kind", kind),
        ("schema", str(SCHEMA)),
        *((f"file {name}", digest) for name, digest in inputs),
        *((f"engine {name}", version) for name, version in engine.parts),
        *((f"option {name}", str(value)) for name, value in options.items()),
    ]
    return Action(tuple(sorted(parts)))


def differences(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Which parts are new, gone or other than they were."""
    told = []
    for name in sorted({*before, *now}):
        old, new = before.get(name), now.get(name)
        if old is None:
            told.append(f"new: {name}")
        elif new is None:
            told.append(f"gone: {name}")
        elif old != new:
            told.append(f"changed: {name} ({old[:_SHOWN]} → {new[:_SHOWN]})")
    return tuple(told)
