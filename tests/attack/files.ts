import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { Shot, Take, TrackPoint } from '../../src/core/flight/flight.ts'
import { logKind, openLog } from '../../src/core/flight/logs/openLog.ts'
import { Footage } from '../../src/core/footage/footage.ts'
import { readPhoto } from '../../src/core/footage/photo/photo.ts'
import { endingsOf } from '../../src/core/formats/formats.ts'
import { importMission } from '../../src/core/formats/importMission.ts'
import { missionOfFile } from '../../src/core/formats/settle.ts'
import { readMissionFile } from '../../src/core/formats/missionFile.ts'
import { readParams } from '../../src/core/formats/paramFile.ts'
import { readAreas } from '../../src/core/formats/readAreas.ts'
import { Layer, LayerFeature } from '../../src/core/geo/layer.ts'
import { newMission } from '../../src/core/mission/newMission.ts'
import { Mission } from '../../src/core/mission/mission.ts'
import { Terrain } from '../../src/core/terrain/terrain.ts'
import { Note } from '../../src/core/units/note.ts'
import { describe as describeFile, METADATA_BYTES } from '../../src/services/reading/describe.ts'
import { readTerrain } from '../../src/services/reading/elevation.ts'
import { readLogFile } from '../../src/services/reading/log.ts'
import { openTiles, readTilesInfo } from '../../src/store/mbtiles.ts'
import { aPicture } from '../builders/pictures.ts'
import { anId } from '../builders/enterprise.ts'
import type { Outcome, Tell } from './attack.ts'
import { chanceOf } from './chance.ts'
import { mutated } from './mutate.ts'
import { type Seed, soundFiles } from './seeds.ts'

const MOST_FAULTS = 50
const PLACES = [
  { lat: 41.77, lon: 109.97 },
  { lat: 41.772, lon: 109.973 },
]
const HOME = { lat: 41.77, lon: 109.97, amslM: 1600 }
const base = newMission({
  id: anId(1),
  name: { zh: '甲', en: '' },
  sites: [],
  areas: [[...PLACES, { lat: 41.772, lon: 109.97 }]],
})

/** A file as a reader may get it: its bytes, its name, and where it lies for those that read in pieces. */
type Given = Seed & { file: string }
type Reader = {
  name: string
  /** Names of the sound files that it is for; it is given any other one now and then too. */
  of: RegExp
  /** What is wrong with the answer, null when nothing is; a refusal in words is an answer. */
  read: (given: Given) => Promise<string | null> | string | null
}

const problemOf = (schema: z.ZodType, value: unknown): string | null => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return null
  const { path: way, message } = parsed.error.issues[0] ?? { path: [], message: '?' }
  return `${way.map(String).join('.')}: ${message}`
}
const Notes = z.array(Note)
const answered = (schema: z.ZodType, value: unknown, notes: readonly Note[]): string | null => {
  if (value === null)
    return notes.some(({ severity }) => severity === 'error') ? null : 'nothing, and no word why'
  return problemOf(schema, value) ?? problemOf(Notes, notes)
}

const LogValue = z.object({
  startMs: z.number().nullable(),
  endMs: z.number().nullable(),
  durationS: z.number().min(0).nullable(),
  points: z.array(TrackPoint),
  count: z.number().int().min(0),
  distanceM: z.number().min(0),
  clockOffsetS: z.number().nullable(),
  shots: z.array(Shot),
  takes: z.array(Take),
})

const LogSaid = z.object({
  kind: z.string(),
  startUtc: z.iso.datetime().nullable(),
  endUtc: z.iso.datetime().nullable(),
  durationS: z.number().nullable(),
  distanceM: z.number().min(0),
  points: z.number().int().min(0),
  clockOffsetS: z.number().nullable(),
  position: z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }).nullable(),
  notes: Notes,
})

