/**
 * CPython for Emscripten asks JavaScript for signals every so many checks of the eval breaker, and also in passing,
 * with each `str` or `repr` of something (`PyErr_CheckSignals` of Python/emscripten_signal.c). On a thread that can be
 * suspended a call of JavaScript takes longer than most texts; so what asks in passing is answered in WebAssembly.
 */

/** The function that CPython calls: it calls the one in the table. */
const GATE = assemble(`
  00 61 73 6d  01 00 00 00
  01 05  01  60 00 01 7f                      type 0: () -> i32
  03 02  01  00                               function 0
  04 04  01  70 00 01                         table 0, of one function
  07 09  02  01 74 01 00  01 66 00 00         exports: the table as "t", the function as "f"
  0a 09  01  07 00
    41 00  11 00 00  0b                       i32.const 0, call_indirect, end
`)

/**
 * What is put there when the interpreter's memory exists. CPython sets its count of checks to 50 just before it asks
 * for a signal because the count was used up; of the other times one in 64 is let through.
 */
const FILTER = assemble(`
  00 61 73 6d  01 00 00 00
  01 05  01  60 00 01 7f                      type 0: () -> i32
  02 15  03                                   imports of "m":
    01 6d 01 6d  02 00 01                     memory "m"
    01 6d 01 63  03 7f 00                     global 0 "c": address of the count
    01 6d 01 72  00 00                        function 0 "r": JavaScript's answer
  03 02  01  00                               function 1
  06 06  01  7f 01 41 00 0b                   global 1: how often was asked in passing
  07 05  01  01 66 00 01                      export: function 1 as "f"
  0a 26  01  24 00
    23 00  28 02 00  41 32  46                global.get 0, i32.load, i32.const 50, i32.eq
    04 7f  10 00                              if: call 0
    05  23 01  41 01  6a  41 3f  71  24 01    else: global 1 = (global 1 + 1) & 63
    23 01  04 7f  41 00                       global.get 1, if: i32.const 0
    05  10 00  0b  0b  0b                     else: call 0, end, end, end
`)

/** Bytes from a listing: of each line the pairs of hexadecimal digits before its remark. */
function assemble(listing: string): Uint8Array<ArrayBuffer> {
  const lines = listing.split('\n').map(line => /^(?:\s*[0-9a-f]{2}(?!\S))*/.exec(line)![0])
  return Uint8Array.from(lines.join(' ').trim().split(/\s+/), pair => Number.parseInt(pair, 16))
}

/** A function that CPython can import in the place of JavaScript's. */
export interface SignalGate {
  ask: () => number
  /**
   * To be called before the interpreter runs.
   *
   * @param memory the interpreter's
   * @param count address of its count of checks
   */
  open: (memory: WebAssembly.Memory, count: number) => void
}

/**
 * Stands between CPython and JavaScript.
 *
 * @param read JavaScript's answer: the number of a signal, or 0
 */
export function signalGate(read: () => number): SignalGate {
  const { t: table, f: ask } = new WebAssembly.Instance(new WebAssembly.Module(GATE)).exports as { t: WebAssembly.Table, f: () => number }
  return {
    ask,
    open(memory, count) {
      const { f: filter } = new WebAssembly.Instance(new WebAssembly.Module(FILTER), { m: { m: memory, c: count, r: read } }).exports
      table.set(0, filter)
    },
  }
}
