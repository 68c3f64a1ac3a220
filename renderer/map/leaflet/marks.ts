import { DivIcon } from 'leaflet'
import { neutral } from '../../../src/core/units/shown.ts'
import styles from './marks.module.css'

/** Symbols drawn as paths in a square of 24: no font is asked for a letter that it may lack. */
const SYMBOLS = {
  move: 'M12 3v18M3 12h18M9 6l3-3 3 3M9 18l3 3 3-3M6 9l-3 3 3 3M18 9l3 3-3 3',
  turn: 'M19 12a7 7 0 1 1-2.2-5.1M17 3v4.2h-4.2',
  scale: 'M6 6l12 12M6 12V6h6M18 12v6h-6',
  arrow: 'M12 4 20 20 12 16 4 20Z',
  tick: 'M5 13l5 5 9-11',
  dot: 'M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5',
  major: 'M8 5v8M8 18v.01M16 5v8M16 18v.01',
  alert: 'M12 5v9M12 19v.01',
  question: 'M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1.2-1.5 2.3M12 19v.01',
  photo: 'M4 8h4l2-3h4l2 3h4v11H4ZM12 10a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4',
  target: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 9v6M9 12h6',
  clip: 'M8 5v14l11-7Z',
} as const
export type MarkSymbol = keyof typeof SYMBOLS

/** Symbols whose look is that of the layer which shows them; the others are drawn in strokes of the mark's colour. */
const OF_THE_LAYER: ReadonlySet<MarkSymbol> = new Set(['arrow', 'target'])

const SVG = 'http://www.w3.org/2000/svg'

function drawn(symbol: MarkSymbol): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  if (!OF_THE_LAYER.has(symbol) && styles.stroked) svg.classList.add(styles.stroked)
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', SYMBOLS[symbol])
  svg.append(path)
  return svg
}

/**
 * A mark as an element of its own, so that nothing is parsed from text and the content security policy holds: a class
 * for its look, a short text, a name for those who cannot see it.
 */
export function markIcon(className: string, size: number, text = '', title = ''): DivIcon {
  return icon(className, size, text, title)
}

/** A mark with a drawn symbol in it, under a name; what the pointer is told of it by itself is its `title`. */
export function symbolIcon(
  className: string,
  size: number,
  symbol: MarkSymbol,
  title = '',
  name = title,
): DivIcon {
  return icon(className, size, drawn(symbol), title, name)
}

/** A landing place: a ring about what stands there, with its name under it. */
export function landingIcon(className: string, name: string): DivIcon {
  const element = document.createElement('span')
  element.textContent = neutral(name)
  return new DivIcon({ className, html: element, iconSize: [40, 40] })
}

/** Its element bears the name: a picture of that name, or the button that Leaflet makes of what can be chosen. */
class NamedIcon extends DivIcon {
  readonly name: string

  constructor(name: string, className: string, html: HTMLElement, size: number) {
    // Its middle is said, for Leaflet leaves room for it only then when the focus brings it into view.
    super({ className, html, iconSize: [size, size], iconAnchor: [size / 2, size / 2] })
    this.name = neutral(name)
  }

  override createIcon(old?: HTMLElement): HTMLElement {
    const element = super.createIcon(old)
    if (this.name) {
      element.setAttribute('role', 'img')
      element.setAttribute('aria-label', this.name)
    }
    return element
  }
}

function icon(className: string, size: number, content: string | Node, title: string, name = title): DivIcon {
  const element = document.createElement('span')
  element.append(typeof content === 'string' ? neutral(content) : content)
  if (title) element.title = neutral(title)
  return new NamedIcon(name, className, element, size)
}
