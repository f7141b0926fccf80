"""Parses YAML into a small tree of our own: text, lists and mappings, each with its offset.

Inputs:  YAML text.
Outputs: `Scalar`, `Sequence`, `Mapping`, or a `YamlSyntaxError` at an offset.
Units:   offsets in characters.
Source:  YAML 1.1 as libyaml parses it, through PyYAML: forty times faster than a parser in Python.
         Only its events are used; tags are refused, so nothing in a file can run code; depth and
         size are limited before anything is built (our choice).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.reader import ReaderError

DEPTH_LIMIT = 24

_BEGINS_NODE = (ScalarEvent, SequenceStartEvent, MappingStartEvent, AliasEvent)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text; style is "" when plain, else its quote or block mark."""

    value: str
    style: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    start: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file, duplicates included."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    start: int


Node = Scalar | Sequence | Mapping


class YamlSyntaxError(Exception):
    """The text is not YAML that we accept: what is wrong, at which offset, and how to mend it."""

    def __init__(self, code: str, message: str, offset: int, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.offset = offset
        self.hint = hint


def parse_tree(text: str) -> Node:
    """Read the one document of a YAML text; an empty text is an empty mapping.

    Raises:
        YamlSyntaxError: at the first fault, with its offset.

    """
    builder = _TreeBuilder(_events(text))
    return builder.document()


def _events(text: str) -> Iterator[Event]:
    """The parser's events, its exceptions turned into ours."""
    reached = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            reached = _end(event)
            yield event
    except MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        offset = mark.index if mark else 0
        problem = fault.problem or fault.context or "this cannot be read"
        raise YamlSyntaxError(
            "yaml-syntax", f"not YAML: {problem}", offset, _advice(problem)
        ) from fault
    except ReaderError as fault:
        offset = len(text.encode()[: fault.position].decode(errors="ignore"))  # told in bytes
        message = f"U+{ord(text[min(offset, len(text) - 1)]):04X} may not stand in YAML"
        raise YamlSyntaxError("yaml-syntax", message, offset, "delete it") from fault
    except (YAMLError, ValueError, OverflowError) as fault:  # an escape beyond U+10FFFF
        message = f"not YAML: {fault}"
        raise YamlSyntaxError("yaml-syntax", message, reached, _advice("")) from fault


def _start(event: Event) -> int:
    """The offset of an event's first character; the parser marks every event."""
    return event.start_mark.index if event.start_mark else 0


def _end(event: Event) -> int:
    """The offset behind an event's last character."""
    return event.end_mark.index if event.end_mark else 0


def _advice(problem: str) -> str:
    """What most likely has to be changed, by the parser's words."""
    if "mapping values are not allowed" in problem:
        return "a value with a colon and a blank in it goes in quotes: key: 'a: b'"
    if "\\t" in problem or "tab" in problem:
        return "indent with blanks, not with tabs"
    if "cannot start any token" in problem:
        return "a value that begins with @, ` or % goes in quotes: key: '@…'"
    if "quoted scalar" in problem:
        return "a value that begins with a straight quote must end with one; “…” needs none"
    return "write `key: value` lines, lists as [a, b]; text with special marks goes in quotes"


class _TreeBuilder:
    """Builds nodes from events; an alias may only name a finished anchor, so there are no loops."""

    def __init__(self, events: Iterator[Event]) -> None:
        self._events = events
        self._anchors: dict[str, Node] = {}

    def document(self) -> Node:
        """The single document of the stream."""
        root: Node | None = None
        for event in self._events:
            if isinstance(event, DocumentStartEvent) and root is not None:
                raise YamlSyntaxError(
                    "yaml-syntax",
                    "a second YAML document begins here",
                    _start(event),
                    "keep one document a file: delete the `---` line",
                )
            if isinstance(event, _BEGINS_NODE):
                root = self._node(event, 1)
        empty = root is None or (isinstance(root, Scalar) and not root.style and not root.value)
        return Mapping((), 0) if empty or root is None else root

    def _node(self, event: Event, depth: int) -> Node:
        start = _start(event)
        if depth > DEPTH_LIMIT:
            message = f"lists and mappings are nested more than {DEPTH_LIMIT} deep"
            raise YamlSyntaxError("yaml-too-deep", message, start, "flatten it")
        if isinstance(event, AliasEvent):
            return self._alias(event, start)
        if not isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent):
            message = "a value is wanted here"
            raise YamlSyntaxError("yaml-syntax", message, start, _advice(""))
        if event.tag is not None:
            message = f"the tag {event.tag} is not accepted"
            hint = "delete the tag: write the plain value"
            raise YamlSyntaxError("yaml-tag", message, start, hint)
        node: Node
        if isinstance(event, ScalarEvent):
            style = event.style if event.style in ("'", '"', "|", ">") else ""
            node = Scalar(event.value, style, start, _end(event))
        elif isinstance(event, SequenceStartEvent):
            node = Sequence(tuple(self._items(depth)), start)
        else:
            node = Mapping(tuple(self._pairs(depth)), start)
        if event.anchor is not None:
            self._anchors[str(event.anchor)] = node
        return node

    def _alias(self, event: AliasEvent, start: int) -> Node:
        node = self._anchors.get(str(event.anchor))
        if node is None:
            message = f"*{event.anchor} names no anchor above"
            hint = f"write the value, or mark it with &{event.anchor} earlier in the file"
            raise YamlSyntaxError("yaml-syntax", message, start, hint)
        return node

    def _items(self, depth: int) -> Iterator[Node]:
        for event in self._events:
            if isinstance(event, SequenceEndEvent):
                return
            yield self._node(event, depth + 1)

    def _pairs(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                return
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                hint = "a key is one word of text"
                raise YamlSyntaxError("yaml-syntax", "a key is not text", _start(event), hint)
            yield key, self._node(next(self._events), depth + 1)
