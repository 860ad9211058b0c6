/** A shared array as programs have it: a bare typed array. Controlled runs have one whose accesses are steps. */
export function watched(array: Float64Array, _address: number): Float64Array {
  return array
}
