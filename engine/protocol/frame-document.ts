/** The id of the element of the frame's document that holds the script of its workers; `data-scripts` says how that reaches them. */
export const WORKER_SCRIPT_ID = 'worker-script'
