import { expect, it } from 'vitest'
import { roomRole } from '../../../live/page/room-role'
import { relayAddress } from '../../../live/room/room-file'
import { newSecret, roomOf } from '../../../live/room/signed'

it('a relay is beside the page, or anywhere else that a browser connects to', () => {
  expect(relayAddress('./relay', new URL('http://192.168.1.7:3131/'))).toBe('ws://192.168.1.7:3131/relay')
  expect(relayAddress('./relay', new URL('https://talk.example/deck/'))).toBe('wss://talk.example/deck/relay')
  expect(relayAddress('wss://broker.example/mqtt', new URL('http://localhost:3030/'))).toBe('wss://broker.example/mqtt')
})

it('from a page of https there is no room over ws:, and the page says why', () => {
  expect(() => relayAddress('ws://broker.example/mqtt', new URL('https://talk.example/'))).toThrow('wss: only')
})

it('a window is of a room by its address alone, and of none where that names no key', () => {
  const room = roomOf(newSecret())
  expect(roomRole(`?room=${room}`)).toEqual({ kind: 'guest', room })
  expect(roomRole('?present')).toEqual({ kind: 'presenter' })
  for (const search of ['', '?room=', '?room=abc', `?room=${room}x`, '?print'])
    expect(roomRole(search), search).toBeUndefined()
})
