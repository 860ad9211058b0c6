"""What a browser does not have, said clearly; and urllib by the deck's bridge, since there are no sockets."""
import asyncio
import concurrent.futures
import email.message
import getpass
import importlib.abc
import importlib.util
import io
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
import urllib.response
import webbrowser

import _green_input
import _green_loop
import _green_requests

PROCESSES = 'a program in a browser is one process and can start no other: {what} needs real CPython'
INTERPRETERS = 'this build of CPython has no subinterpreters: {what} needs real CPython'
SOCKETS = 'a program in a browser has no sockets: use the module web, or urllib.request'
SIGNALS = 'a program in a browser gets no signals but its own, by signal.raise_signal: {what} needs real CPython'
PIPES = 'a program in a browser has no pipes to other programs: {what} needs real CPython'
PAGES = 'a program in the sandbox can open no page of the browser'
LIBRARIES = 'this build of CPython can load no shared libraries: {what} needs real CPython'


class ProcessPoolExecutor(concurrent.futures.Executor):
    """There are no processes here."""

    def __init__(self, *args, **kwargs):
        raise RuntimeError(PROCESSES.format(what='ProcessPoolExecutor'))


class InterpreterPoolExecutor(concurrent.futures.Executor):
    """There are no subinterpreters here."""

    def __init__(self, *args, **kwargs):
        raise RuntimeError(INTERPRETERS.format(what='InterpreterPoolExecutor'))


class Missing(importlib.abc.MetaPathFinder):
    """Says why a module can't be imported."""

    names = {'multiprocessing': PROCESSES, 'ctypes': LIBRARIES, '_interpreters': INTERPRETERS, 'concurrent.interpreters': INTERPRETERS}

    def find_spec(self, name, path=None, target=None):
        reason = self.names.get(name)
        if reason:
            # With its full name the error would be lost in `from concurrent import interpreters`, which then says something else.
            raise ModuleNotFoundError(reason.format(what=name), name=name.rpartition('.')[2])
        return None


def refusing(kind, reason, what=''):
    """A function that raises an exception which says why there is no such thing."""
    def refuse(*args, **kwargs):
        raise kind(reason.format(what=what))
    refuse.__name__ = refuse.__qualname__ = what.rpartition('.')[2] or 'refuse'
    return refuse


def refusing_async(kind, reason, what=''):
    async def refuse(*args, **kwargs):
        raise kind(reason.format(what=what))
    refuse.__name__ = refuse.__qualname__ = what.rpartition('.')[2]
    return refuse


def no_address(*args, **kwargs):
    raise socket.gaierror(getattr(socket, 'EAI_FAIL', 4), SOCKETS)


# What os and signal have on Linux for processes that can't be started, and for signals that can't come.
OS_PROCESSES = ('fork', 'forkpty', 'posix_spawn', 'posix_spawnp', 'system', 'popen', 'wait', 'wait3', 'wait4', 'waitid', 'waitpid',
                *(f'exec{how}' for how in ('l', 'le', 'lp', 'lpe', 'v', 've', 'vp', 'vpe')), *(f'spawn{how}' for how in ('l', 'le', 'lp', 'lpe', 'v', 've', 'vp', 'vpe')))
OS_SIGNALS = ('alarm', 'setitimer', 'pthread_kill', 'pause', 'sigwait', 'sigwaitinfo', 'sigtimedwait', 'set_wakeup_fd', 'siginterrupt')
UNIX_STREAMS = ('open_unix_connection', 'start_unix_server')
LOOP_SOCKETS = ('create_connection', 'create_server', 'create_datagram_endpoint', 'create_unix_connection', 'create_unix_server',
                'connect_accepted_socket', 'sock_connect', 'sock_accept', 'sock_recv', 'sock_sendall')
LOOP_PROCESSES = ('subprocess_exec', 'subprocess_shell')
LOOP_PIPES = ('connect_read_pipe', 'connect_write_pipe')
LOOP_SIGNALS = ('add_signal_handler', 'remove_signal_handler')


def http_open(self, request):
    """urllib.request's way to an address: the thread waits, the others run."""
    timeout = request.timeout if isinstance(request.timeout, (int, float)) else None
    headers = [(name, value) for name, value in request.header_items() if name.lower() not in ('host', 'user-agent', 'connection')]
    try:
        answer = _green_requests.request(request.full_url, request.get_method(), headers, request.data or b'', timeout)
    except OSError as error:
        raise urllib.error.URLError(error) from error
    message = email.message.Message()
    for name, value in answer.headers.items():
        message[name] = value
    response = urllib.response.addinfourl(io.BytesIO(answer.body), message, request.full_url, answer.status)
    response.msg = response.reason = answer.reason
    return response


def install():
    concurrent.futures.ProcessPoolExecutor = ProcessPoolExecutor
    for name in list(sys.modules):
        if name.split('.')[0] in ('multiprocessing', 'ctypes', '_multiprocessing'):
            del sys.modules[name]
    sys.meta_path.insert(0, Missing())
    concurrent.futures.InterpreterPoolExecutor = InterpreterPoolExecutor
    subprocess.Popen.__init__ = refusing(OSError, PROCESSES, 'subprocess')
    # A Popen that was never made has nothing to clean up.
    subprocess.Popen.__del__ = lambda self, *rest: None
    for name in OS_PROCESSES:
        setattr(os, name, refusing(OSError, PROCESSES, f'os.{name}'))
    for name in OS_SIGNALS:
        setattr(signal, name, refusing(OSError, SIGNALS, f'signal.{name}'))
    socket.socket.__init__ = socket.create_connection = socket.create_server = socket.socketpair = refusing(OSError, SOCKETS)
    for name in ('getaddrinfo', 'gethostbyname', 'gethostbyname_ex', 'gethostbyaddr', 'getnameinfo'):
        setattr(socket, name, no_address)
    loop = _green_loop.EventLoop
    for names, kind, reason in ((LOOP_SOCKETS, OSError, SOCKETS), (LOOP_PROCESSES, NotImplementedError, PROCESSES), (LOOP_PIPES, NotImplementedError, PIPES)):
        for name in names:
            setattr(loop, name, refusing_async(kind, reason, f'loop.{name}'))
    for name in LOOP_SIGNALS:
        setattr(loop, name, refusing(NotImplementedError, SIGNALS, f'loop.{name}'))
    for name in UNIX_STREAMS:
        setattr(asyncio, name, refusing_async(OSError, SOCKETS, f'asyncio.{name}'))
    webbrowser.open = webbrowser.open_new = webbrowser.open_new_tab = webbrowser.get = refusing(webbrowser.Error, PAGES)
    getpass.getpass = _green_input.getpass
    urllib.request.HTTPHandler.http_open = http_open
    if hasattr(urllib.request, 'HTTPSHandler'):
        urllib.request.HTTPSHandler.https_open = http_open


install()
