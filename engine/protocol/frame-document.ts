/**
 * The id of the element in the frame's document that holds its workers' script; `data-scripts` says how to load it,
 * `data-memory` whether the page, and with it the frame, has shared memory: `shared` or `none`.
 */
export const WORKER_SCRIPT_ID = 'worker-script'
