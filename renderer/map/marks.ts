import { DivIcon } from 'leaflet'

/**
 * A mark as an element of its own, so that nothing is parsed from text and the content security policy holds: a class
 * for its look, a short text, a name for those who cannot see it.
 */
export function markIcon(className: string, size: number, text = '', title = ''): DivIcon {
  const element = document.createElement('span')
  element.textContent = text
  if (title) element.title = title
  return new DivIcon({ className, html: element, iconSize: [size, size] })
}
