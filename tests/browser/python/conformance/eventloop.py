import asyncio
import contextvars
import threading
import time
import warnings


def test_run():
    """asyncio.run: CPython's own loop, closed afterwards; not from within a running one"""
    async def main():
        loop = asyncio.get_running_loop()
        inner = asyncio.sleep(0)
        try:
            asyncio.run(inner)
        except RuntimeError as error:
            assert 'cannot be called from a running event loop' in str(error)
        inner.close()
        return loop
    loop = asyncio.run(main())
    assert loop.is_closed() and isinstance(loop, asyncio.SelectorEventLoop)
    with asyncio.Runner() as runner:
        assert runner.run(asyncio.sleep(0, 'a')) == 'a' and runner.run(asyncio.sleep(0, 'b')) == 'b'


def test_order():
    """Tasks begin in the order of their creation, and run until they await"""
    log = []

    async def step(name):
        log.append(f'{name}1')
        await asyncio.sleep(0)
        log.append(f'{name}2')

    async def main():
        tasks = [asyncio.create_task(step(name)) for name in 'abc']
        log.append('main')
        await asyncio.gather(*tasks)
    asyncio.run(main())
    assert log == ['main', 'a1', 'b1', 'c1', 'a2', 'b2', 'c2']


def test_endless_times():
    """A time that is too long to be counted is never over for an event loop, and NaN is no time for a sleep"""
    async def within(seconds):
        async with asyncio.timeout(seconds):
            return await asyncio.sleep(0.01, 'timeout')

    async def main():
        for seconds in (float('inf'), 1e100, 10 ** 30):
            asleep = asyncio.create_task(asyncio.sleep(seconds))
            asyncio.get_running_loop().call_later(seconds, asleep.cancel)
            assert await within(seconds) == 'timeout'
            assert await asyncio.wait_for(asyncio.sleep(0.01, 'wait_for'), seconds) == 'wait_for'
            done, pending = await asyncio.wait([asyncio.create_task(asyncio.sleep(0.01))], timeout=seconds)
            assert len(done) == 1 and not pending
            done, pending = await asyncio.wait([asleep], timeout=0.01)
            assert not done and pending == {asleep}
            asleep.cancel()
        try:
            await asyncio.sleep(float('nan'))
        except ValueError as error:
            return str(error)
    assert asyncio.run(main()) == 'Invalid delay: NaN (not a number)'


def test_task_group_and_timeout():
    """TaskGroup cancels the others when one fails; timeout cancels what it is around"""
    log = []

    async def long(name):
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            log.append(name)
            raise

    async def bad():
        await asyncio.sleep(0.01)
        raise ValueError('bad')

    async def main():
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(long('in group'))
                group.create_task(bad())
        except* ValueError as caught:
            assert str(caught.exceptions[0]) == 'bad'
        try:
            async with asyncio.timeout(0.02):
                await long('in timeout')
        except TimeoutError:
            log.append('timed out')
        try:
            await asyncio.wait_for(asyncio.sleep(10), 0.01)
        except TimeoutError:
            log.append('wait_for')
    asyncio.run(main())
    assert log == ['in group', 'in timeout', 'timed out', 'wait_for']


def test_gather_wait_shield():
    """gather, wait, as_completed and shield"""
    async def value(n, seconds=0.0):
        await asyncio.sleep(seconds)
        if n < 0:
            raise ValueError(n)
        return n

    async def main():
        assert await asyncio.gather(value(1, 0.02), value(2)) == [1, 2]
        results = await asyncio.gather(value(1), value(-1), return_exceptions=True)
        assert results[0] == 1 and isinstance(results[1], ValueError)
        done, pending = await asyncio.wait([asyncio.create_task(value(1)), asyncio.create_task(value(2, 10))], return_when=asyncio.FIRST_COMPLETED)
        assert len(done) == len(pending) == 1
        pending.pop().cancel()
        assert [await each for each in asyncio.as_completed([value(2, 0.1), value(1, 0.01)])] == [1, 2]
        inner = asyncio.create_task(value(7, 0.05))
        try:
            await asyncio.wait_for(asyncio.shield(inner), 0.01)
        except TimeoutError:
            pass
        assert await inner == 7
    asyncio.run(main())


