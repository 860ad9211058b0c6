/** A Controlled run measures nothing, so it has no timeline in milliseconds: its steps are its trace. */
import type { LaneEnd, LaneKind, State } from '../../protocol/trace'

export function attachTrace(_buffer: SharedArrayBuffer): void {}
export function traceLaneStart(_lane: number, _kind: LaneKind, _line: number): void {}
export function traceState(_lane: number, _state: State, _subject = 0, _peer = 0, _line = 0, _time = 0): void {}
export function traceLaneEnd(_lane: number, _how: LaneEnd, _time = 0): void {}