const TEXT = new RegExp(
  [...endingsOf('mission'), ...endingsOf('areas')].map((ending) => ending.slice(1)).join('|'),
)
const LOGS = /tlog|bin|ulg|SRT|csv|gpx|kml/
const READERS: readonly Reader[] = [
  {
    name: 'mission',
    of: TEXT,
    read: ({ bytes, name }) => {
      const read = importMission(bytes, name)
      // A reader says what the file says; what makes a mission of it refuses what no mission can hold.
      const made = missionOfFile(read, name, { datum: 'wgs84', isPartial: true }, base, { siteHome: HOME })
      return made.ok ? answered(Mission, made.value.mission, made.value.notes) : problemOf(Notes, read.notes)
    },
  },
  {
    name: 'areas',
    of: TEXT,
    read: ({ bytes, name }) => {
      const { value, notes } = readAreas(bytes, name)
      return answered(z.array(LayerFeature), value, notes)
    },
  },
  {
    name: 'mission file',
    of: /json/,
    read: ({ bytes }) => {
      const { value, notes } = readMissionFile(bytes)
      return answered(z.object({ mission: Mission }), value, notes)
    },
  },
  {
    name: 'parameters',
    of: /param/,
    read: ({ bytes }) => {
      const { value, notes } = readParams(bytes)
      return answered(z.record(z.string().max(16), z.number()), value, notes)
    },
  },
  {
    name: 'log',
    of: LOGS,
    read: ({ bytes }) => {
      const kind = logKind(bytes)
      if (!kind) return null
      const reader = openLog(kind)
      for (let at = 0; at < bytes.length; at += 4096) reader.take(bytes.subarray(at, at + 4096))
      return problemOf(LogValue, reader.finish())
    },
  },
  {
    name: 'photo',
    of: /JPG|DNG|HEIC/,
    read: ({ bytes }) => {
      const { value, notes } = readPhoto(bytes)
      if (!value) return notes.length > 0 ? null : 'nothing, and no word why'
      const { clockAheadS, ...own } = value
      return problemOf(Footage, {
        ...aPicture(0),
        ...own,
        ...(clockAheadS === null ? {} : { clockAheadS }),
      })
    },
  },
  {
    name: 'footage',
    of: /JPG|DNG|HEIC|MP4|ts$|SRT|tlog|png|txt/,
    read: async ({ file, bytes }) => {
      const { value, found } = await describeFile(file, bytes.subarray(0, METADATA_BYTES))
      return problemOf(Footage, { ...aPicture(0), ...value }) ?? problemOf(Notes, found)
    },
  },
  {
    name: 'sortie log',
    of: /tlog|bin|ulg|SRT|csv|gpx|kml|JPG|DNG|HEIC|MP4|ts$|txt/,
    read: async ({ file }) => {
      const read = await readLogFile(file)
      return read.ok ? problemOf(LogSaid, read.value.answer) : null
    },
  },
  {
    name: 'elevation model',
    of: /tif/,
    read: async ({ bytes }) => {
      const { value, notes } = await readTerrain(bytes, 'dem.tif', PLACES)
      return answered(Terrain, value, notes)
    },
  },
  {
    name: 'tiles',
    of: /mbtiles/,
    read: ({ file, name }) => {
      const info = readTilesInfo(file, name)
      if (!info.ok) return null
      const { name: _, isFromNorth: _rows, ...rest } = info.value
      const wrong = problemOf(Layer, {
        id: anId(1),
        name: base.name,
        order: 0,
        visible: true,
        opacity: 1,
        source: { kind: 'tiles', sha256: '0'.repeat(64), ...rest },
      })
      const set = openTiles(file)
      if (!set) return wrong
      try {
        set.tile(14, 13_196, 6104)
      } catch (error) {
        // A damaged page says so when it is asked for: the door answers that there is no such tile.
        if ((error as { code?: string }).code === undefined) throw error
      } finally {
        set.close()
      }
      return wrong
    },
  },
]

/**
 * So many damaged files to the readers in turn: nothing thrown, and what comes out passes the schema of what would be
 * stored. Every reader also gets files that are not for it.
 */
export async function attackFiles(rounds: number, seed: number, tell: Tell): Promise<Outcome> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-attack-files-'))
  const chance = chanceOf(seed)
  const faults: string[] = []
  const done = { files: 0, readers: READERS.length, kinds: 0 }
  try {
    const seeds = soundFiles(dir)
    done.kinds = seeds.length
    for (const reader of READERS)
      if (!seeds.some(({ name }) => reader.of.test(name))) throw new Error(`no file for ${reader.name}`)
    for (let i = 0; i < rounds; i++) {
      const reader = READERS[i % READERS.length] as Reader
      const own = seeds.filter(({ name }) => reader.of.test(name))
      const { name, bytes: sound } = chance.pick(chance.happens(0.05) ? seeds : own)
      const bytes = mutated(sound, chance)
      const file = path.join(dir, `given-${name}`)
      fs.writeFileSync(file, bytes)
      done.files++
      let wrong: string | null
      try {
        wrong = await reader.read({ name, bytes, file })
      } catch (error) {
        wrong = `threw ${error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 3).join(' ') : String(error)}`
      }
      if (wrong !== null && faults.length < MOST_FAULTS)
        faults.push(`${reader.name}, ${name}, round ${i} of seed ${seed}: ${wrong}`)
      if (i % 1000 === 999) tell(`files: ${i + 1} of ${rounds}, ${faults.length} faults`)
    }
  } finally {
    fs.rmSync(dir, { recursive: true, force: true })
  }
  return { attack: 'files', done, faults }
}
