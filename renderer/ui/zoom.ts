/** How a picture is magnified: so many times, and moved by so many pixels from the middle of its frame. */
export type Zoom = { readonly scale: number; readonly x: number; readonly y: number }

/** The whole picture. */
export const FIT: Zoom = { scale: 1, x: 0, y: 0 }
/** A pixel of a large photo is some pixels of the screen then: nothing more is to be seen. */
const MOST = 16

type Size = { readonly width: number; readonly height: number }
type Point = { readonly x: number; readonly y: number }

/** Held so that the picture never leaves its frame. */
const held = ({ scale, x, y }: Zoom, { width, height }: Size): Zoom => {
  const within = (value: number, size: number): number => {
    const most = ((scale - 1) * size) / 2
    return Math.max(-most, Math.min(most, value))
  }
  return { scale, x: within(x, width), y: within(y, height) }
}

/** Magnified by a factor about a point, given from the middle of the frame: what is shown there stays there. */
export function zoomedAt(zoom: Zoom, factor: number, at: Point, size: Size): Zoom {
  const scale = Math.max(1, Math.min(MOST, zoom.scale * factor))
  const by = scale / zoom.scale
  return held({ scale, x: at.x - (at.x - zoom.x) * by, y: at.y - (at.y - zoom.y) * by }, size)
}

/** Moved by some pixels. */
export const movedBy = (zoom: Zoom, by: Point, size: Size): Zoom =>
  held({ ...zoom, x: zoom.x + by.x, y: zoom.y + by.y }, size)
