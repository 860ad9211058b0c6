// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { h, nextTick } from 'vue'
import ModeSwitch from '../../live/live-code/ModeSwitch.vue'
import TabBar from '../../live/live-code/TabBar.vue'

describe('a row of tabs', () => {
  function open(chosen: string) {
    const bar = mount(TabBar<{ key: string }>, {
      props: {
        'tabs': ['one', 'two', 'three'].map(key => ({ key })),
        'label': 'Variants',
        'panel': 'code',
        'modelValue': chosen,
        'onUpdate:modelValue': (key: string) => bar.setProps({ modelValue: key }),
      },
      slots: { default: ({ tab }: { tab: { key: string } }) => h('span', tab.key) },
      attachTo: document.body,
    })
    const selected = () => bar.findAll('[aria-selected=true]').map(tab => tab.text()).join()
    return { bar, selected }
  }

  it.each([
    ['ArrowRight', 'one', 'two'],
    ['ArrowRight', 'three', 'one'],
    ['ArrowLeft', 'one', 'three'],
    ['Home', 'three', 'one'],
    ['End', 'one', 'three'],
  ])('goes by %s from %s to %s, and the focus with it', async (key, from, to) => {
    const { bar, selected } = open(from)
    await bar.find('[role=tablist]').trigger('keydown', { key })
    await nextTick()
    expect(selected()).toBe(to)
    expect(document.activeElement?.textContent).toBe(to)
    expect(bar.findAll('[tabindex="0"]')).toHaveLength(1)
    bar.unmount()
  })

  it('leaves other keys to the deck', async () => {
    const { bar, selected } = open('one')
    const event = new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true, cancelable: true })
    bar.find('[role=tablist]').element.dispatchEvent(event)
    expect(event.defaultPrevented).toBe(false)
    expect(selected()).toBe('one')
    bar.unmount()
  })
})

describe('the mode\'s switch', () => {
  it('changes by an arrow key, with the focus on what is chosen', async () => {
    const group = mount(ModeSwitch, {
      props: { 'modes': ['gil', 'free'] as const, 'modelValue': 'gil' as const, 'onUpdate:modelValue': (mode: 'gil' | 'free') => group.setProps({ modelValue: mode }) },
      attachTo: document.body,
    })
    await group.find('[role=radiogroup]').trigger('keydown', { key: 'ArrowRight' })
    await nextTick()
    expect(group.find('[aria-checked=true]').text()).toBe('free-threaded')
    expect(document.activeElement?.textContent).toContain('free-threaded')
    group.unmount()
  })
})
