import fs from 'node:fs'
import path from 'node:path'

const plain = path.resolve(
  import.meta.dirname,
  '../../missions/demo/footage/DJI_20260520101600_0002_V_nogps.JPG',
)

/**
 * A real photo without a position whose clock, in China's zone, shows `shownMs` (as UTC it is eight hours less), by
 * another camera: the demo's own with its EXIF times put over, which are as long. `mark` makes the file another one.
 */
export function aPhotoFile(shownUtcMs: number, mark: number): Uint8Array {
  const bytes = Buffer.from(fs.readFileSync(plain))
  const local = new Date(shownUtcMs + 8 * 3_600_000).toISOString().slice(0, 19)
  put(bytes, '2026:05:20 10:16:00', local.replaceAll('-', ':').replace('T', ' '))
  put(bytes, 'M3T\0', 'M9T\0')
  return Buffer.concat([bytes, Buffer.from([0, mark])])
}

function put(bytes: Buffer, before: string, after: string): void {
  if (before.length !== after.length) throw new Error('not as long')
  for (let at = bytes.indexOf(before); at >= 0; at = bytes.indexOf(before, at + 1))
    bytes.write(after, at, 'latin1')
}
