// A service that stops well: no new jobs, the workers do what is left, then they close what they opened.
import * as asyncio from 'asyncio'
import { print, range, repr, sorted } from 'builtins'

const WORKERS = 3

const accepted: number[] = []
const done: number[] = []
const connections = new Set<string>()

async function accept(queue: asyncio.Queue<number>) {
  try {
    for (let n = 1; ; n++) {
      accepted.push(n)
      queue.putNowait(n)
      await asyncio.sleep(0.01)
    }
  }
  finally {
    print('accept: no new jobs')
  }
}

async function handle(name: string, job: number) {
  await asyncio.sleep(0.05)
  done.push(job)
  print(`${name}: job ${job}`)
}

async function work(name: string, queue: asyncio.Queue<number>) {
  connections.add(name)
  let job: number | null = null
  try {
    while (true) {
      job = await queue.get()
      await handle(name, job)
      job = null
    }
  }
  catch (error) {
    if (error instanceof asyncio.CancelledError) {
      print(`${name}: cancelled, ${queue.qsize()} jobs in the queue`)
      if (job !== null)
        await handle(name, job) // it was interrupted: once more
      while (!queue.empty())
        await handle(name, queue.getNowait())
    }
    throw error
  }
  finally {
    connections.delete(name)
    print(`${name}: connection closed`)
  }
}

export async function main() {
  const queue = new asyncio.Queue<number>()
  const producer = asyncio.createTask(accept(queue), { name: 'accept' })
  const workers = range(WORKERS).map(n =>
    asyncio.createTask(work(`worker-${n}`, queue), { name: `worker-${n}` }))
  await asyncio.sleep(0.3)
  print('shutting down')
  producer.cancel()
  await asyncio.gather(producer, { returnExceptions: true })
  workers.forEach(worker => worker.cancel())
  await asyncio.gather(...workers, { returnExceptions: true })
  print(`${accepted.length} accepted, ${done.length} done`)
  const ended = workers.every(worker => worker.cancelled())
  const right = repr(sorted(done)) === repr(accepted) && ended && connections.size === 0
  print(`all jobs done, ${connections.size} connections open: ${right ? 'True' : 'False'}`)
}
