/** Small helpers to make elements. */

type Attributes = Readonly<Record<string, string | boolean>>

/**
 * Makes an HTML element.
 *
 * @param name of its tag
 * @param attributes a `true` one is there without a value, a `false` one is left out
 * @param children texts are text: nothing in them is markup
 */
export function make<Name extends keyof HTMLElementTagNameMap>(name: Name, attributes: Attributes = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false)
      element.setAttribute(key, value === true ? '' : value)
  }
  element.append(...children)
  return element
}

/** Makes a button. */
export function button(label: string, attributes: Attributes, press: () => void): HTMLButtonElement {
  const element = make('button', { type: 'button', ...attributes }, label)
  element.addEventListener('click', press)
  return element
}
