"""Loops whose rounds only read shared values that no thread writes: `engine/protocol/spinning.ts` in Python."""

# How often a loop reads the same values before it counts as waiting.
ROUNDS = 3
# Longer rounds are not noticed.
MAX_READS = 300


class Spinning:
    """Notices threads that spin: they count as waiting until another thread writes one of the values."""

    def __init__(self):
        self.writes = {}
        self.reads = {}
        self.waited = {}

    def version(self, objects):
        return [self.writes.get(object, 0) for object in objects]

    def ran(self, thread, operation):
        """A thread has taken a step."""
        objects = objects_of(operation)
        self.waited.pop(thread, None)
        if operation['kind'] != 'read':
            for object in objects:
                self.writes[object] = self.writes.get(object, 0) + 1
            self.reads.pop(thread, None)
            return
        reads = self.reads.setdefault(thread, [])
        reads.append((place_of(operation), objects, self.version(objects)))
        if len(reads) > MAX_READS:
            reads.pop(0)

    def waits_for(self, thread, operation):
        """The objects of which one has to be written before a thread's round can end otherwise than the last one, if it spins."""
        reads = self.reads.get(thread)
        if not reads or operation['kind'] != 'read':
            return None
        place = place_of(operation)
        last = next((at for at in range(len(reads) - 1, -1, -1) if reads[at][0] == place), None)
        if last is None:
            return None
        length = len(reads) - last
        first = len(reads) - ROUNDS * length
        if first < 0:
            return None
        for at in range(first, len(reads)):
            read = reads[at]
            if read[2] != self.version(read[1]) or (at >= first + length and read[0] != reads[at - length][0]):
                return None
        return sorted({object for _, objects, _ in reads[last:] for object in objects})


def objects_of(operation):
    first = operation.get('object')
    return (*(() if first is None else (first,)), *operation.get('also', ()))


def place_of(operation):
    return operation['line'], operation.get('object'), operation.get('task')
