"""sys.stdout and sys.stderr: lines, with the thread or task that printed them.

C's own writer can't be used: it is guarded by the operating system's thread, which is one for all green threads.
"""
import codecs
import io
import sys

import _green as green


class Stream(io.TextIOBase):
    """A text stream to the deck, line-buffered as a terminal's. Each thread's lines are put together for themselves."""

    def __init__(self, is_error):
        self._is_error = is_error
        # What was written of a line and not shown, and what is shown of a line that has no end yet.
        self._parts = {}
        self._unfinished = {}
        self._errors = 'backslashreplace' if is_error else 'strict'
        self._encoding = 'utf-8'
        self.line_buffering = True
        self.write_through = False
        self.mode = 'w'
        self.buffer = Bytes(self)

    @property
    def encoding(self):
        return self._encoding

    @property
    def errors(self):
        return self._errors

    @property
    def name(self):
        return '<stderr>' if self._is_error else '<stdout>'

    def writable(self):
        return True

    def isatty(self):
        return False

    def fileno(self):
        return 2 if self._is_error else 1

    def detach(self):
        raise io.UnsupportedOperation('detach')

    def close(self):
        # What goes to the deck is never closed: a program that closes it may still fail, and that is to be seen.
        pass

    def reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None):
        """As io.TextIOWrapper's; the deck takes text, so that the encoding is only what the program sees."""
        if encoding is not None:
            self._encoding, self._errors = codecs.lookup(encoding).name, errors or 'strict'
        elif errors is not None:
            codecs.lookup_error(errors)
            self._errors = errors
        if line_buffering is not None:
            self.line_buffering = bool(line_buffering)
        if write_through is not None:
            self.write_through = bool(write_through)
        self.flush()

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        lane = green.current.task or green.current.lane
        whole = self._parts.pop(lane, '') + text
        *lines, rest = whole.split('\n')
        if rest:
            self._parts[lane] = rest
        if lines:
            self._unfinished.pop(lane, None)
            line = green.line_of(sys._getframe(1))
            for each in lines:
                green.deck.print(self._is_error, lane, line, each)
        if self.write_through and rest:
            self.flush()
        return len(text)

    def flush(self):
        """Shows what there is of the line: what follows goes on with it."""
        lane = green.current.task or green.current.lane
        rest = self._parts.pop(lane, '') if green.deck else ''
        if rest:
            self._unfinished[lane] = self._unfinished.get(lane, '') + rest
            green.deck.printPiece(self._is_error, lane, green.line_of(sys._getframe(1)), rest)

    def unfinished(self):
        """What is shown of the running thread's or task's line, which has no end yet."""
        self.flush()
        return self._unfinished.get(green.current.task or green.current.lane, '')

    def finish(self):
        """Shows what is left at the end of the program."""
        for lane, rest in list(self._parts.items()):
            green.deck.print(self._is_error, lane, 0, rest)
        self._parts.clear()


class Bytes(io.BufferedIOBase):
    """What a text stream writes to, for those who have bytes."""

    def __init__(self, text):
        self._text = text
        self._decoder = codecs.getincrementaldecoder('utf-8')('backslashreplace')
        self.mode = 'wb'

    @property
    def name(self):
        return self._text.name

    @property
    def raw(self):
        return self

    def writable(self):
        return True

    def fileno(self):
        return self._text.fileno()

    def write(self, data, /):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(data)
        self._text.write(self._decoder.decode(data))
        return len(data)

    def flush(self):
        self._text.flush()

    def close(self):
        pass


stdout, stderr = Stream(False), Stream(True)
