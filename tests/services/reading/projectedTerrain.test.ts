import { writeArrayBuffer } from 'geotiff'
import proj4 from 'proj4'
import { describe, expect, it } from 'vitest'
import { groundAt } from '../../../src/core/terrain/terrain.ts'
import { readTerrain } from '../../../src/services/reading/elevation.ts'
import { projectionOf } from '../../../src/services/reading/projectedGrid.ts'

const HERE = { lat: 41.77, lon: 109.97 }
/** A slope that rises 1 m a 10 m to the east and 1 m a 20 m to the north, 10 m samples, about a place. */
function slope(
  epsg: number,
  definition: string,
): { bytes: Uint8Array; heightAt: (at: typeof HERE) => number } {
  const { forward } = proj4('WGS84', definition)
  const [cx = 0, cy = 0] = forward([HERE.lon, HERE.lat])
  const [width, height, step] = [401, 401, 10]
  const [west, north] = [Math.round(cx) - 2000, Math.round(cy) + 2000]
  const height_ = (x: number, y: number): number => 1600 + (x - cx) / 10 + (y - cy) / 20
  const values = Float32Array.from({ length: width * height }, (_, i) =>
    height_(west + (i % width) * step, north - Math.floor(i / width) * step),
  )
  const buffer = writeArrayBuffer(values, {
    width,
    height,
    ModelPixelScale: [step, step, 0],
    // The middle of the first sample stands there: RasterPixelIsPoint.
    ModelTiepoint: [0, 0, 0, west, north, 0],
    GTModelTypeGeoKey: 1,
    GTRasterTypeGeoKey: 2,
    ProjectedCSTypeGeoKey: epsg,
    SampleFormat: [3],
    BitsPerSample: [32],
  })
  const heightAt = ({ lat, lon }: typeof HERE): number => {
    const [x = 0, y = 0] = forward([lon, lat])
    return height_(x, y)
  }
  return { bytes: new Uint8Array(buffer), heightAt }
}

describe('an elevation model in metres', () => {
  it.each([
    ['UTM', 32_649],
    ['CGCS2000, three degrees, central meridian', 4546],
    ['CGCS2000, three degrees, zone number before', 4525],
  ])('in %s gives the ground that it has, to 0.1 m', async (_name, epsg) => {
    const definition = projectionOf(epsg) ?? ''
    const { bytes, heightAt } = slope(epsg, definition)
    const { value, notes } = await readTerrain(bytes, 'dem.tif', [HERE])
    expect(notes.filter(({ severity }) => severity === 'error')).toEqual([])
    if (!value) throw new Error('no terrain')
    for (const [dLat, dLon] of [
      [0, 0],
      [0.001, 0.001],
      [-0.002, 0.0015],
      [0.0023, -0.0026],
    ] as const) {
      const at = { lat: HERE.lat + dLat, lon: HERE.lon + dLon }
      expect(Math.abs((groundAt(value, at) ?? Number.NaN) - heightAt(at))).toBeLessThan(0.1)
    }
  })

  it('elsewhere, or in a projection that is not known, is refused in words', async () => {
    const { bytes } = slope(32_649, projectionOf(32_649) ?? '')
    const far = await readTerrain(bytes, 'dem.tif', [{ lat: 30, lon: 100 }])
    expect(far).toMatchObject({ value: null, notes: [{ code: 'terrain_elsewhere' }] })
    const other = slope(2385, projectionOf(32_649) ?? '')
    expect(await readTerrain(other.bytes, 'dem.tif', [HERE])).toMatchObject({
      value: null,
      notes: [{ code: 'terrain_projection', params: { epsg: 2385 } }],
    })
  })

  it('is given its projection by its number', () => {
    expect(projectionOf(32_649)).toContain('+zone=49 ')
    expect(projectionOf(32_756)).toContain('+south')
    expect(projectionOf(4546)).toContain('+lon_0=111 ')
    expect(projectionOf(4525)).toContain('+x_0=37500000 ')
    expect(projectionOf(4509)).toContain('+lon_0=117 ')
    expect(projectionOf(4326)).toBeNull()
  })
})
