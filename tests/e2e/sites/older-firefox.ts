import type { Browser } from '@playwright/test'

/** The one part of Playwright's own objects that is used here. */
interface Inside {
  _connection: { toImpl: (object: object) => { _browserSession?: BidiSession } }
}

interface BidiSession {
  send: (method: string, params: object) => Promise<unknown>
}

/** Firefox learns this command after 153, and Playwright sends it for every context. */
const UNKNOWN_TO_IT = 'emulation.setMediaFeaturesOverride'

/**
 * Lets Playwright open contexts in a Firefox that does not know how to emulate a colour scheme: the command that says which
 * one may fail, if it fails for that. A test that asks for a colour scheme by itself still fails.
 *
 * It can go when Debian's Firefox knows the command.
 */
export function allowNoColourScheme(browser: Browser): void {
  const session = (browser as unknown as Inside)._connection.toImpl(browser)._browserSession
  // Only a browser that is driven over WebDriver BiDi has one of this kind.
  if (browser.browserType().name() !== 'firefox' || !session)
    return
  const send = session.send.bind(session)
  session.send = (method, params) => method !== UNKNOWN_TO_IT
    ? send(method, params)
    : send(method, params).catch((error: Error) => {
        if (!error.message.includes('unknown command'))
          throw error
      })
}
