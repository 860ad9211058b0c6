/** Holds what a person has chosen, if anything: a ref of Vue is one, and so is a plain object. */
export interface Holder<Value> {
  value: Value | undefined
}
