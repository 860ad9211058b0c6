"""What a browser does not have, said clearly; and urllib by the deck's bridge, since there are no sockets."""
import concurrent.futures
import email.message
import importlib.abc
import importlib.util
import io
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
import urllib.response

import _green_requests

PROCESSES = 'a program in a browser is one process and can start no other: {what} needs real CPython (its recording is on the slide)'
SOCKETS = 'a program in a browser has no sockets: use the module web, or urllib.request'
LIBRARIES = 'this build of CPython can load no shared libraries: {what} needs real CPython'


class ProcessPoolExecutor(concurrent.futures.Executor):
    """There are no processes here."""

    def __init__(self, *args, **kwargs):
        raise RuntimeError(PROCESSES.format(what='ProcessPoolExecutor'))


class Missing(importlib.abc.MetaPathFinder):
    """Says why a module can't be imported."""

    names = {'multiprocessing': PROCESSES, 'ctypes': LIBRARIES, '_interpreters': PROCESSES, 'concurrent.interpreters': PROCESSES}

    def find_spec(self, name, path=None, target=None):
        reason = self.names.get(name)
        if reason:
            raise ModuleNotFoundError(reason.format(what=name), name=name)
        return None


def no_process(self, *args, **kwargs):
    raise OSError(PROCESSES.format(what='subprocess'))


def no_fork(*args, **kwargs):
    raise OSError(PROCESSES.format(what='os.fork'))


def no_connection(*args, **kwargs):
    raise OSError(SOCKETS)


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
    subprocess.Popen.__init__ = no_process
    # A Popen that was never made has nothing to clean up.
    subprocess.Popen.__del__ = lambda self, *rest: None
    for name in ('fork', 'forkpty', 'posix_spawn', 'posix_spawnp', 'system', 'popen'):
        setattr(os, name, no_fork)
    socket.create_connection = socket.socket.connect = socket.socket.bind = no_connection
    urllib.request.HTTPHandler.http_open = http_open
    if hasattr(urllib.request, 'HTTPSHandler'):
        urllib.request.HTTPSHandler.https_open = http_open


install()
