"""Requests by the deck's bridge: what `web` and `urllib.request` stand on."""
import email.message
import json
import urllib.error

import _green as green


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


def request(url, method='GET', headers=(), body=b'', timeout=None):
    """Makes a request and blocks the thread until it is answered."""
    number = green.deck.open(0, url, method, json.dumps(list(headers)), body.decode('latin-1'))
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
    return answer(url, number)


def answer(url, number):
    head = json.loads(green.deck.head(number))
    if head['error']:
        raise ConnectionResetError(104, head['error']) if 'reset' in head['error'] else OSError(head['error'])
    pairs = head['headers']
    body = green.deck.body.to_bytes()
    return Response(url, head['status'], head['reason'], list(zip(pairs[::2], pairs[1::2])), body)
