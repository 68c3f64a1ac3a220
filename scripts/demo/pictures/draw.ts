/**
 * Draws the demo's photos anew, in place: `node scripts/demo/pictures/draw.ts [part of a name…]` (Node 24). A file keeps
 * all that it says of itself (EXIF, XMP, comments), byte for byte; its picture is another.
 */
import fs from 'node:fs'
import path from 'node:path'
import { writeJpeg } from '../../../src/core/formats/pictures/jpegWrite.ts'
import { drawPicture } from './picture.ts'
import { withPicture } from './splice.ts'
import { sceneOf } from './scene.ts'
import { FOOTAGE_DIR, PHOTO_SIZE, PHOTOS, viewIn } from './shots.ts'
import { district } from './works.ts'

const QUALITY = 80
const wanted = process.argv.slice(2)
const scene = sceneOf(district())
for (const [i, fileName] of Object.values(PHOTOS).entries()) {
  if (wanted.length > 0 && !wanted.some((part) => fileName.includes(part))) continue
  const pixels = drawPicture(scene, viewIn(fileName), { ...PHOTO_SIZE, samples: 3, seed: 1000 * (i + 1) })
  const file = path.join(FOOTAGE_DIR, fileName)
  fs.writeFileSync(file, withPicture(fs.readFileSync(file), writeJpeg(pixels, QUALITY)))
}
