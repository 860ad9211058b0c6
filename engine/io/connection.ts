/** What browsers tell of a connection; Firefox and Safari tell nothing. */
interface NetworkInformation {
  saveData?: boolean
  type?: string
  effectiveType?: string
}

/**
 * Whether each megabyte costs the person money or patience: what is not asked for is not fetched then. Where the
 * browser does not tell, it is taken for no. For windows and workers.
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
