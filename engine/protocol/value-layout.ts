/** Layout of a value that crosses between threads: the tags that start it. */

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
