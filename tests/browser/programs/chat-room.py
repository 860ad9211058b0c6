import asyncio

LINES = {
    "Ada": ["hello", "is anybody here?", "bye"],
    "Guido": ["hi Ada", "we are all here", "see you"],
    "Linus": ["hm", "talk is cheap", "show me the code"],
}


class Room:
    def __init__(self):
        self.queues = {}

    def join(self, name):
        self.queues[name] = asyncio.Queue()
        print(f"* {name} joins")
        return self.queues[name]

    def leave(self, name):
        del self.queues[name]
        print(f"* {name} leaves")

    def broadcast(self, text):
        for queue in self.queues.values():
            queue.put_nowait(text)

    def close(self):
        for queue in self.queues.values():
            queue.shutdown()


async def listen(room, name, patience):
    queue = room.join(name)
    heard = 0
    try:
        while heard < patience:
            text = await queue.get()
            heard += 1
            print(f"{name:>6} hears {text}")
    except asyncio.QueueShutDown:
        pass
    room.leave(name)
    return heard


async def talk(room, name, pause):
    for line in LINES[name]:
        await asyncio.sleep(pause)
        room.broadcast(f"<{name}> {line}")


async def main():
    room = Room()
    async with asyncio.TaskGroup() as listeners:
        tasks = [
            listeners.create_task(listen(room, name, 100), name=name) for name in LINES
        ]
        # Grace only listens, and leaves early.
        tasks.append(listeners.create_task(listen(room, "Grace", 4), name="Grace"))
        await asyncio.sleep(0)
        async with asyncio.TaskGroup() as talkers:
            for n, name in enumerate(LINES, 1):
                talkers.create_task(talk(room, name, 0.03 * n))
        room.close()
    for task in tasks:
        print(f"{task.get_name()} heard {task.result()}")
    heard = sum(task.result() for task in tasks)
    print(f"heard {heard}:", heard == 3 * 9 + 4)


if __name__ == "__main__":
    asyncio.run(main())
