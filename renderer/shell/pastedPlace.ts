import { pastePatterns } from '../desk/editing/patternEditing.ts'
import { isTyping } from '../desk/keys.ts'
import { placesSaid } from '../desk/markedPlace.ts'
import { panels } from '../desk/panels.ts'

/**
 * What is pasted where nobody types: patterns go into the open mission, a coordinate opens the palette, which asks what it is
 * measured in.
 */
export function followPastes(page: Pick<Window, 'addEventListener' | 'removeEventListener'>): () => void {
  const onPaste = (event: ClipboardEvent): void => {
    if (event.defaultPrevented || isTyping(event.target)) return
    const text = event.clipboardData?.getData('text/plain').trim() ?? ''
    if (pastePatterns(text)) return event.preventDefault()
    if (placesSaid(text).length === 0) return
    event.preventDefault()
    panels.getState().setPalette(true, text)
  }
  page.addEventListener('paste', onPaste)
  return () => page.removeEventListener('paste', onPaste)
}
