/** Node 20 has no `Promise.withResolvers`, which every browser with threads has. */
export function provideWithResolvers(): void {
  Promise.withResolvers ??= <T>() => {
    let resolve!: (value: T | PromiseLike<T>) => void
    let reject!: (reason?: unknown) => void
    const promise = new Promise<T>((...both) => [resolve, reject] = both)
    return { promise, resolve, reject }
  }
}
