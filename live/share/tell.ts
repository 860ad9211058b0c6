import './tell.css'

/** Shows the person a message that has no place on a slide, until they have read it. */
export function tell(message: string) {
  const dialog = document.createElement('dialog')
  dialog.className = 'share-tell'
  const text = document.createElement('p')
  text.textContent = message
  const form = Object.assign(document.createElement('form'), { method: 'dialog' })
  const button = Object.assign(document.createElement('button'), { type: 'submit', textContent: 'OK' })
  form.append(button)
  dialog.append(text, form)
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}
