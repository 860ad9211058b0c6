"""The demos' HTTP module: `get` and `stream` block, `aget` and `astream` are for event loops. Addresses are relative to
the deck: `io/wait?ms=100`."""
import asyncio

import _green as green
import _green_loop
from _green_requests import Body, Head, Response, answer, head, open_request, request, wait

__all__ = ['AsyncStreamingResponse', 'Response', 'StreamingResponse', 'aget', 'astream', 'get', 'stream']

Response.__module__ = 'web'


def get(url, *, timeout=None):
    """Fetches `url` and blocks the thread until the answer is there.

    A status of 400 or more is an answer like any other. Raises TimeoutError after `timeout` seconds, OSError when
    there is no connection.
    """
    return request(url, timeout=timeout)


async def aget(url, *, timeout=None):
    """Fetches `url`; other tasks run until the answer is there. Cancelling the task closes the connection."""
    number = open_request(url, loop=asyncio.get_running_loop()._selector.number)
    await arrival(number, timeout)
    return answer(url, number)


def stream(url, *, timeout=None):
    """Fetches `url` and blocks the thread until the answer begins: `with web.stream(url) as response`.

    Raises TimeoutError when the answer, or its next piece, takes longer than `timeout` seconds, OSError when there is
    no connection.
    """
    number = open_request(url, is_stream=True)
    wait(number, timeout)
    return StreamingResponse(url, number, timeout)


def astream(url, *, timeout=None):
    """Fetches `url`; the block begins when the answer does: `async with web.astream(url) as response`.

    Raises TimeoutError when the answer, or its next piece, takes longer than `timeout` seconds, OSError when there is
    no connection. Leaving the block, by cancellation too, gives up what has not come.
    """
    return Opening(url, timeout)


class Stream(Head):
    """A response whose body is read piece by piece."""

    def __init__(self, url, number, timeout):
        super().__init__(url, *head(number))
        self._number = number
        self._timeout = timeout
        self._body = Body(number)

    def close(self):
        """Gives up what has not come."""
        self._body.close()


class StreamingResponse(Stream):
    """A response whose body comes piece by piece, as bytes: `for piece in response`."""

    def __iter__(self):
        return self

    def __next__(self):
        if not self._body.ask():
            raise StopIteration
        try:
            wait(self._number, self._timeout)
            piece = self._body.take()
        except BaseException:
            self.close()
            raise
        if piece is None:
            raise StopIteration
        return piece

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


class AsyncStreamingResponse(Stream):
    """A response whose body comes piece by piece, as bytes: `async for piece in response`."""

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self._body.ask():
            raise StopAsyncIteration
        try:
            await arrival(self._number, self._timeout)
            piece = self._body.take()
        except BaseException:
            self.close()
            raise
        if piece is None:
            raise StopAsyncIteration
        return piece


class Opening:
    """A response that begins with an `async with` block, and is given up at its end."""

    def __init__(self, url, timeout):
        self._url = url
        self._timeout = timeout

    async def __aenter__(self):
        number = open_request(self._url, loop=asyncio.get_running_loop()._selector.number, is_stream=True)
        await arrival(number, self._timeout)
        self._response = AsyncStreamingResponse(self._url, number, self._timeout)
        return self._response

    async def __aexit__(self, *error):
        self._response.close()


async def arrival(number, timeout):
    """Waits for the next answer to a request; other tasks run. Gives the request up when it doesn't wait to the end."""
    arrived = asyncio.get_running_loop().create_future()
    _green_loop.pending[number] = lambda _: arrived.done() or arrived.set_result(None)
    try:
        async with asyncio.timeout(timeout):
            await arrived
    except BaseException:
        _green_loop.pending.pop(number, None)
        green.deck.cancel(number)
        raise
