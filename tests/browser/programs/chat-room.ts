import * as asyncio from 'asyncio'
import { enumerate, print, sum } from 'builtins'

const LINES = new Map([
  ['Ada', ['hello', 'is anybody here?', 'bye']],
  ['Guido', ['hi Ada', 'we are all here', 'see you']],
  ['Linus', ['hm', 'talk is cheap', 'show me the code']],
])

class Room {
  queues = new Map<string, asyncio.Queue<string>>()

  join(name: string) {
    const queue = new asyncio.Queue<string>()
    this.queues.set(name, queue)
    print(`* ${name} joins`)
    return queue
  }

  leave(name: string) {
    this.queues.delete(name)
    print(`* ${name} leaves`)
  }

  broadcast(text: string) {
    for (const queue of this.queues.values())
      queue.putNowait(text)
  }

  close() {
    for (const queue of this.queues.values())
      queue.shutdown()
  }
}

async function listen(room: Room, name: string, patience: number) {
  const queue = room.join(name)
  let heard = 0
  try {
    while (heard < patience) {
      const text = await queue.get()
      heard += 1
      print(`${name.padStart(6)} hears ${text}`)
    }
  }
  catch (error) {
    if (!(error instanceof asyncio.QueueShutDown))
      throw error
  }
  room.leave(name)
  return heard
}

async function talk(room: Room, name: string, pause: number) {
  for (const line of LINES.get(name) ?? []) {
    await asyncio.sleep(pause)
    room.broadcast(`<${name}> ${line}`)
  }
}

export async function main() {
  const room = new Room()
  const tasks: asyncio.Task<number>[] = []
  {
    await using listeners = new asyncio.TaskGroup()
    for (const name of LINES.keys())
      tasks.push(listeners.createTask(listen(room, name, 100), { name }))
    // Grace only listens, and leaves early.
    tasks.push(listeners.createTask(listen(room, 'Grace', 4), { name: 'Grace' }))
    await asyncio.sleep(0)
    {
      await using talkers = new asyncio.TaskGroup()
      for (const [n, name] of enumerate(LINES.keys(), 1))
        talkers.createTask(talk(room, name, 0.03 * n))
    }
    room.close()
  }
  for (const task of tasks)
    print(`${task.getName()} heard ${task.result()}`)
  const heard = sum(tasks.map(task => task.result()))
  print(`heard ${heard}:`, heard === 3 * 9 + 4)
}
