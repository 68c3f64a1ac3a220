import { Bounds, DomUtil, Layer, type Map as LeafletMap, Point } from 'leaflet'
import type { Moments } from '../../../src/core/flight/moments.ts'
import { NO_STEP } from '../../desk/ramp.ts'
import { pickPoints, type PixelTrack, pixelsOf } from './trackPixels.ts'

/** How a track is drawn: one colour, or one a step of its ramp. */
export type TrackLook = {
  readonly steps: Uint8Array | null
  readonly colourOf: (step: number | null) => string
  readonly widthPx: number
}

/** So much of the view is drawn beyond each edge: a short pan shows what is there already. */
const BEYOND = 0.25

/**
 * A track of up to 100,000 points on a canvas of its own under the other lines: it is drawn again when the view leaves
 * what was drawn, of points that are a pixel apart or more.
 */
export class TrackCanvas extends Layer {
  private readonly canvas = document.createElement('canvas')
  private track: PixelTrack | null = null
  private look: TrackLook | null = null
  private frame = 0
  private drawn: { readonly bounds: Bounds; readonly zoom: number } | null = null

  constructor(className: string) {
    super()
    this.canvas.className = className
    this.canvas.dataset['testid'] = 'flown-track'
    this.canvas.setAttribute('aria-hidden', 'true')
  }

  show(moments: Moments, look: TrackLook): void {
    if (this.track?.moments !== moments) this.track = pixelsOf(moments)
    this.look = look
    this.canvas.dataset['of'] = String(moments.count)
    this.redraw()
  }

  override onAdd(map: LeafletMap): this {
    const pane = this.getPane()
    pane?.insertBefore(this.canvas, pane.firstChild)
    this.redraw(map)
    return this
  }

  override onRemove(): this {
    cancelAnimationFrame(this.frame)
    this.frame = 0
    this.canvas.remove()
    this.drawn = null
    return this
  }

  override getEvents() {
    const soon = () => this.soon()
    return { move: () => this.follow(), zoomend: soon, viewreset: soon, resize: soon }
  }

  private follow(): void {
    const map = this._map
    if (this.drawn?.zoom !== map.getZoom() || !this.drawn.bounds.contains(map.getPixelBounds())) this.soon()
  }

  /** A zoom moves the map several times before it is seen: drawn is once. */
  private soon(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0
      this.redraw()
    })
  }

  private redraw(map = this._map as LeafletMap | undefined): void {
    const context = this.canvas.getContext('2d')
    if (!map || !context || !this.track || !this.look) return
    const size = map.getSize()
    const beyond = new Point(Math.round(size.x * BEYOND), Math.round(size.y * BEYOND))
    const view = map.getPixelBounds()
    const bounds = new Bounds((view.min as Point).subtract(beyond), (view.max as Point).add(beyond))
    const whole = size.add(beyond.multiplyBy(2))
    const ratio = window.devicePixelRatio || 1
    const [width, height] = [Math.round(whole.x * ratio), Math.round(whole.y * ratio)]
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width
      this.canvas.height = height
      this.canvas.style.width = `${whole.x}px`
      this.canvas.style.height = `${whole.y}px`
    }
    DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint(new Point(-beyond.x, -beyond.y)))
    this.drawn = { bounds, zoom: map.getZoom() }
    const corner = bounds.min as Point
    const scale = 256 * 2 ** map.getZoom()
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, whole.x, whole.y)
    const points = pickPoints(this.track, scale, corner, whole)
    this.canvas.dataset['points'] = String(points.count)
    stroke(context, points, this.look)
  }
}

/** So many points are drawn together, a path a colour: over them lie those that were flown later. */
const TOGETHER = 500

/** A segment has the colour of the point that it begins at. */
function stroke(
  context: CanvasRenderingContext2D,
  { count, x, y, index, begins }: ReturnType<typeof pickPoints>,
  { steps, colourOf, widthPx }: TrackLook,
): void {
  context.lineWidth = widthPx
  context.lineJoin = 'bevel'
  const stepAt = (i: number): number => (steps ? (steps[index[i] as number] as number) : NO_STEP)
  for (let from = 0; from < count - 1; from += TOGETHER) {
    const paths = new Map<number, Path2D>()
    let [path, ofStep]: [Path2D | null, number] = [null, -1]
    for (let i = from; i < Math.min(count - 1, from + TOGETHER); i++) {
      if (begins[i + 1]) {
        path = null
        continue
      }
      const step = stepAt(i)
      if (!path || step !== ofStep) {
        path = paths.get(step) ?? new Path2D()
        paths.set(step, path)
        path.moveTo(x[i] as number, y[i] as number)
        ofStep = step
      }
      path.lineTo(x[i + 1] as number, y[i + 1] as number)
    }
    for (const [step, one] of paths) {
      context.strokeStyle = colourOf(step === NO_STEP ? null : step)
      context.stroke(one)
    }
  }
}
