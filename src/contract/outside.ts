/**
 * The media types that may be handed to the system's own programs, and the extension by which those know them: pictures,
 * clips, papers and logs, nothing that a system would run.
 */
const OPENABLE: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'image/x-adobe-dng': 'dng',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
  'video/mp2t': 'ts',
  'application/pdf': 'pdf',
  'text/csv': 'csv',
  'application/x-subrip': 'srt',
  'application/gpx+xml': 'gpx',
  'application/vnd.google-earth.kml+xml': 'kml',
  'application/x-mavlink-tlog': 'tlog',
  'application/x-px4-ulog': 'ulg',
}

/** The extension for a media type that may be opened outside; null for every other. */
export const outsideExtension = (mimeType: string): string | null =>
  Object.hasOwn(OPENABLE, mimeType) ? (OPENABLE[mimeType] ?? null) : null

/** Whether a file's name ends with one of those extensions. */
export const hasOutsideExtension = (fileName: string): boolean =>
  Object.values(OPENABLE).some((extension) => fileName.endsWith(`.${extension}`))

export { SCRATCH_PREFIX } from '../core/units/scratchPrefix.ts'

/** Where in such a folder the copies for the system's programs are, each in a folder of its own. */
export const OUTSIDE_FOLDER = 'outside'

/** Where pages to be printed are, each in a folder of its own, and what they are called there. */
export const PRINT_FOLDER = 'print'
export const PAGE_NAME = 'page.html'
