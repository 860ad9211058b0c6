import type * as Monaco from 'monaco-editor'

/** The part of Monaco's hover that has no public name. */
interface HoverWidget extends Monaco.editor.IContentWidget {
  _resizableNode?: { domNode: HTMLElement }
  _positionPreference?: number
}

const HOVER = 'editor.contrib.resizableContentHoverWidget'
const ABOVE = 1

/**
 * Puts the hover where it belongs on a scaled slide. Monaco measures it in pixels of the screen and places it in
 * pixels of the slide, so that above a line it would stand too low (Slidev's own editor does the same).
 */
export function fitWidgets(editor: Monaco.editor.IStandaloneCodeEditor) {
  const place = editor.layoutContentWidget.bind(editor)
  editor.layoutContentWidget = (widget: HoverWidget) => {
    place(widget)
    if (widget.getId() !== HOVER || !widget._resizableNode)
      return
    widget._resizableNode.domNode.style.transform = widget._positionPreference === ABOVE
      ? 'translateY(calc(100% * (var(--slidev-slide-scale) - 1)))'
      : ''
  }
}
