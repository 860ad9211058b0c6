"""The demos' HTTP module: `get` and `stream` block, `aget` and `astream` are for event loops. Standard library only.

An address is relative to the deck: `io/wait?ms=100` answers after 100 ms, `&bytes=N` with N bytes, `&chunks=N` in N
pieces spread evenly over that time, `&fail=503` with that status, `&fail=reset` not at all. The server that answers is
this file too: on first use it starts itself as a process of its own (so that it never takes the program's GIL) on a free
port of this machine, and ends with the program.
"""
import asyncio
import atexit
import contextlib
import email.message
import json
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from urllib.parse import parse_qs, urlsplit

__all__ = ['AsyncStreamingResponse', 'Response', 'StreamingResponse', 'aget', 'astream', 'get', 'stream']

PIECE_BYTES = 64 * 1024  # most bytes of one piece of a stream


class Head:
    """What is known of a response once it has begun: its `url`, `status`, `reason` and `headers` (names in lower case)."""

    def __init__(self, url, status, reason, headers):
        self.url = url
        self.status = status
        self.reason = reason
        self.headers = {name.lower(): value for name, value in headers}

    def raise_for_status(self):
        """Raises urllib.error.HTTPError when the status is 400 or more."""
        if self.status >= 400:
            headers = email.message.Message()
            for name, value in self.headers.items():
                headers[name] = value
            raise urllib.error.HTTPError(self.url, self.status, self.reason, headers, None)

    def __repr__(self):
        return f'<{type(self).__name__} {self.status}>'


class Response(Head):
    """A response whose `body` has been read."""

    def __init__(self, url, status, reason, headers, body):
        super().__init__(url, status, reason, headers)
        self.body = body

    @property
    def text(self):
        """The body as text."""
        return self.body.decode()

    def json(self):
        """The body as JSON."""
        return json.loads(self.text)


class StreamingResponse(Head):
    """A response whose body comes piece by piece, as bytes: `for piece in response`."""

    def __init__(self, url, answer):
        super().__init__(url, answer.status, answer.reason, answer.headers.items())
        self._answer = answer
        self._over = False

    def __iter__(self):
        return self

    def __next__(self):
        if self._over:
            raise StopIteration
        if self._answer.closed:
            raise RuntimeError('the response has been closed')
        try:
            piece = self._answer.read1(PIECE_BYTES)
        except BaseException:
            self.close()
            raise
        if not piece:
            self._over = True
            raise StopIteration
        return piece

    def close(self):
        """Gives up what has not come."""
        self._answer.close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


class AsyncStreamingResponse(Head):
    """A response whose body comes piece by piece, as bytes: `async for piece in response`."""

    def __init__(self, url, head, reader, writer, timeout):
        super().__init__(url, *head)
        self._reader = reader
        self._writer = writer
        self._timeout = timeout
        self._over = False

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self._over:
            raise StopAsyncIteration
        if self._writer.is_closing():
            raise RuntimeError('the response has been closed')
        try:
            async with asyncio.timeout(self._timeout):
                piece = await self._reader.read(PIECE_BYTES)
        except BaseException:
            self.close()
            raise
        if not piece:
            self._over = True
            raise StopAsyncIteration
        return piece

    def close(self):
        """Gives up what has not come."""
        self._writer.close()


def get(url, *, timeout=None):
    """Fetches `url` and blocks the thread until the answer is there.

    A status of 400 or more is an answer like any other. Raises TimeoutError after `timeout` seconds, OSError when
    there is no connection.
    """
    with _open(url, timeout) as answer:
        return Response(url, answer.status, answer.reason, answer.headers.items(), answer.read())


def stream(url, *, timeout=None):
    """Fetches `url` and blocks the thread until the answer begins: `with web.stream(url) as response`.

    Raises TimeoutError when the answer, or its next piece, takes longer than `timeout` seconds, OSError when there is
    no connection.
    """
    return StreamingResponse(url, _open(url, timeout))


