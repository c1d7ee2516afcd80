"""The HTTP protocol of uvicorn with an end to waiting: what is not sent in time is dropped.

uvicorn waits for the head of a request, and for the rest of a body, as long as the other side holds
the connection. A browser that has something to say says it; a connection that does not is closed.
"""

from asyncio import TimerHandle, Transport
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 10.0  # seconds for a head as a whole, and without a byte of a body


class PatientProtocol(H11Protocol):
    """A connection that is closed when the head, or the next piece of a body, does not come."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.awaited = ""
        self.timer: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as uvicorn does
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._wait_for("head")

    def data_received(self, data: bytes) -> None:
        """Take what came, and wait for what is missing yet."""
        super().data_received(data)
        state = self.conn.their_state
        if self.transport.get_protocol() is not self:
            # a page's stream now: nobody has to say anything on it
            self._stop()
        elif state is h11.SEND_BODY:
            # large files take their time, but never without a byte
            self._stop()
            self._wait_for("body")
        elif state is h11.IDLE and self.conn.trailing_data[0]:
            # every byte of a head that comes drop by drop is awaited with the same patience
            self._wait_for("head")
        else:
            self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more is awaited."""
        self._stop()
        super().connection_lost(exc)

    def _wait_for(self, what: str) -> None:
        if self.awaited != what:
            self._stop()
            self.awaited = what
            self.timer = self.loop.call_later(PATIENCE, self._drop)

    def _stop(self) -> None:
        self.awaited = ""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

    def _drop(self) -> None:
        if self.flow.read_paused:
            # it is we who do not read at this moment
            self._stop()
            self._wait_for("body")
        elif not self.transport.is_closing():
            self.transport.close()
