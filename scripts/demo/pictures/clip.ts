/**
 * Draws the demo's clip anew, in place: `node scripts/demo/pictures/clip.ts` (Node 24, and ffmpeg with x264). What the file
 * says of itself (times, duration, place) is kept, byte for byte; its pictures are others.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { drawPicture } from './picture.ts'
import { sceneOf } from './scene.ts'
import { CLIP, CLIP_SIZE, FOOTAGE_DIR, viewIn } from './shots.ts'
import { withFilm } from './splice.ts'
import { district } from './works.ts'

const FRAMES_A_SECOND = 25
const SECONDS = 4

const { widthPx, heightPx } = CLIP_SIZE
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-clip-'))
const film = path.join(folder, 'film.mp4')
const ffmpeg = spawn(
  'ffmpeg',
  `-v error -f rawvideo -pix_fmt rgb24 -s ${widthPx}x${heightPx} -r ${FRAMES_A_SECOND} -i -
   -c:v libx264 -profile:v baseline -pix_fmt yuv420p -preset veryslow -crf 27 -g ${FRAMES_A_SECOND} -threads 1
   -video_track_timescale 12800`
    .split(/\s+/)
    .concat(film),
  { stdio: ['pipe', 'inherit', 'inherit'] },
)
const scene = sceneOf(district())
for (let i = 0; i < FRAMES_A_SECOND * SECONDS; i++) {
  const view = viewIn(CLIP, i / FRAMES_A_SECOND)
  const { rgb } = drawPicture(scene, view, { ...CLIP_SIZE, samples: 2, seed: 5000 + i })
  if (!ffmpeg.stdin.write(rgb)) await once(ffmpeg.stdin, 'drain')
}
ffmpeg.stdin.end()
const [code] = await once(ffmpeg, 'exit')
if (code !== 0) throw new Error(`ffmpeg ended with ${code}`)
const file = path.join(FOOTAGE_DIR, CLIP)
fs.writeFileSync(file, withFilm(fs.readFileSync(file), fs.readFileSync(film), CLIP_SIZE))
fs.rmSync(folder, { recursive: true })
