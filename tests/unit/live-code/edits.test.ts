import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { isEdited, useText } from '../../../live/demos/edits'
import { stage } from '../../../live/state/stage'

describe('an edited text', () => {
  it('is the same for all blocks that show the file, and no other\'s', () => {
    const one = useText(() => 'a/x.ts', () => 'original')
    const two = useText(() => 'a/x.ts', () => 'original')
    const other = useText(() => 'a/y.ts', () => 'original')
    one.text.value = 'changed'
    expect(two.text.value).toBe('changed')
    expect(two.edited.value).toBe(true)
    expect(other.text.value).toBe('original')
    expect([isEdited('a/x.ts'), isEdited('a/y.ts')]).toEqual([true, false])
  })

  it('is the original again after a reset, or when it has been typed back', () => {
    const { text, edited, reset } = useText(() => 'b/x.ts', () => 'original')
    text.value = 'changed'
    reset()
    expect([text.value, edited.value]).toEqual(['original', false])
    text.value = 'changed'
    text.value = 'original'
    expect(edited.value).toBe(false)
  })

  it('is dropped when the text that it was made from is another one now', () => {
    const original = ref('version 1')
    const { text } = useText(() => 'c/x.ts', () => original.value)
    text.value = 'changed'
    original.value = 'version 2'
    expect(text.value).toBe('version 2')
  })

  it('follows the file when a block shows another variant', () => {
    const file = ref('d/x.ts')
    const { text } = useText(() => file.value, () => `original of ${file.value}`)
    text.value = 'changed'
    file.value = 'd/y.ts'
    expect(text.value).toBe('original of d/y.ts')
    file.value = 'd/x.ts'
    expect(text.value).toBe('changed')
  })

  it('is gone with all others after a reset of everything', () => {
    const { text } = useText(() => 'e/x.ts', () => 'original')
    text.value = 'changed'
    stage.clear()
    expect(text.value).toBe('original')
  })
})
