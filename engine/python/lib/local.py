"""Thread-local data that goes by green threads: C's own goes by the operating system's thread, which is one for all."""
import weakref

import _green as green


def _own(self):
    """Puts the running thread's values in place; makes them with the first use in a thread, as `__init__` says."""
    thread = green.current
    dicts = object.__getattribute__(self, '_local__dicts')
    values = dicts.get(thread.ident)
    if values is None:
        values = dicts[thread.ident] = {}
        thread.locals.append(weakref.ref(self))
        object.__setattr__(self, '__dict__', values)
        args, kwargs = object.__getattribute__(self, '_local__args')
        type(self).__init__(self, *args, **kwargs)
    object.__setattr__(self, '__dict__', values)


class local:
    """Thread-local data"""

    __slots__ = ('_local__args', '_local__dicts', '__dict__', '__weakref__')
    __module__ = '_thread'

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError('Initialization arguments are not supported')
        self = object.__new__(cls)
        object.__setattr__(self, '_local__args', (args, kwargs))
        values = {}
        object.__setattr__(self, '_local__dicts', {green.current.ident: values})
        object.__setattr__(self, '__dict__', values)
        green.current.locals.append(weakref.ref(self))
        return self

    def __getattribute__(self, name):
        _own(self)
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name == '__dict__':
            raise AttributeError(f"'{type(self).__name__}' object attribute '__dict__' is read-only")
        _own(self)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name == '__dict__':
            raise AttributeError(f"'{type(self).__name__}' object attribute '__dict__' is read-only")
        _own(self)
        object.__delattr__(self, name)


def forget(thread):
    """Drops the values of a thread that has ended."""
    for reference in thread.locals:
        data = reference()
        if data is not None:
            values = object.__getattribute__(data, '_local__dicts').pop(thread.ident, None)
            if object.__getattribute__(data, '__dict__') is values:
                object.__setattr__(data, '__dict__', {})
    thread.locals.clear()