def test_queue_and_locks():
    """Queue, Lock, Event, Condition, Semaphore and Barrier of asyncio"""
    async def main():
        queue, got = asyncio.Queue(1), []

        async def produce():
            for n in range(3):
                await queue.put(n)
        task = asyncio.create_task(produce())
        for _ in range(3):
            got.append(await queue.get())
            queue.task_done()
        await queue.join()
        await task
        assert got == [0, 1, 2]
        lock, inside = asyncio.Lock(), []

        async def enter(n):
            async with lock:
                inside.append(n)
                await asyncio.sleep(0)
                inside.append(n)
        await asyncio.gather(*map(enter, range(3)))
        assert inside == [0, 0, 1, 1, 2, 2]
        event, semaphore, barrier = asyncio.Event(), asyncio.Semaphore(2), asyncio.Barrier(2)
        waiter = asyncio.create_task(event.wait())
        await asyncio.sleep(0)
        event.set()
        assert await waiter and await semaphore.acquire() and await semaphore.acquire() and semaphore.locked()
        assert sorted(await asyncio.gather(barrier.wait(), barrier.wait())) == [0, 1]
        condition = asyncio.Condition()

        async def notify():
            async with condition:
                condition.notify_all()
        async with condition:
            notifier = asyncio.create_task(notify())
            assert await condition.wait()
        await notifier
    asyncio.run(main())


def test_threads():
    """to_thread and run_in_executor use real threads, and the loop goes on meanwhile"""
    variable = contextvars.ContextVar('variable', default='none')

    def blocking():
        time.sleep(0.2)
        return threading.current_thread().name, variable.get()

    async def main():
        variable.set('main')
        beats = 0
        task = asyncio.create_task(asyncio.to_thread(blocking))
        while not task.done():
            await asyncio.sleep(0.01)
            beats += 1
        name, value = await task
        assert beats > 3 and name.startswith('asyncio_') and value == 'main'
        name, value = await asyncio.get_running_loop().run_in_executor(None, blocking)
        assert name.startswith('asyncio_') and value == 'none'
    asyncio.run(main())


def test_crossing():
    """call_soon_threadsafe and run_coroutine_threadsafe wake a loop that waits"""
    async def main():
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        threading.Timer(0.05, loop.call_soon_threadsafe, [future.set_result, 'set']).start()
        assert await asyncio.wait_for(future, 10) == 'set'
        results = []

        def work():
            results.append(asyncio.run_coroutine_threadsafe(asyncio.sleep(0.01, 'coroutine'), loop).result(10))
        await asyncio.to_thread(work)
        assert results == ['coroutine']
    asyncio.run(main())


def test_loops_in_threads():
    """Each thread may run a loop of its own"""
    results = []

    def work(n):
        results.append(asyncio.run(asyncio.sleep(0.02 * n, n)))
    threads = [threading.Thread(target=work, args=[n]) for n in (3, 2, 1)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(results) == [1, 2, 3]


def test_context():
    """Each task has a context of its own"""
    variable = contextvars.ContextVar('variable')

    async def work(n):
        variable.set(n)
        await asyncio.sleep(0.01)
        return variable.get()

    async def main():
        assert await asyncio.gather(*map(work, range(3))) == [0, 1, 2]
    asyncio.run(main())


def test_debug():
    """Debug mode warns of a slow callback, and a coroutine that is never awaited is warned about"""
    import logging
    records = []
    handler = logging.Handler()
    handler.emit = lambda record: records.append(record.getMessage())
    logging.getLogger('asyncio').addHandler(handler)

    async def slow():
        time.sleep(0.15)

    async def main():
        await asyncio.create_task(slow())
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter('always')
            slow()
        assert "coroutine 'test_debug.<locals>.slow' was never awaited" in str(caught[0].message)
    asyncio.run(main(), debug=True)
    logging.getLogger('asyncio').removeHandler(handler)
    assert any('Executing <Task' in record and ' took 0.' in record for record in records), records


def test_debug_tells_where_a_task_was_made():
    """Debug mode shows where a task was created: by the program's own lines"""
    def files(made):
        return {frame.filename for frame in made._source_traceback}

    async def main():
        task = asyncio.create_task(asyncio.sleep(0))
        handle = asyncio.get_running_loop().call_soon(lambda: None)
        for made in (task, handle, asyncio.get_running_loop().create_future()):
            assert made._source_traceback[-1].name in ('main', 'create_task', 'call_soon', 'create_future'), made._source_traceback[-1]
            assert not [name for name in files(made) if name.startswith('<deck')], files(made)
        await task
    asyncio.run(main(), debug=True)


def test_exception_handler():
    """A task's exception that is never retrieved goes to the loop's exception handler"""
    told = []

    async def bad():
        raise ValueError('nobody asks')

    async def main():
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: told.append(context['message']))
        asyncio.create_task(bad())
        await asyncio.sleep(0.01)
    asyncio.run(main())
    assert told == ['Task exception was never retrieved'], told


def test_eager_tasks():
    """The eager task factory runs a task until its first await"""
    log = []

    async def step():
        log.append('step')
        await asyncio.sleep(0)

    async def main():
        asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
        task = asyncio.create_task(step())
        log.append('main')
        await task
    asyncio.run(main())
    assert log == ['step', 'main']


def test_async_generators():
    """Async generators and comprehensions"""
    async def numbers():
        for n in range(3):
            await asyncio.sleep(0)
            yield n

    async def main():
        assert [n async for n in numbers()] == [0, 1, 2]
    asyncio.run(main())
