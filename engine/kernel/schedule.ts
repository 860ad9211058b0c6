/**
 * The one place that every shared access, checkpoint and synchronisation call passes. In Real mode a shared access is
 * no place to hand over, so there is nothing to do: the engine inlines it away. A mode that chooses the interleaving
 * waits here for its scheduler's word.
 */
export function schedulePoint(): void {}
