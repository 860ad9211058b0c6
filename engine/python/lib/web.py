"""The demos' HTTP module: `web.get` blocks, `await web.aget` doesn't. Addresses are relative to the deck: `io/wait?ms=100`."""
import asyncio

import _green as green
import _green_loop
from _green_requests import Response, answer, request

__all__ = ['Response', 'get', 'aget']

Response.__module__ = 'web'


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
