import { writePng } from '../../src/services/reading/raster/encodeTile.ts'
import { quarters, QUARTERS } from './quarters.ts'

/** A picture in four quarters, of which the north-east one is seen through where that is wished. */
export const quartersPng = (width: number, height: number, hole: boolean): Uint8Array =>
  writePng(
    new Uint8Array(quarters(width, height, (q) => [...(QUARTERS[q] ?? []), hole && q === 1 ? 0 : 255])),
    width,
    height,
  )

/** A KML that lays pictures on the ground, each by what stands in its element. */
export const anOverlayKml = (...overlays: readonly string[]): Uint8Array =>
  Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>${overlays
      .map((overlay) => `<GroundOverlay>${overlay}</GroundOverlay>`)
      .join('')}</Document></kml>`,
  )

export type Box = { north: number; south: number; east: number; west: number }

/** What stands in an overlay that lies in a box, turned against the clock. */
export const inBox = (href: string, { north, south, east, west }: Box, rotation = 0, order = 0): string =>
  `<name>图</name><drawOrder>${order}</drawOrder><Icon><href>${href}</href></Icon><LatLonBox><north>${north}</north><south>${south}</south><east>${east}</east><west>${west}</west><rotation>${rotation}</rotation></LatLonBox>`

/** What stands in an overlay that lies between four corners, from the lower left against the clock. */
export const inQuad = (href: string, corners: readonly (readonly [lon: number, lat: number])[]): string =>
  `<Icon><href>${href}</href></Icon><gx:LatLonQuad><coordinates>${corners.map((at) => `${at.join(',')},0`).join(' ')}</coordinates></gx:LatLonQuad>`
