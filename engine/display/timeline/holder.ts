/** Holds a selection, if any: Vue's refs fit, and so do plain objects. */
export interface Holder<Value> {
  value: Value | undefined
}
