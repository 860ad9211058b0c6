/** How a value that crosses between threads begins in its bytes. */

export enum ValueTag {
  Undefined,
  Null,
  True,
  False,
  Int,
  Float,
  BigInt,
  String,
  Array,
  Object,
  Map,
  Set,
  Date,
  Buffer,
  View,
  Error,
  Function,
  Handle,
  Back,
  Instance,
}