def _open(url, timeout):
    try:
        return _opener.open(_absolute(url), timeout=timeout)
    except urllib.error.HTTPError as answer:
        return answer
    except urllib.error.URLError as error:
        raise error.reason if isinstance(error.reason, OSError) else error


async def aget(url, *, timeout=None):
    """Fetches `url`; other tasks run until the answer is there. Cancelling the task closes the connection."""
    async with asyncio.timeout(timeout):
        head, reader, writer = await _begin(url)
        try:
            return Response(url, *head, await reader.read())
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()


@contextlib.asynccontextmanager
async def astream(url, *, timeout=None):
    """Fetches `url`; the block begins when the answer does: `async with web.astream(url) as response`.

    Raises TimeoutError when the answer, or its next piece, takes longer than `timeout` seconds, OSError when there is
    no connection. Leaving the block, by cancellation too, gives up what has not come.
    """
    async with asyncio.timeout(timeout):
        head, reader, writer = await _begin(url)
    try:
        yield AsyncStreamingResponse(url, head, reader, writer, timeout)
    finally:
        writer.close()


async def _begin(url):
    """Makes a request, and waits until the answer begins."""
    parts = urlsplit(_absolute(url))
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port or 80)
    try:
        target = f'{parts.path}?{parts.query}' if parts.query else parts.path
        writer.write(f'GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n'.encode())
        await writer.drain()
        head = (await reader.readuntil(b'\r\n\r\n')).decode('latin-1').split('\r\n')
        _, status, reason = head[0].split(' ', 2)
        return (int(status), reason, [tuple(line.split(': ', 1)) for line in head[1:] if line]), reader, writer
    except BaseException as error:
        writer.close()
        if isinstance(error, asyncio.IncompleteReadError):
            raise ConnectionResetError(104, 'Connection reset by peer') from error
        raise


# ── The server ──────────────────────────────────────────────────────────────────────────────────────────────

REASONS = {200: 'OK', 400: 'Bad Request', 404: 'Not Found', 500: 'Internal Server Error', 503: 'Service Unavailable'}
BACKLOG = 4096


async def _answer(reader, writer):
    try:
        head = (await reader.readuntil(b'\r\n\r\n')).decode('latin-1')
        url = urlsplit(head.split(' ')[1])
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        body = b'.' * int(query.get('bytes', 2))
        pieces = max(1, min(int(query.get('chunks', 1)), len(body)))
        seconds = int(query.get('ms', 0)) / 1000 / pieces
        await asyncio.sleep(seconds)
        if query.get('fail') == 'reset':
            return
        status = int(query.get('fail', 200)) if url.path == '/io/wait' else 404
        writer.write(
            f'HTTP/1.1 {status} {REASONS.get(status, "Status")}\r\n'
            f'Content-Type: text/plain\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n'.encode()
        )
        for n in range(pieces):
            if n > 0:
                await asyncio.sleep(seconds)
            writer.write(body[len(body) * n // pieces:len(body) * (n + 1) // pieces])
            await writer.drain()
    except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
        pass  # the other side has gone, or the program that started this process has ended
    finally:
        writer.close()


async def _serve():
    server = await asyncio.start_server(_answer, '127.0.0.1', 0, backlog=BACKLOG)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)  # until the program that started this process ends


_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
_starting = threading.Lock()
_server = None
_base = None


def _absolute(url):
    return url if '://' in url else _start() + url


def _start():
    global _server, _base
    with _starting:
        if _base is None:
            _server = subprocess.Popen(
                [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            _base = f'http://127.0.0.1:{int(_server.stdout.readline())}/'
            atexit.register(_stop)
    return _base


def _stop():
    with _server.stdout, _server:
        _server.stdin.close()  # which ends it; leaving the block waits for that


if __name__ == '__main__':
    asyncio.run(_serve())
else:
    _start()
