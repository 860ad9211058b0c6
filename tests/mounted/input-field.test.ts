// @vitest-environment happy-dom
import type { LiveRun } from '../../live/runs/run'
import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import InputField from '../../live/live-code/InputField.vue'

const inputs = shallowRef<{ request: number, prompt: string, hidden: boolean }[]>([])
const run = { inputs, isOwn: true, answer: vi.fn(), stop: vi.fn() }

function open() {
  return mount(InputField, { props: { run: run as unknown as LiveRun }, attachTo: document.body })
}

beforeEach(() => {
  vi.clearAllMocks()
  run.isOwn = true
  document.body.innerHTML = ''
  inputs.value = [{ request: 7, prompt: 'Name? ', hidden: false }]
})

describe('the input field', () => {
  it('is there only while the program waits, and says its prompt', async () => {
    const field = open()
    expect(field.find('.live-input-label').text()).toBe('Name?')
    expect(field.find('[role=status]').text()).toContain('Name?')
    inputs.value = []
    await nextTick()
    expect(field.find('input').exists()).toBe(false)
  })

  it('sends its line with Enter and by its button, and is empty afterwards', async () => {
    const field = open()
    await field.find('input').setValue('Ada')
    await field.find('input').trigger('keydown', { key: 'Enter' })
    expect(run.answer).toHaveBeenLastCalledWith(7, 'Ada')
    expect(field.find('input').element.value).toBe('')
    await field.find('input').setValue('Guido')
    await field.findAll('button')[0]!.trigger('click')
    expect(run.answer).toHaveBeenLastCalledWith(7, 'Guido')
  })

  it('does not send what an input method is still composing', async () => {
    const field = open()
    await field.find('input').trigger('keydown', { key: 'Enter', isComposing: true })
    expect(run.answer).not.toHaveBeenCalled()
  })

  it('ends the input with Ctrl+D and by its button', async () => {
    const field = open()
    await field.find('input').trigger('keydown', { key: 'd', ctrlKey: true })
    await field.findAll('button')[1]!.trigger('click')
    expect(run.answer.mock.calls).toEqual([[7, undefined], [7, undefined]])
  })

  it('keeps its letters and arrows from the deck', async () => {
    const reached = vi.fn()
    document.addEventListener('keydown', reached)
    const field = open()
    for (const key of ['ArrowRight', 'b', '.', ' '])
      await field.find('input').trigger('keydown', { key, bubbles: true })
    document.removeEventListener('keydown', reached)
    expect(reached).not.toHaveBeenCalled()
  })

  it('takes the focus in the window of the run, and never from a field that is in use', async () => {
    const field = open()
    await nextTick()
    expect(document.activeElement).toBe(field.find('input').element)
    field.unmount()

    run.isOwn = false
    open()
    await nextTick()
    expect(document.activeElement?.tagName).not.toBe('INPUT')

    run.isOwn = true
    document.body.innerHTML = '<textarea></textarea>'
    document.querySelector('textarea')!.focus()
    open()
    await nextTick()
    expect(document.activeElement?.tagName).toBe('TEXTAREA')
  })
})
