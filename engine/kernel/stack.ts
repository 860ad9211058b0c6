/** A script in a `data:` address is its own address, and a JavaScript engine may repeat that in each line of a stack. */
const DATA_ADDRESS = /data:text\/javascript;charset=utf-8,[^:\s]*/g
/** The end of a compiled program: its name, encoded as in such an address. */
const NAME_AT_END = /^.*%2F%2F%23%20sourceURL%3D(.*?)%0A/

/** JavaScript's own stack of an error, with names instead of whole scripts. */
export function stackOf(error: Error): string {
  return (error.stack ?? '').replace(DATA_ADDRESS, (address) => {
    const name = NAME_AT_END.exec(address)?.[1]
    return name === undefined ? '' : decodeURIComponent(name)
  })
}
