import { describe, expect, it } from 'vitest'
import { currentText, useText } from '../../../live/demos/edits'
import { dropLinked, linkedCode, linkedOf, putLinked, takeLinkedSchedule } from '../../../live/demos/linked'
import { stage } from '../../../live/state/stage'

const MODE = { mode: 'gil' } as const

describe('code that came by a link', () => {
  it('lies over what the person had made, and leaves it as it was', () => {
    const { text, linked, edited, reset } = useText(() => 'l1/x.ts', () => 'original')
    text.value = 'mine'
    putLinked({ file: 'l1/x.ts', text: 'theirs', ...MODE })
    expect([text.value, linked.value, edited.value]).toEqual(['theirs', true, true])
    expect(stage.get('text:l1/x.ts')?.text).toBe('mine')
    reset()
    expect([text.value, linked.value]).toEqual(['mine', false])
  })

  it('may be changed, and is still not the person’s own', () => {
    const { text, linked } = useText(() => 'l2/x.ts', () => 'original')
    putLinked({ file: 'l2/x.ts', text: 'theirs', ...MODE })
    text.value = 'theirs, with a change'
    expect([text.value, linked.value]).toEqual(['theirs, with a change', true])
    expect(stage.get('text:l2/x.ts')).toBeUndefined()
    expect(currentText('l2/x.ts', ['original'])).toBe('original')
  })

  it('becomes the person’s own edit when it is kept', () => {
    const { text, linked, keep } = useText(() => 'l3/x.ts', () => 'original')
    putLinked({ file: 'l3/x.ts', text: 'theirs', ...MODE })
    keep()
    expect([text.value, linked.value]).toEqual(['theirs', false])
    expect(currentText('l3/x.ts', ['original'])).toBe('theirs')
  })

  it('gives the schedule that came with it once, also after it was edited', () => {
    const { text } = useText(() => 'l6/x.ts', () => 'original')
    putLinked({ file: 'l6/x.ts', text: 'theirs', schedule: '0x3 1', ...MODE })
    text.value = 'theirs, with a change'
    expect([takeLinkedSchedule('l6/x.ts'), takeLinkedSchedule('l6/x.ts'), takeLinkedSchedule('none/x.ts')]).toEqual(['0x3 1', undefined, undefined])
    expect(linkedCode('l6/x.ts')).toEqual({ file: 'l6/x.ts', text: 'theirs, with a change', ...MODE })
  })

  it('is found by its demo, the latest first', () => {
    putLinked({ file: 'l4/x.ts', text: '1', ...MODE })
    putLinked({ file: 'l4/y.py', text: '2', ...MODE })
    expect(linkedOf('l4')?.text).toBe('2')
    dropLinked('l4/y.py')
    expect(linkedOf('l4')?.text).toBe('1')
    expect(linkedOf('l5')).toBeUndefined()
  })
})
