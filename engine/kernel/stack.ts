/** Scripts in `data:` addresses are all of their own address, and an engine may put that into each line of a stack. */
const DATA_ADDRESS = /data:text\/javascript;charset=utf-8,[^:\s]*/g
/** How a compiled program ends: with its name, in the encoding of such an address. */
const NAME_AT_END = /^.*%2F%2F%23%20sourceURL%3D(.*?)%0A/

/** JavaScript's own stack of an error, with names in the place of whole scripts. */
export function stackOf(error: Error): string {
  return (error.stack ?? '').replace(DATA_ADDRESS, (address) => {
    const name = NAME_AT_END.exec(address)?.[1]
    return name === undefined ? '' : decodeURIComponent(name)
  })
}
