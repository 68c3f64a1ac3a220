import { createHash } from 'node:crypto'
import fs from 'node:fs'
import type { Aligned, Box, NotAligned } from '../../../core/finding/align/align.ts'
import type { TrackColumns } from '../../../core/flight/trackFile.ts'
import type { SmallPicture, SmallWish } from '../../../core/formats/pictures/smallPicture.ts'
import type { FlightReportParts } from '../../../core/papers/reports/flightReport.ts'

/** A picture that is shown on paper is no longer than this, bytes. */
const LARGEST_BYTES = 256 * 1024 * 1024
/** Pictures are laid on one another with a longer side of so many pixels at most, as the window does. */
const LAID_PX = 1600

/** A picture in a file; its hash has to be `expected` (null: whatever it is). */
type PictureFile = { readonly file: string; readonly expected: string | null }

/** The bytes of a picture, or why they are not read. */
function bytesOf({ file, expected }: PictureFile): Uint8Array | 'changed' | 'tooLarge' {
  if (fs.statSync(file).size > LARGEST_BYTES) return 'tooLarge'
  const bytes = fs.readFileSync(file)
  return expected === null || createHash('sha256').update(bytes).digest('hex') === expected
    ? bytes
    : 'changed'
}

/** Reports on paper: pictures made small, pairs of them laid on one another, and pages that need a plan. */
export const reportJobs = {
  /** A picture made small, once for each wish; null of one of a kind that is not read here. */
  smallPicture: async ({
    wishes,
    ...picture
  }: PictureFile & { wishes: readonly SmallWish[] }): Promise<
    { readonly why: 'changed' | 'tooLarge' } | { readonly made: readonly (SmallPicture | null)[] }
  > => {
    const { smallPicture } = await import('../../../core/formats/pictures/smallPicture.ts')
    const bytes = bytesOf(picture)
    return typeof bytes === 'string'
      ? { why: bytes }
      : { made: wishes.map((wish) => smallPicture(bytes, wish)) }
  },

  /** How one picture lies on another; null where one of them is not read here. */
  layPictures: async ({
    before,
    after,
  }: {
    before: PictureFile & { region: Box | null }
    after: PictureFile & { region: Box | null }
  }): Promise<Aligned | NotAligned | null> => {
    const [{ align }, { greyOfRgb }, { readPicture }, { noLongerThan }] = await Promise.all([
      import('../../../core/finding/align/align.ts'),
      import('../../../core/finding/align/grey.ts'),
      import('../../../core/formats/pictures/smallPicture.ts'),
      import('../../../core/formats/pictures/pixels.ts'),
    ])
    const greyIn = (picture: PictureFile) => {
      const bytes = bytesOf(picture)
      const read = typeof bytes === 'string' ? null : readPicture(bytes, LAID_PX)
      if (!read) return null
      const { rgb, widthPx, heightPx } = noLongerThan(read, LAID_PX)
      return greyOfRgb(rgb, widthPx, heightPx)
    }
    const [one, other] = [greyIn(before), greyIn(after)]
    if (!one || !other) return null
    return align({ before: one, after: other, beforeRegion: before.region, afterRegion: after.region })
  },

  /** Writes the report of a flight to `file`: planned and compared first, by its whole track where there is one. */
  flightReport: async ({
    parts,
    columns,
    file,
  }: {
    parts: FlightReportParts
    columns: TrackColumns | null
    file: string
  }): Promise<null> => {
    const [{ flightReport }, { plan }, { planFlown }, { pointsOf }] = await Promise.all([
      import('../../../core/papers/reports/flightReport.ts'),
      import('../../../core/route/plan.ts'),
      import('../../../core/flight/planFlown.ts'),
      import('../../../core/flight/trackFile.ts'),
    ])
    const { mission, sites, flight } = parts
    const track = columns ? pointsOf(columns) : flight.track
    const route = mission && plan({ mission, sites })
    const flown =
      mission && route && track.length > 0 ? { route, found: planFlown(mission, route, track) } : null
    fs.writeFileSync(file, flightReport(parts, flown), { flag: 'wx' })
    return null
  },
}
