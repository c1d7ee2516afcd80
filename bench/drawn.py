"""What a page shows to the visitor of bench.visitor, and the states its widgets send back."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.WidgetStates_pb2 import WidgetState

ONE_TEXT = ("text", "markdown", "heading", "toast", "alert", "html")
_ERROR_ALERT = 1
_COMPONENT_EVENTS = "$$STREAMLIT_INTERNAL_KEY_{}__events"


@dataclass(frozen=True)
class Drawn:
    """One element as the server sent it, and the fragment it belongs to."""

    kind: str
    proto: Any
    fragment_id: str

    @property
    def key(self) -> str:
        """The key the page gave it; a widget without one is known by its label."""
        named = self.proto.id.split("-", 2)[2]
        return named if named != "None" else getattr(self.proto, "label", "")


@dataclass
class Page:
    """What stands on the screen after a click, and how long that took."""

    elements: dict[tuple[int, ...], Drawn] = field(default_factory=dict)
    toasts: list[str] = field(default_factory=list)
    seconds: float = 0.0
    received: int = 0

    def draw(self, path: tuple[int, ...], element: Element, fragment_id: str) -> None:
        """Put an element in its place."""
        kind = element.WhichOneof("type") or "empty"
        self.elements[path] = Drawn(kind, getattr(element, kind), fragment_id)
        if kind == "toast":
            self.toasts.append(element.toast.body)

    def draw_tabs(self, path: tuple[int, ...], block: Block, fragment_id: str) -> None:
        """Put tabs that tell the page which of them is open in their place."""
        self.elements[path] = Drawn("tabs", block.tab_container, fragment_id)

    @property
    def texts(self) -> list[str]:
        """Everything there is to read outside widgets and tables."""
        found = [e.proto.body for e in self.elements.values() if e.kind in ONE_TEXT]
        return found + [
            f"{e.proto.label} {e.proto.body}" for e in self.elements.values() if e.kind == "metric"
        ]

    @property
    def errors(self) -> list[str]:
        """The sentences in red."""
        return [
            e.proto.body
            for e in self.elements.values()
            if e.kind == "alert" and e.proto.format == _ERROR_ALERT
        ]

    @property
    def exceptions(self) -> list[str]:
        """What a script that broke left on the page."""
        return [
            f"{e.proto.type}: {e.proto.message}"
            for e in self.elements.values()
            if e.kind == "exception" and not e.proto.is_warning
        ]

    @property
    def widgets(self) -> dict[str, Drawn]:
        """What can be used, by the key the page gave it (else by its label)."""
        return {e.key: e for e in self.elements.values() if getattr(e.proto, "id", "")[:2] == "$$"}

    def find(self, key: str) -> Drawn | None:
        """The widget of this key or name, or the first whose key begins so if it ends with `*`.

        A button has a name and, after it, the token of what it was drawn on.
        """
        if key.endswith("*"):
            known = re.compile(re.escape(key[:-1]))
        else:
            known = re.compile(rf"{re.escape(key)}(-[0-9a-f]{{12}})?$")
        return next((drawn for name, drawn in self.widgets.items() if known.match(name)), None)

    def widget(self, key: str) -> Drawn:
        """The widget of this key or name, which must be there."""
        found = self.find(key)
        if found is None:
            raise LookupError(f"no {key!r} on this page, only {', '.join(sorted(self.widgets))}")
        return found


def initial(widget: Drawn) -> WidgetState | None:
    """The state a browser keeps for a widget that nobody has used yet; none for triggers."""
    proto, kind = widget.proto, widget.kind
    forced = getattr(proto, "set_value", False)
    state = WidgetState(id=proto.id)
    if kind in {"text_area", "text_input", "number_input"}:
        field_name = "value" if forced else "default"
        if not proto.HasField(field_name):
            return None
        return changed(widget, getattr(proto, field_name))
    if kind == "checkbox":
        state.bool_value = proto.value if forced else proto.default
    elif kind in {"selectbox", "radio"}:
        chosen = proto.options[proto.default] if proto.HasField("default") else None
        chosen = proto.raw_value if forced else chosen
        if chosen is None:
            return None
        state.string_value = chosen
    elif kind == "multiselect":
        chosen = list(proto.raw_values) if forced else [proto.options[at] for at in proto.default]
        state.string_array_value.data.extend(chosen)
    elif kind == "date_input":
        state.string_array_value.data.extend(proto.value if forced else proto.default)
    else:
        return None
    return state


def changed(widget: Drawn, value: Any) -> WidgetState:
    """The state of a widget after a person has used it.

    A table takes the positions of the rows picked; a list its option's words, or several.
    """
    state = WidgetState(id=widget.proto.id)
    match widget.kind:
        case "tabs" | "text_area" | "text_input" | "selectbox" | "radio":
            state.string_value = str(value)
        case "number_input":
            state.double_value = float(value)
        case "checkbox":
            state.bool_value = bool(value)
        case "multiselect" | "date_input":
            state.string_array_value.data.extend(value)
        case "dataframe":
            picked = {"rows": list(value), "columns": [], "cells": []}
            state.string_value = json.dumps({"selection": picked})
        case "bidi_component":
            state.json_value = json.dumps(value)
        case "file_uploader":
            for file_id, name, size in value:
                state.file_uploader_state_value.uploaded_file_info.add(
                    file_id=file_id, name=name, size=size
                )
        case other:
            raise LookupError(f"a {other} cannot be set")
    return state


def pressed(widget: Drawn) -> WidgetState:
    """What a button sends when it is clicked; it is forgotten after the run."""
    if widget.proto.disabled:
        raise LookupError(f"the button {widget.key!r} is disabled")
    return WidgetState(id=widget.proto.id, trigger_value=True)


def triggered(widget: Drawn, event: str, value: Any) -> WidgetState:
    """What a component of our own sends when something happens in it."""
    state = WidgetState(id=_COMPONENT_EVENTS.format(widget.proto.id))
    state.json_trigger_value = json.dumps([{"event": event, "value": value}])
    return state
