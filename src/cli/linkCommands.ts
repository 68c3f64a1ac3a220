import { downloadFile, keyOf, type LinkWish, readParamsOf, uploadFile } from '../services/link/link.ts'
import { keepBeside, missionOf, releaseOf } from './missionCommands.ts'
import {
  exitOf,
  numberOf,
  optionsOf,
  print,
  printJson,
  readFile,
  refuse,
  tell,
  tellNotes,
  untilInterrupted,
  writeFile,
} from './io.ts'
import { DOWNLOAD_USAGE, PARAMS_USAGE, UPLOAD_USAGE } from './usage.ts'
import { wordsOf } from '../words/words.ts'
import { language, say } from './words.ts'

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const LINK_OPTIONS = { link: text, system: text, key: text, record: text, json: flag } as const

function wishOf(
  command: string,
  values: { link?: string; system?: string; key?: string; record?: string },
  signal: AbortSignal,
): LinkWish {
  if (!values.link) throw refuse('missing_option', { command, option: '--link' })
  return {
    link: values.link,
    system: values.system === undefined ? null : numberOf('--system', values.system, 1, 255, 1),
    key: values.key === undefined ? null : keyOf(readFile(values.key)),
    record: values.record ?? null,
    signal,
  }
}

const told = {
  recordBroke: (file: string, problem: string) => tell(say('record_broke', { file, problem })),
  found: ({ system, firmware }: { system: number; firmware: string | null }) =>
    tell(say('found_vehicle', { system, firmware: firmware ?? '?' })),
  progress: (kind: string, done: number, of: number) => {
    if (done === of || done % 50 === 0)
      tell(say('transferred', { kind: wordsOf(language(), 'list', kind) ?? kind, done, of }))
  },
}

/** `sortie upload`: mission, fence and rally points to a vehicle on the ground, read back and compared. */
export async function uploadCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('upload', args, {
    ...LINK_OPTIONS,
    release: text,
    'release-by': text,
    'release-role': text,
    'emergency-basis': text,
  })
  const { file, name } = missionOf('upload', positionals, UPLOAD_USAGE)
  // Ctrl+C tells the vehicle that the transfer is off, and ends.
  const uploaded = await untilInterrupted((signal) =>
    uploadFile(file, releaseOf('upload', values), wishOf('upload', values, signal), told, Date.now()),
  )
  if (!uploaded.ok) throw exitOf(uploaded)
  const { revision, releases, counts, opaqueIds, vehicle, unread } = uploaded.value
  // A vehicle keeps no release: it stands beside the mission that was sent.
  keepBeside(name, revision, releases)
  if (unread.length > 0) tell(say('params_unread', { names: unread.join(', ') }))
  if (values.json) printJson({ revision, vehicle, counts, opaqueIds, unread })
  else print(say('uploaded', { ...counts, revision }))
}

/**
 * `sortie params`: what the verdict assumes of the vehicle, as the vehicle has it; read, never written. With `--mission`
 * it is kept in that mission's file, which is then judged by it.
 */
export async function paramsCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('params', args, { ...LINK_OPTIONS, out: text, mission: text })
  if (positionals.length > 0) throw refuse('usage', { usage: PARAMS_USAGE })
  const mission = values.mission === undefined ? null : missionOf('params', [values.mission], PARAMS_USAGE)
  const read = await untilInterrupted((signal) =>
    readParamsOf(wishOf('params', values, signal), {
      found: told.found,
      recordBroke: told.recordBroke,
      asked: (n, of) => tell(say('params_asked', { done: n, of })),
    }),
  )
  if (!read.ok) throw exitOf(read)
  const { vehicle, params } = read.value
  const lines = Object.entries(params).map(([name, value]) => `${name},${value}`)
  if (values.out) writeFile(values.out, `${lines.join('\n')}\n`)
  if (mission) {
    const source = `${values.link} · ${vehicle.system}`.slice(0, 200)
    const file = { ...mission.file, mission: { ...mission.file.mission, onboard: { source, params } } }
    writeFile(mission.name, `${JSON.stringify(file, null, 2)}\n`)
    tell(say('params_kept', { system: vehicle.system, file: mission.name }))
  }
  if (values.json) printJson({ vehicle, params, ...(values.out ? { out: values.out } : {}) })
  else if (values.out) print(say('wrote', { file: values.out }))
  else {
    print(say('params_read', { count: lines.length, system: vehicle.system }))
    for (const line of lines) print(line)
  }
}

/** `sortie download`: what a vehicle holds, as a mission file. */
export async function downloadCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('download', args, { ...LINK_OPTIONS, out: text })
  if (positionals.length > 0) throw refuse('usage', { usage: DOWNLOAD_USAGE })
  if (!values.out) throw refuse('missing_option', { command: 'download', option: '--out' })
  const held = await untilInterrupted((signal) =>
    downloadFile(wishOf('download', values, signal), told, Date.now()),
  )
  if (!held.ok) throw exitOf(held)
  writeFile(values.out, `${JSON.stringify(held.value.file, null, 2)}\n`)
  tellNotes(held.value.notes)
  if (values.json) printJson({ out: values.out, notes: held.value.notes })
  else print(say('wrote', { file: values.out }))
}
