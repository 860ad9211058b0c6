import { expect, it } from 'vitest'
import { roomRole } from '../../../live/page/room-role'
import { relayAddress } from '../../../live/room/room-file'
import { newSecret, roomOf } from '../../../live/room/signed'

it('a relay can be beside the page, or anywhere that a browser connects to', () => {
  expect(relayAddress('./relay', new URL('http://192.168.1.7:3131/'))).toBe('ws://192.168.1.7:3131/relay')
  expect(relayAddress('./relay', new URL('https://talk.example/deck/'))).toBe('wss://talk.example/deck/relay')
  expect(relayAddress('wss://broker.example/mqtt', new URL('http://localhost:3030/'))).toBe('wss://broker.example/mqtt')
})

it('a page on https has no room over ws:, and says why', () => {
  expect(() => relayAddress('ws://broker.example/mqtt', new URL('https://talk.example/'))).toThrow('wss: only')
})

it('a window is in a room by its address alone, and in none if that has no key', () => {
  const room = roomOf(newSecret())
  expect(roomRole(`?room=${room}`)).toEqual({ kind: 'guest', room })
  expect(roomRole('?present')).toEqual({ kind: 'presenter' })
  for (const search of ['', '?room=', '?room=abc', `?room=${room}x`, '?print'])
    expect(roomRole(search), search).toBeUndefined()
})
