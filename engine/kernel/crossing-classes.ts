/** Which classes' objects cross to other threads, and what crosses of them. */

export const VIEWS = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  DataView,
] as const

/** What an exception has of its own beside its fields; nobody enumerates it. */
export const HIDDEN_MEMBERS = ['cause', 'args', 'notes'] as const

/** Exception classes of the standard modules, by their names. */
export const crossingErrors = new Map<string, unknown>()

/** Makes an exception class of a standard module known, so that its instances keep their class when they cross. */
export function registerErrorClass(errorClass: { readonly name: string }): void {
  crossingErrors.set(errorClass.name, errorClass)
}

/** How objects of a standard module's class cross: by parts that can. */
export interface Crossing<T> {
  /** An object without its parts; none where the parts say which object is meant. */
  make?: () => T
  /** The parts, each with the step to it in the path that an error names. */
  parts: (value: T) => (readonly [step: string, part: unknown])[]
  /** The object with its parts, in the order of {@link parts}. */
  fill: (made: T, parts: unknown[]) => T
}

export const crossings = new Map<string, Crossing<object>>()
export const crossingNames = new Map<object, string>()

/**
 * Lets objects of a standard module's class cross to other threads as what they are. Objects of derived classes are
 * refused.
 */
export function registerCrossingClass<T extends object>(crossingClass: { readonly name: string, readonly prototype: T }, crossing: Crossing<T>): void {
  crossings.set(crossingClass.name, crossing as unknown as Crossing<object>)
  crossingNames.set(crossingClass.prototype, crossingClass.name)
}

/** Classes of JavaScript whose objects cross; those of derived classes would lose their methods. */
export const CROSSING_PROTOTYPES = new Set<object>([Array, Map, Set, Date, ArrayBuffer, ...VIEWS].map(it => it.prototype as object))
