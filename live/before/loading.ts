/** What becomes of a load that the network breaks off: the page says so, and goes on by itself when the network is back. */

/** How often is tried whether the network is back, in milliseconds. */
const INTERVAL = 2000
/** A page that is still empty after this time says that it is being loaded, in milliseconds. */
const PATIENCE = 15_000
/** How often a file is asked for while the server answers: then it is gone, as after a new version of the deck. */
const MOST_ATTEMPTS = 3

/** How browsers say that a module or its styles could not be fetched; what goes wrong inside of one is none of this. */
const NOT_FETCHED = /dynamically imported module|importing a module script|preload CSS/i

const WAITING = 'The network broke off while the deck was loading. It goes on by itself when the network is back.'
const GONE = 'A part of the deck could not be loaded: it may have a new version.'
const SLOW = 'The talk is still being loaded.'

declare global {
  interface Window {
    /** Imports a part of the deck, again and again while there is no network; scripts/vite/before-modules.ts calls it. */
    retryLoading: <Part>(load: () => Promise<Part>) => Promise<Part>
  }
}

/** Watches over the loading of the page. */
export function watchLoading() {
  window.retryLoading = retryLoading
  window.addEventListener('error', ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel !== 'icon') {
      // As long as it is in the page nothing asks for the file again.
      target.remove()
      if (target.rel === 'stylesheet' && isEmpty())
        void startOver()
    }
    else if (target instanceof HTMLScriptElement && isEmpty()) {
      void startOver()
    }
  }, { capture: true })
  setTimeout(() => {
    if (isEmpty())
      say(SLOW)
  }, PATIENCE)
  new MutationObserver((_, observer) => {
    if (isEmpty())
      return
    observer.disconnect()
    hush(SLOW)
  }).observe(document, { childList: true, subtree: true })
}

/** Whether the deck has not drawn anything yet. */
function isEmpty(): boolean {
  return !document.querySelector('#app')?.hasChildNodes()
}

async function startOver() {
  say(WAITING)
  await networkIsBack()
  // Nothing has been drawn, so there is nothing to lose.
  if (isEmpty())
    location.reload()
}

async function retryLoading<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let attempts = 1; ; attempts++) {
    try {
      const part = await load()
      hush(WAITING)
      return part
    }
    catch (error) {
      if (!NOT_FETCHED.test(String(error)))
        throw error
      if (attempts === MOST_ATTEMPTS) {
        say(GONE)
        throw error
      }
      if (await isOnline())
        continue
      say(WAITING)
      await networkIsBack()
      attempts = 0
    }
  }
}

let back: Promise<void> | undefined

/** Waits until the deck's server answers. */
function networkIsBack(): Promise<void> {
  back ??= (async () => {
    while (!await isOnline())
      await new Promise(resolve => setTimeout(resolve, INTERVAL))
    back = undefined
  })()
  return back
}

async function isOnline(): Promise<boolean> {
  const { href } = new URL(location.pathname + location.search, location.href)
  return fetch(href, { method: 'HEAD', cache: 'no-store' }).then(({ ok }) => ok, () => false)
}

let line: HTMLElement | undefined

/** Says something at the foot of the page, with a button that reloads it. */
function say(text: string) {
  if (!document.body) {
    document.addEventListener('DOMContentLoaded', () => say(text), { once: true })
    return
  }
  line?.remove()
  line = document.createElement('p')
  line.setAttribute('role', 'alert')
  line.style.cssText = 'position:fixed;z-index:1000;left:50%;bottom:24px;transform:translateX(-50%);margin:0;padding:8px 18px;border:1px solid #8888;border-radius:8px;background:Canvas;color:CanvasText;font:16px/1.5 system-ui,sans-serif'
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Reload', onclick: () => location.reload() })
  button.style.cssText = 'margin-left:12px;padding:2px 10px;border:1px solid currentColor;border-radius:6px;background:none;color:inherit;font:inherit;cursor:pointer'
  line.append(text, button)
  document.body.append(line)
}

/** Takes a line away that is true no longer. */
function hush(text: string) {
  if (line?.firstChild?.textContent !== text)
    return
  line.remove()
  line = undefined
}
