"""sys.stdin: lines that a person types into the deck. The thread that reads waits, the others run."""
import io
import sys

import _green as green
import _green_output as output

# Set for a Controlled run, in which nobody types: time is counted there, and a person's is not.
closed = False


def ask(prompt, hidden=False):
    """Waits for a line; gives it without its line break, None at the end of the input."""
    if closed:
        return None
    number = green.deck.openInput(prompt, hidden)
    try:
        code = green.INTERRUPTED
        while code == green.INTERRUPTED:
            token = green.wait_for(green.IO, 0)
            green.deck.expect(number, token)
            code = green.turn()
    except BaseException:
        green.deck.cancel(number)
        raise
    return green.deck.takeLine(number)


class Input(io.TextIOBase):
    """Standard input."""

    def __init__(self):
        self._rest = ''
        # One thread reads at a time.
        self._lock = green.lock()
        self.mode = 'r'
        self.buffer = Bytes(self)

    encoding = property(lambda self: 'utf-8')
    errors = property(lambda self: 'strict')
    name = property(lambda self: '<stdin>')
    line_buffering = True

    def readable(self):
        return True

    def isatty(self):
        return False

    def fileno(self):
        return 0

    def close(self):
        pass

    def reconfigure(self, **options):
        pass

    def _more(self):
        """Adds a line to what can be read; false at the end of the input."""
        line = ask(output.stdout.unfinished())
        if line is None:
            return False
        # What was typed stands where a terminal shows it.
        sys.__stdout__.write(f'{line}\n')
        self._rest += f'{line}\n'
        return True

    def _take(self, count):
        taken, self._rest = self._rest[:count], self._rest[count:]
        return taken

    def readline(self, size=-1, /):
        with self._lock:
            if not self._rest:
                self._more()
            end = self._rest.find('\n') + 1
            return self._take(min(end, size) if size is not None and 0 <= size else end)

    def read(self, size=-1, /):
        with self._lock:
            while size is None or size < 0 or len(self._rest) < size:
                if not self._more():
                    break
            return self._take(len(self._rest) if size is None or size < 0 else size)

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line


class Bytes(io.BufferedIOBase):
    """Standard input for those who want bytes."""

    def __init__(self, text):
        self._text = text
        self.mode = 'rb'

    name = property(lambda self: '<stdin>')

    def readable(self):
        return True

    def fileno(self):
        return 0

    def read(self, size=-1, /):
        return self._text.read(size).encode()

    def readline(self, size=-1, /):
        return self._text.readline(size).encode()

    read1 = read

    def close(self):
        pass


def getpass(prompt='Password: ', stream=None, *, echo_char=None):
    """getpass.getpass: what is typed is not shown."""
    (stream or sys.stdout).write(prompt)
    line = ask(output.stdout.unfinished() or prompt, True)
    (stream or sys.stdout).write('\n')
    if line is None:
        raise EOFError('EOF when reading a line')
    return line


stdin = Input()
