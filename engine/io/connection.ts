/** What browsers report about a connection; Firefox and Safari report nothing. */
interface NetworkInformation {
  saveData?: boolean
  type?: string
  effectiveType?: string
}

/**
 * Whether each megabyte costs the person money or patience: then nothing is fetched unless it was asked for. Where the
 * browser doesn't say, the answer is no. For windows and workers.
 *
 * @see https://developer.mozilla.org/docs/Web/API/NetworkInformation
 */
export function isMetered(): boolean {
  const { connection } = navigator as { connection?: NetworkInformation }
  if (!connection)
    return false
  const { saveData, type, effectiveType } = connection
  return saveData === true || type === 'cellular' || (effectiveType !== undefined && effectiveType !== '4g')
}
