import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSandbox } from './in-sandbox'

const SECRET = 'the deck\'s own'

beforeAll(async () => {
  localStorage.setItem('secret', SECRET)
  document.cookie = `secret=1`
  await (await caches.open('secret')).put('/secret', new Response(SECRET))
  await new Promise((resolve, reject) => {
    const request = indexedDB.open('secret')
    request.onsuccess = () => resolve(request.result.close())
    request.onerror = () => reject(request.error)
  })
})
afterAll(async () => {
  localStorage.removeItem('secret')
  await caches.delete('secret')
  indexedDB.deleteDatabase('secret')
})

/** What a program may try, and what it gets: an error, or nothing of the deck's. */
const ROUTES: Record<string, { body: string, gets?: RegExp }> = {
  'local storage': { body: 'return localStorage.getItem("secret")' },
  'session storage': { body: 'return sessionStorage.length' },
  'cookies of a document': { body: 'return document.cookie' },
  'the cookie store': { body: 'return (await cookieStore.getAll()).length' },
  'indexedDB': { body: 'return new Promise((resolve, reject) => { const r = indexedDB.open("secret"); r.onsuccess = resolve; r.onerror = () => reject(r.error) })' },
  'names of databases': { body: 'return (await indexedDB.databases()).length' },
  'caches': { body: 'return caches.match("/secret")' },
  'private files': { body: 'return navigator.storage.getDirectory()' },
  'locks': { body: 'return navigator.locks.request("secret", () => 1)' },
  'the page': { body: 'return parent.document.title' },
  'other frames': { body: 'return top.frames.length' },
  'its own frame\'s window': { body: 'return window.document' },
  'its origin': { body: 'return self.origin', gets: /^null$/ },
}

describe('the sandbox can\'t reach what is the deck\'s', () => {
  for (const [name, { body, gets = /^refused: / }] of Object.entries(ROUTES))
    it(name, async () => expect(await inSandbox(body)).toMatch(gets))

  it('a channel of the same name does not lead to the page', async () => {
    const heard: unknown[] = []
    const channel = new BroadcastChannel('deck')
    channel.onmessage = ({ data }) => heard.push(data)
    await inSandbox('new BroadcastChannel("deck").postMessage("hello"); await new Promise(resolve => setTimeout(resolve, 200))')
    // One that is of this origin would be heard by now.
    const other = new BroadcastChannel('deck')
    other.postMessage('marker')
    await expect.poll(() => heard).toContain('marker')
    expect(heard).toEqual(['marker'])
    channel.close()
    other.close()
  })
})
