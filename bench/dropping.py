"""Files that are put into the tab for files: what a browser sends when somebody drops them."""

import asyncio
import http.client
import uuid

from bench.visitor import Visitor

XSRF = "_streamlit_xsrf"
_BORDER = "hrgl-bench"
_READING = 2.0  # seconds; a part that draws itself more often waits for something
_MOST_LOOKS = 600


async def drop(visitor: Visitor, files: dict[str, bytes]) -> list[int]:
    """Upload files, hand them to the page, and wait until it has read them; the answers."""
    sent = {name: str(uuid.uuid4()) for name in files}
    answers = [await upload(visitor, sent[name], name, data) for name, data in files.items()]
    taken = [
        (sent[name], name, len(data))
        for (name, data), answer in zip(files.items(), answers, strict=True)
        if answer < 300
    ]
    await visitor.set("import*", taken)
    for _ in range(_MOST_LOOKS):
        polled = [part for part, every in visitor.fragments.items() if every < _READING]
        if not polled:
            break
        await asyncio.sleep(0.5)
        for part in polled:
            await visitor.rerun(part)
    return answers


async def upload(visitor: Visitor, file_id: str, name: str, data: bytes) -> int:
    """Send one file for the visitor's open tab; the status of the answer."""
    if XSRF not in visitor.cookies:
        await visitor.request("GET", "/_stcore/health")
    return await asyncio.to_thread(_put, visitor, file_id, name, data)


def _put(visitor: Visitor, file_id: str, name: str, data: bytes) -> int:
    head = (
        f'--{_BORDER}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    body = head.encode() + data + f"\r\n--{_BORDER}--\r\n".encode()
    cookies = "; ".join(f"{key}={value}" for key, value in visitor.cookies.items())
    headers = {
        "Cookie": cookies,
        "Origin": visitor.origin,
        "X-Xsrftoken": visitor.cookies.get(XSRF, ""),
        "Content-Type": f"multipart/form-data; boundary={_BORDER}",
    }
    connection = http.client.HTTPConnection(visitor.host, timeout=visitor.patience)
    path = f"/_stcore/upload_file/{visitor.session_id}/{file_id}"
    try:
        connection.request("PUT", path, body, headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        # a server that has heard enough closes the line while the rest is still being sent
        return 0
    finally:
        connection.close()
