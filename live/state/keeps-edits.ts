import { shallowRef } from 'vue'

/** Whether what is edited will be there after a reload: not where storage is denied or full. */
export const keepsEdits = shallowRef(true)
