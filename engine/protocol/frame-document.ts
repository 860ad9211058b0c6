/** The id of the element in the frame's document that holds its workers' script; `data-scripts` says how to load it. */
export const WORKER_SCRIPT_ID = 'worker-script'
