/** A shared array as programs use it: a bare typed array. In Controlled runs its accesses are steps. */
export function watched(array: Float64Array, _address: number): Float64Array {
  return array
}
