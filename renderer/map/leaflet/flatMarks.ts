import { Marker, type Point } from 'leaflet'

type Placing = { _setPos(this: Marker, at: Point): void }

const { _setPos: place } = Marker.prototype as unknown as Placing

/**
 * Leaflet moves each mark by a transform of three dimensions, and for such a one Chromium keeps a layer of its own: with
 * some hundred marks every frame took longer than a press may. Moved flat, they are drawn into one.
 */
const flat: Placing = {
  _setPos(at) {
    place.call(this, at)
    const element = this.getElement()
    if (element) element.style.transform = `translate(${at.x}px, ${at.y}px)`
  },
}

Marker.include(flat)
