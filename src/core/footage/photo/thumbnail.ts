import ExifReader from 'exifreader'

/** A thumbnail is a few kilobytes; what says that it is more is none. */
const LARGEST_BYTES = 200_000

/**
 * The small JPEG that a camera puts into its photo's EXIF (Exif 3.0, 4.5.8: the first IFD's JPEGInterchangeFormat), from
 * the first part of the file; null where there is none.
 */
export function embeddedThumbnail(head: Uint8Array): Uint8Array | null {
  try {
    const { Thumbnail: found } = ExifReader.load(new Uint8Array(head).buffer, {
      expanded: true,
      // Without a parser of XML it would complain of XMP, which is not wanted here.
      excludeTags: { xmp: true, icc: true, iptc: true, photoshop: true, makerNotes: true },
    })
    const image = found?.image as ArrayBuffer | undefined
    if (!image || image.byteLength > LARGEST_BYTES) return null
    const bytes = new Uint8Array(image)
    return isJpeg(bytes) ? bytes : null
  } catch {
    return null
  }
}

/** Whether bytes begin as a JPEG does, and end as one. */
export const isJpeg = (bytes: Uint8Array): boolean =>
  bytes.length > 4 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9
