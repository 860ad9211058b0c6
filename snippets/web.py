"""The demos' HTTP module: `web.get` blocks, `await web.aget` doesn't. Standard library only.

An address is relative to the deck: `io/wait?ms=100` answers after 100 ms, `&bytes=N` with N bytes, `&fail=503`
with that status. The server that answers is this file too: on first use it starts itself as a process of its own
(so that it never takes the program's GIL) on a free port of this machine, and ends with the program.
"""
import asyncio
import email.message
import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from urllib.parse import parse_qs, urlsplit

__all__ = ['Response', 'get', 'aget']


class Response:
    """An answer: its `status`, `reason`, `headers` (names in lower case) and `body`."""

    def __init__(self, url, status, reason, headers, body):
        self.url = url
        self.status = status
        self.reason = reason
        self.headers = {name.lower(): value for name, value in headers}
        self.body = body

    @property
    def text(self):
        """The body as text."""
        return self.body.decode()

    def json(self):
        """The body as JSON."""
        return json.loads(self.text)

    def raise_for_status(self):
        """Raises urllib.error.HTTPError when the status is 400 or more."""
        if self.status >= 400:
            headers = email.message.Message()
            for name, value in self.headers.items():
                headers[name] = value
            raise urllib.error.HTTPError(self.url, self.status, self.reason, headers, None)

    def __repr__(self):
        return f'<Response {self.status}>'


def get(url, *, timeout=None):
    """Fetches `url` and blocks the thread until the answer is there.

    A status of 400 or more is an answer like any other. Raises TimeoutError after `timeout` seconds, OSError when
    there is no connection.
    """
    request = urllib.request.Request(_absolute(url))
    try:
        with _opener.open(request, timeout=timeout) as answer:
            return Response(url, answer.status, answer.reason, answer.headers.items(), answer.read())
    except urllib.error.HTTPError as answer:
        with answer:
            return Response(url, answer.code, answer.reason, answer.headers.items(), answer.read())
    except urllib.error.URLError as error:
        raise error.reason if isinstance(error.reason, OSError) else error


async def aget(url, *, timeout=None):
    """Fetches `url`; other tasks run until the answer is there. Cancelling the task closes the connection."""
    async with asyncio.timeout(timeout):
        return await _fetch(url)


async def _fetch(url):
    parts = urlsplit(_absolute(url))
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port or 80)
    try:
        target = f'{parts.path}?{parts.query}' if parts.query else parts.path
        writer.write(f'GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n'.encode())
        await writer.drain()
        head = (await reader.readuntil(b'\r\n\r\n')).decode('latin-1').split('\r\n')
        _, status, reason = head[0].split(' ', 2)
        headers = [tuple(line.split(': ', 1)) for line in head[1:] if line]
        return Response(url, int(status), reason, headers, await reader.read())
    finally:
        writer.close()


# ── The server ──────────────────────────────────────────────────────────────────────────────────────────────

REASONS = {200: 'OK', 400: 'Bad Request', 404: 'Not Found', 500: 'Internal Server Error', 503: 'Service Unavailable'}
BACKLOG = 4096


async def _answer(reader, writer):
    try:
        head = (await reader.readuntil(b'\r\n\r\n')).decode('latin-1')
        url = urlsplit(head.split(' ')[1])
        query = {name: int(values[0]) for name, values in parse_qs(url.query).items()}
        status = query.get('fail', 200) if url.path == '/io/wait' else 404
        await asyncio.sleep(query.get('ms', 0) / 1000)
        body = b'.' * query.get('bytes', 2)
        writer.write(
            f'HTTP/1.1 {status} {REASONS.get(status, "Status")}\r\n'
            f'Content-Type: text/plain\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n'.encode()
        )
        writer.write(body)
        await writer.drain()
    except (ConnectionError, asyncio.IncompleteReadError):
        pass  # the other side has gone
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
    return _base


if __name__ == '__main__':
    asyncio.run(_serve())
else:
    _start()
