/** Registers `<live-code>`: the package's entry `element.js`. A second copy of it on a page does nothing. */
import { LiveCodeElement } from './live-code'

declare global {
  interface HTMLElementTagNameMap {
    'live-code': LiveCodeElement
  }
}

if (!customElements.get('live-code'))
  customElements.define('live-code', LiveCodeElement)

export { LiveCodeElement }
