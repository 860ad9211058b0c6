/** Classes whose objects can cross to other threads, and which of their parts do. */

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

/** An exception's own members besides its fields; they are not enumerable. */
export const HIDDEN_MEMBERS = ['cause', 'args', 'notes'] as const

/** Exception classes of the standard modules, by their names. */
export const crossingErrors = new Map<string, unknown>()

/** Registers an exception class of a standard module, so that its instances keep their class when they cross. */
export function registerErrorClass(errorClass: { readonly name: string }): void {
  crossingErrors.set(errorClass.name, errorClass)
}

/** How objects of a standard class cross: as parts that can. */
export interface Crossing<T> {
  /** Creates an object without its parts; omitted where the parts determine the object. */
  make?: () => T
  /** The parts, each with its step in the path that an error shows. */
  parts: (value: T) => (readonly [step: string, part: unknown])[]
  /** Fills the object with its parts, in the order of {@link parts}. */
  fill: (made: T, parts: unknown[]) => T
}

export const crossings = new Map<string, Crossing<object>>()
export const crossingNames = new Map<object, string>()

/**
 * Lets objects of a standard class cross to other threads and keep their class. Objects of subclasses are refused.
 */
export function registerCrossingClass<T extends object>(crossingClass: { readonly name: string, readonly prototype: T }, crossing: Crossing<T>): void {
  crossings.set(crossingClass.name, crossing as unknown as Crossing<object>)
  crossingNames.set(crossingClass.prototype, crossingClass.name)
}

/** JavaScript classes whose objects can cross; those of subclasses would lose their methods. */
export const CROSSING_PROTOTYPES = new Set<object>([Array, Map, Set, Date, ArrayBuffer, ...VIEWS].map(it => it.prototype as object))
