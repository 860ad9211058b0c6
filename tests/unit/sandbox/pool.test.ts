/** The workers that are kept ready while nothing runs. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WorkerPool } from '../../../engine/sandbox/pool'

/** A worker that boots when the test says so. */
class FakeWorker {
  static booting: FakeWorker[] = []
  static alive = 0
  onmessage: ((event: { data: { type: string } }) => void) | undefined

  constructor() {
    FakeWorker.booting.push(this)
    FakeWorker.alive++
  }

  boot(): void {
    this.onmessage?.({ data: { type: 'booted' } })
  }

  terminate(): void {
    FakeWorker.alive--
  }
}

/** Boots all workers that are on their way, those too that are made because of it; the most at a time. */
function bootAll(): number {
  let most = 0
  while (FakeWorker.booting.length > 0) {
    most = Math.max(most, FakeWorker.booting.length)
    FakeWorker.booting.shift()!.boot()
  }
  return most
}

function start(): WorkerPool {
  return new WorkerPool('', 'blob', () => {}, message => expect.fail(message))
}

beforeEach(() => {
  FakeWorker.booting = []
  FakeWorker.alive = 0
  vi.stubGlobal('Worker', FakeWorker)
})

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('the pool of workers', () => {
  it('keeps some workers ready from the start', () => {
    const pool = start()
    bootAll()
    expect(pool.ready).toBe(pool.target)
    expect(pool.ready).toBeGreaterThan(0)
  })

  it('gets a hundred ready for a program that is known to start a hundred threads, a few at a time', () => {
    const pool = start()
    pool.expect(101)
    pool.refill()
    expect(bootAll()).toBeLessThanOrEqual(8)
    expect(pool.ready).toBe(101)
  })

  it('gives up the workers that the next program in sight has no use for', () => {
    const pool = start()
    pool.expect(101)
    pool.refill()
    bootAll()
    pool.expect(1)
    expect(FakeWorker.alive).toBe(pool.target)
    expect(pool.ready).toBe(pool.target)
  })

  it('keeps ready what the last run needed, but not a hundred', () => {
    const pool = start()
    pool.remember(10)
    pool.refill()
    bootAll()
    expect(pool.ready).toBe(10)
    pool.remember(100)
    pool.refill()
    bootAll()
    expect(pool.ready).toBeLessThan(50)
  })

  it('makes as many as a run asks for beyond what is kept ready', () => {
    const pool = start()
    pool.refill(60)
    bootAll()
    expect(pool.ready).toBe(60)
  })
})
