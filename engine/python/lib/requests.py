"""Requests by the deck's bridge: what `web` and `urllib.request` stand on."""
import email.message
import json
import urllib.error

import _green as green


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


def request(url, method='GET', headers=(), body=b'', timeout=None):
    """Makes a request and blocks the thread until it is answered."""
    number = open_request(url, method, headers, body)
    wait(number, timeout)
    return answer(url, number)


def open_request(url, method='GET', headers=(), body=b'', *, loop=0, is_stream=False):
    """Makes a request, whose answers go to an event loop, or to the thread that waits for them; gives its number."""
    return green.deck.open(loop, url, method, json.dumps(list(headers)), body.decode('latin-1'), is_stream)


def wait(number, timeout):
    """Blocks the thread until the next answer to a request is there; gives the request up when it doesn't wait to the end."""
    end = None if timeout is None else green.monotonic() + timeout
    try:
        code = green.INTERRUPTED
        while code == green.INTERRUPTED:
            token = green.wait_for(green.IO, 0, green.FOREVER if end is None else max(0, end - green.monotonic()))
            green.deck.expect(number, token)
            code = green.turn()
        if code == green.TIMEOUT:
            raise TimeoutError('timed out')
    except BaseException:
        green.deck.cancel(number)
        raise


def answer(url, number):
    """The response whose answer has come, with all of its body."""
    return Response(url, *head(number), green.deck.body.to_bytes())


def head(number):
    """Status, reason and headers of the answer that has come."""
    taken = take(number)
    pairs = taken['headers']
    return taken['status'], taken['reason'], list(zip(pairs[::2], pairs[1::2]))


def take(number):
    taken = json.loads(green.deck.head(number))
    if taken['error']:
        raise ConnectionResetError(104, taken['error']) if 'reset' in taken['error'] else OSError(taken['error'])
    return taken


class Body:
    """A body that is read piece by piece."""

    def __init__(self, number):
        self._number = number
        self._state = 'open'

    def ask(self):
        """Asks for the next piece; false when there is none any more."""
        if self._state == 'over':
            return False
        if self._state != 'open':
            raise RuntimeError('the response has been closed' if self._state == 'closed' else 'the response is being read already')
        self._state = 'reading'
        green.deck.pull(self._number)
        return True

    def take(self):
        """The piece that has come; none when the body is over."""
        is_over = take(self._number)['isOver']
        self._state = 'over' if is_over else 'open'
        return None if is_over else green.deck.body.to_bytes()

    def close(self):
        """Gives up what has not come."""
        if self._state != 'over':
            green.deck.cancel(self._number)
            self._state = 'closed'
