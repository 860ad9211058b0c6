"""sys.stdout and sys.stderr: whole lines, with the thread or task that printed them.

C's own writer can't be used: it is guarded by the operating system's thread, which is one for all green threads.
"""
import io
import sys

import _green as green


class Stream(io.TextIOBase):
    """A text stream to the deck. A line is told when it is whole; each thread's lines are put together for themselves."""

    def __init__(self, is_error):
        self._is_error = is_error
        self._parts = {}

    @property
    def encoding(self):
        return 'utf-8'

    @property
    def errors(self):
        return 'strict'

    @property
    def name(self):
        return '<stderr>' if self._is_error else '<stdout>'

    def writable(self):
        return True

    def isatty(self):
        return False

    def fileno(self):
        raise io.UnsupportedOperation('fileno')

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        lane = green.current.task or green.current.lane
        whole = self._parts.pop(lane, '') + text
        *lines, rest = whole.split('\n')
        if rest:
            self._parts[lane] = rest
        if lines:
            line = green.line_of(sys._getframe(1))
            for each in lines:
                green.deck.print(self._is_error, lane, line, each)
        return len(text)

    def flush(self):
        lane = green.current.task or green.current.lane
        # What is asked for with flush=True is to be seen now, though the line isn't whole.
        rest = self._parts.pop(lane, '') if green.deck else ''
        if rest:
            green.deck.print(self._is_error, lane, green.line_of(sys._getframe(1)), rest)

    def finish(self):
        """Tells what is left at the end of the program."""
        for lane, rest in list(self._parts.items()):
            green.deck.print(self._is_error, lane, 0, rest)
        self._parts.clear()


stdout, stderr = Stream(False), Stream(True)
