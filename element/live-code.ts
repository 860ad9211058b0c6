/**
 * `<live-code>`: a program on any web page, to be edited, run and stopped, with its output and its timeline below.
 *
 * ```html
 * <live-code language="python">
 *   <script type="text/plain">print('hello')</script>
 * </live-code>
 * ```
 *
 * Attributes, read when the element is put into a page for the first time: `language` (`typescript`, `python`), `mode`
 * (`gil`, `free`), `height` (a CSS length), `src` (the address of a program), `autorun` (runs once it is in sight).
 */
import type { Session } from '../engine/host'
import type { EngineSupport } from '../engine/host/support'
import type { Mode } from '../engine/protocol/run'
import type { EditorOptions, SourceEditor } from './editor'
import type { Settings } from './settings'
import { statusWords, summaryWords } from '../engine/display/status'
import { engineSupport, pythonSupport } from '../engine/host/support'
import { deadlockText } from '../engine/insight'
import { isMetered } from '../engine/io/connection'
import { button, make } from './dom'
import { Output } from './output'
import { plainEditor } from './plain-editor'
import { problemList } from './problems'
import { RunDisplay } from './run-display'
import { LANGUAGES, MODE_WORDS, readSettings } from './settings'
import { fetchSource, sourceInside } from './source'
import styles from './styles.css?inline'
import { Timeline } from './timeline'

const supports: Readonly<Record<Settings['language'], () => EngineSupport>> = { typescript: engineSupport, python: pythonSupport }

/** How often the clock of a run that goes on is shown, in milliseconds. */
const TICK_MS = 100

let sheet: CSSStyleSheet | undefined
let made = 0

function sharedSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(styles)
  }
  return sheet
}

