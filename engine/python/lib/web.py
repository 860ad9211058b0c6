"""The demos' HTTP module: `web.get` blocks, `await web.aget` doesn't. Addresses are relative to the deck: `io/wait?ms=100`."""
import asyncio
import json

import _green as green
import _green_loop

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

    def __repr__(self):
        return f'<Response {self.status}>'


def request(url, method='GET', headers=(), body=b'', timeout=None):
    """Makes a request and blocks the thread until it is answered."""
    number = green.deck.open(0, url, method, json.dumps(list(headers)), body.decode('latin-1'))
    token = green.wait_for(green.IO, 0, green.FOREVER if timeout is None else timeout)
    green.deck.expect(number, token)
    try:
        if green.turn() == green.TIMEOUT:
            raise TimeoutError('timed out')
    except BaseException:
        green.deck.cancel(number)
        raise
    return answer(url, number)


def answer(url, number):
    head = json.loads(green.deck.head(number))
    if head['error']:
        raise ConnectionResetError(104, head['error']) if 'reset' in head['error'] else OSError(head['error'])
    pairs = head['headers']
    body = green.deck.body.to_bytes()
    return Response(url, head['status'], head['reason'], list(zip(pairs[::2], pairs[1::2])), body)


def get(url, *, timeout=None):
    """Fetches `url` and blocks the thread until the answer is there.

    A status of 400 or more is an answer like any other. Raises TimeoutError after `timeout` seconds, OSError when
    there is no connection.
    """
    return request(url, timeout=timeout)


async def aget(url, *, timeout=None):
    """Fetches `url`; other tasks run until the answer is there. Cancelling the task closes the connection."""
    async with asyncio.timeout(timeout):
        loop = asyncio.get_running_loop()
        arrived = loop.create_future()
        number = green.deck.open(loop._selector.number, url, 'GET', '[]', '')
        _green_loop.pending[number] = lambda _: arrived.done() or arrived.set_result(None)
        try:
            await arrived
        except BaseException:
            _green_loop.pending.pop(number, None)
            green.deck.cancel(number)
            raise
        return answer(url, number)
