import { afterEach, expect, it, vi } from 'vitest'
import { isMetered } from '../../../engine/io/connection'

afterEach(() => vi.unstubAllGlobals())

it.each([
  ['a browser that reports nothing', undefined, false],
  ['a fast line', { effectiveType: '4g', saveData: false }, false],
  ['a line that the person wants to save', { effectiveType: '4g', saveData: true }, true],
  ['a slow line', { effectiveType: '3g' }, true],
  ['a mobile line', { effectiveType: '4g', type: 'cellular' }, true],
])('%s', (_, connection, expected) => {
  vi.stubGlobal('navigator', { connection })
  expect(isMetered()).toBe(expected)
})