/** The element. It keeps its text and its last run while it is out of the page. */
export class LiveCodeElement extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'open' })
  readonly #run = button('Run', { part: 'button run', title: 'Run (Ctrl or Cmd + Enter)' }, () => void this.run())
  readonly #stop = button('Stop', { part: 'button stop', title: 'Stop (Ctrl or Cmd + .)', hidden: true }, () => this.stop())
  readonly #reset = button('Reset', { part: 'button reset', title: 'Back to the page’s own program', hidden: true }, () => this.reset())
  readonly #status = make('span', { part: 'status', role: 'status' })
  readonly #facts = make('span', { part: 'facts', class: 'facts' })
  readonly #code = make('div', { part: 'editor', class: 'editor' })
  readonly #notes = make('div', { part: 'notes', class: 'notes', role: 'alert' })
  readonly #problems = make('div')
  readonly #modes = make('span', { 'class': 'modes', 'role': 'group', 'aria-label': 'Mode' })
  readonly #output = new Output()
  readonly #timeline = new Timeline(line => this.#editor?.goTo(line))
  readonly #results = make('div', { class: 'results', hidden: true }, this.#output.element, this.#problems, this.#output.spoken, this.#timeline.element)
  readonly #display = new RunDisplay(() => this.#show())
  readonly #name = `program-${++made}`
  readonly #sight = new IntersectionObserver(entries => entries.some(entry => entry.isIntersecting) && void this.#seen(), { rootMargin: '200px' })
  #settings: Settings | undefined
  /** The program as the page has it, once it is there. */
  #source: Promise<string> | undefined
  #original = ''
  #editor: SourceEditor | undefined
  #session: Session | undefined
  #mode: Mode = 'gil'
  #ticking: ReturnType<typeof setInterval> | undefined

  connectedCallback(): void {
    if (!this.#settings)
      this.#begin()
    this.#timeline.connect()
    this.#sight.observe(this)
  }

  disconnectedCallback(): void {
    this.#sight.disconnect()
    this.#timeline.disconnect()
    // An element that is moved is out of the page for no longer than this.
    queueMicrotask(() => {
      if (!this.isConnected)
        this.stop()
    })
  }

  /** The program as it stands; the page's own until it is edited. */
  get text(): string {
    return this.#editor?.text ?? this.#original
  }

  /** Runs the program; a run that goes on anywhere on the page ends. Resolves when the run is over. */
  async run(): Promise<void> {
    await this.#ready()
    if (!this.#settings || this.#settings.problems.length > 0 || !this.#isSupported())
      return
    const text = this.text
    this.#display.begin()
    try {
      const { createSession } = await import('./engine')
      this.#session ??= this.#newSession(createSession)
      const { outcome } = await this.#session.run(text, { mode: this.#mode })
      // A newer run of this element has shown itself in the place of this one.
      if (outcome === 'superseded' && this.#session.state === 'idle')
        this.#display.leave('superseded')
    }
    catch (error) {
      this.#display.leave('broken')
      this.#note(error instanceof Error ? error.message : String(error))
    }
  }

  /** Stops the run that goes on, if there is one. */
  stop(): void {
    this.#session?.stop()
  }

  /** Shows the page's own program again. */
  reset(): void {
    if (this.#editor)
      this.#editor.text = this.#original
  }

  #newSession(createSession: typeof import('./engine').createSession): Session {
    const { language } = this.#settings!
    const session = createSession(this.#name + LANGUAGES[language].ending, language)
    session.subscribe(event => this.#display.take(event))
    return session
  }

  /** Reads what the page says, and shows the program at once. */
  #begin(): void {
    const read = (name: string): string | null => this.getAttribute(name)
    const settings = this.#settings = readSettings({ language: read('language'), mode: read('mode'), height: read('height'), src: read('src') }, text => CSS.supports('height', text))
    this.#mode = settings.mode
    const { label, modes } = LANGUAGES[settings.language]
    this.#root.adoptedStyleSheets = [sharedSheet()]
    this.#modes.append(...modes.length > 1 ? modes.map(mode => this.#modeButton(mode)) : [])
    const bar = make('div', { part: 'toolbar', class: 'toolbar' }, this.#run, this.#stop, this.#modes, this.#reset, this.#status, this.#facts, make('span', { part: 'language', class: 'language' }, label))
    const block = make('div', { 'part': 'block', 'class': 'block', 'role': 'region', 'aria-label': `Live code, ${label}` }, bar, this.#notes, this.#code, this.#results)
    if (settings.height)
      block.style.height = settings.height
    block.addEventListener('keydown', event => this.#press(event))
    block.addEventListener('pointerenter', () => void this.#warm(), { once: true })
    block.addEventListener('focusin', () => void this.#warm(), { once: true })
    this.#root.append(block)
    settings.problems.forEach(problem => this.#note(problem))
    this.#isSupported()
    this.#source = this.#load(read('src'))
  }

  #modeButton(mode: Mode): HTMLButtonElement {
    const one = button(MODE_WORDS[mode], { 'part': 'button mode', 'aria-pressed': String(mode === this.#mode) }, () => {
      this.#mode = mode
      for (const each of this.#modes.children)
        each.setAttribute('aria-pressed', String(each === one))
    })
    return one
  }

  async #load(src: string | null): Promise<string> {
    // A parser may have put the element into the page before its children.
    if (src === null && document.readyState === 'loading' && sourceInside(this) === undefined)
      await new Promise(resolve => document.addEventListener('DOMContentLoaded', resolve, { once: true }))
    try {
      this.#original = src === null ? sourceInside(this) ?? '' : await fetchSource(src)
    }
    catch (error) {
      this.#note((error as Error).message)
    }
    if (src === null && sourceInside(this) === undefined)
      this.#note('There is no program: put it into a <script type="text/plain"> or a <pre> inside, or name its address by src.')
    this.#code.replaceChildren(make('pre', { tabindex: '0' }, this.#original))
    return this.#original
  }

  /** The program is there, and can be edited. */
  async #ready(): Promise<void> {
    const text = await this.#source
    if (this.#editor || text === undefined || text === '')
      return
    const { label, indent } = LANGUAGES[this.#settings!.language]
    const options: EditorOptions = {
      root: this.#root,
      text,
      language: this.#settings!.language,
      indent,
      label: `${label} program. Escape leaves the editor, Control Enter runs.`,
      changed: () => { this.#reset.hidden = this.text === this.#original },
      run: () => void this.run(),
      stop: () => this.stop(),
      leave: () => (this.#run.hidden ? this.#stop : this.#run).focus(),
    }
    const make = await import('./editor').then(({ codeMirror }) => codeMirror, () => plainEditor)
    if (this.#editor)
      return
    this.#editor = make(options)
    this.#code.replaceChildren(this.#editor.element)
  }

  async #seen(): Promise<void> {
    this.#sight.disconnect()
    await this.#ready()
    if (this.hasAttribute('autorun') && this.#display.status.kind === 'never')
      await this.run()
  }

  /** Gets the engine ready for a reader who is about to use the element, unless that costs them. The run reports a failure. */
  async #warm(): Promise<void> {
    if (!isMetered() && this.#settings && this.#settings.problems.length === 0 && supports[this.#settings.language]().supported)
      await import('./engine').then(({ warmUp }) => warmUp(this.#settings!.language)).catch(() => {})
  }

  /** Whether programs can run on this page; if not, it says so and offers no Run. */
  #isSupported(): boolean {
    const support = supports[this.#settings!.language]()
    this.#run.disabled = !support.supported || this.#settings!.problems.length > 0
    if (!support.supported)
      this.#note(support.reason)
    return support.supported
  }

  #note(text: string): void {
    if (!Array.from(this.#notes.children).some(note => note.textContent === text))
      this.#notes.append(make('p', {}, text))
  }

  #press(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.defaultPrevented)
      return
    if (event.key === 'Enter')
      void this.run()
    else if (event.key === '.')
      this.stop()
    else
      return
    event.preventDefault()
  }

  #show(): void {
    const { status, log, model, problems, deadlock, totals, active } = this.#display
    this.#results.hidden = status.kind === 'never'
    const wasFocused = this.#root.activeElement === this.#run || this.#root.activeElement === this.#stop
    this.#run.hidden = active
    this.#stop.hidden = !active
    // The button that was pressed gives its place to the other one: the focus stays there.
    if (wasFocused)
      (active ? this.#stop : this.#run).focus()
    this.#tick()
    if (active)
      this.#ticking ??= setInterval(() => this.#tick(), TICK_MS)
    else
      this.#ticking = void clearInterval(this.#ticking)
    this.#facts.textContent = status.kind === 'ended' ? summaryWords(status.summary).join(' · ') : ''
    this.#output.show(log, model)
    this.#problems.replaceChildren(
      ...deadlock ? [make('p', { part: 'deadlock', class: 'deadlock' }, deadlockText(model, deadlock))] : [],
      ...problems.length > 0 ? [problemList(problems, line => this.#editor?.goTo(line))] : [],
    )
    this.#timeline.show(model, active, totals)
  }

  #tick(): void {
    const { status, problems, deadlock } = this.#display
    const { text, tone } = statusWords(status, problems, performance.now(), deadlock !== undefined)
    // A live region is read out whenever its text changes: the clock of a run is not.
    this.#status.setAttribute('aria-live', status.kind === 'running' && !deadlock ? 'off' : 'polite')
    this.#status.textContent = text
    this.#status.dataset.tone = tone
    this.dataset.status = status.kind === 'ended' ? status.summary.outcome : status.kind
  }
}
