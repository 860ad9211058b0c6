import { shallowRef } from 'vue'

/** Whether edits survive a reload: not if storage is denied or full. */
export const keepsEdits = shallowRef(true)
