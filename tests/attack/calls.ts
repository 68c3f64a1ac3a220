import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import {
  type Answer,
  CALL_NAMES,
  type CallName,
  type CallOutput,
  calls,
  type InSession,
} from '../../src/contract/index.ts'
import { endingsOf } from '../../src/core/formats/formats.ts'
import { creditCodeCheckCharacter } from '../../src/core/site/creditCode.ts'
import { openServices } from '../builders/services.ts'
import { NO_VERSION } from '../builders/version.ts'
import { mockVehicle } from '../link/mockVehicle.ts'
import type { Outcome, Tell } from './attack.ts'
import { type Chance, chanceOf } from './chance.ts'
import { HOSTILE, type JsonSchema, type Known, valueOf, waysInto, withAt } from './schemaValues.ts'
import { mutated } from './mutate.ts'
import { soundFiles } from './seeds.ts'

/** A call that has not answered by then hangs. */
const HANG_MS = 180_000
/** How often somebody who may make the call sits down before it: the others meet the table of roles. */
const BY_WHO_MAY = 0.8
/** So many inputs between two looks at whether everything can still be listed. */
const BETWEEN_LOOKS = 250
/** How often a value that fits the schema is sought before the attack goes on without one. */
const TRIES = 40
const MOST_FAULTS = 50
/** So many damaged ones beside each sound file. */
const DAMAGED_OF_EACH = 6

/** Every call that lists, with what lists everything. */
const LISTS: readonly (readonly [CallName, unknown])[] = [
  ['workspace.status', {}],
  ['enterprise.list', {}],
  ['site.list', { enterpriseId: null }],
  ['mission.list', { siteId: null }],
  ['flight.list', { siteId: null }],
  ['footage.list', { flightId: null }],
  ['finding.list', { enterpriseId: null, states: [], level: null, overdueOnly: false, text: '' }],
  ['layer.list', {}],
  ['station.list', {}],
  ['waiting.list', { after: null, limit: 500 }],
  ['journal.list', { aggregate: null, id: null, beforeArrival: null, limit: 500 }],
  ['link.status', {}],
]

type Kept = { id: string; version: string; doc: Record<string, unknown> }
type Ref = { ref: string; name: string }
type Pool = {
  docs: Record<string, Kept[]>
  refs: readonly Ref[]
  links: readonly string[]
  head: number
  entries: string[]
}

const namesOf = (what: 'mission' | 'areas') =>
  new RegExp(
    endingsOf(what)
      .map((ending) => ending.slice(1))
      .join('|'),
  )
const [MISSIONS, AREAS] = [namesOf('mission'), namesOf('areas')]

/** The files that a call is for; it gets any other one now and then too. */
const FILES_OF: Partial<Record<CallName, RegExp>> = {
  'mission.import': MISSIONS,
  'mission.compare': MISSIONS,
  'site.readAreas': AREAS,
  'layer.import': new RegExp(`${AREAS.source}|mbtiles`),
  'layer.picture': /JPG|png/,
  'terrain.read': /tif/,
  'footage.ingest': /JPG|DNG|HEIC|MP4|ts$|SRT|tlog|bin|ulg|csv|gpx|txt/,
  'footage.match': /JPG|DNG|HEIC|MP4|ts$|SRT|tlog|bin|ulg|csv|gpx|txt/,
}

const ID_OF: Readonly<Record<string, string>> = {
  enterpriseId: 'enterprise',
  siteId: 'site',
  siteIds: 'site',
  missionId: 'mission',
  flightId: 'flight',
  footageId: 'footage',
  findingId: 'finding',
  duplicateOfId: 'finding',
  recursOfId: 'finding',
  logIds: 'footage',
}
const FILES = ['file', 'files', 'beside', 'key']

function knownFrom(pool: Pool, call: CallName, aggregate: string): Known {
  const own = pool.refs.filter(({ name }) => FILES_OF[call]?.test(name))
  return (name, schema, chance) => {
    if (schema.type !== 'string' && schema.type !== 'integer' && schema.type !== 'number') return null
    if (FILES.includes(name))
      return { value: chance.pick(own.length > 0 && chance.happens(0.9) ? own : pool.refs).ref }
    if (name === 'link') return { value: chance.pick(pool.links) }
    if (name === 'creditCode') {
      const first = Array.from({ length: 17 }, () => chance.whole(0, 9)).join('')
      return { value: first + creditCodeCheckCharacter(first) }
    }
    if (name === 'entry' && pool.entries.length > 0) return { value: chance.pick(pool.entries) }
    if (name === 'beforeArrival') return { value: chance.whole(1, Math.max(1, pool.head)) }
    if (name === 'lat' && chance.happens(0.5)) return { value: 41.77 + chance.share() / 100 }
    if (name === 'lon' && chance.happens(0.5)) return { value: 109.97 + chance.share() / 100 }
    const kind = name === 'id' ? aggregate : ID_OF[name]
    const there = kind ? pool.docs[kind] : undefined
    return there && there.length > 0 && chance.happens(0.7) ? { value: chance.pick(there).id } : null
  }
}

/** The version that a document stands at, wherever an input names it and the version that it was made on. */
function withBases(value: unknown, pool: Pool, chance: Chance): unknown {
  if (Array.isArray(value)) return value.map((item) => withBases(item, pool, chance))
  if (typeof value !== 'object' || value === null) return value
  const whole = Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withBases(item, pool, chance)]),
  )
  const id = whole['id'] ?? (whole['doc'] as { id?: unknown } | undefined)?.id
  if (typeof id !== 'string' || !('base' in whole) || chance.happens(0.1)) return whole
  const found = Object.values(pool.docs)
    .flat()
    .find((kept) => kept.id === id)
  return { ...whole, base: found?.version ?? ('doc' in whole ? null : NO_VERSION) }
}

/** An existing document with some of its members exchanged: nearer to what a person sends than one made of nothing. */
function blended(made: unknown, aggregate: string, pool: Pool, chance: Chance): unknown {
  const input = made as { doc?: Record<string, unknown> }
  const there = pool.docs[aggregate]
  if (!input.doc || !there || there.length === 0 || chance.happens(0.3)) return made
  const { doc } = chance.pick(there)
  const keys = Object.keys(input.doc).filter((key) => key !== 'id')
  const exchanged = keys.filter(() => chance.happens(1 / Math.max(1, keys.length)))
  return {
    ...input,
    doc: { ...doc, ...Object.fromEntries(exchanged.map((key) => [key, input.doc?.[key]])) },
  }
}

const schemas = Object.fromEntries(
  CALL_NAMES.map((name) => [
    name,
    z.toJSONSchema(calls[name].input, { unrepresentable: 'any', io: 'input' }) as JsonSchema,
  ]),
) as Record<CallName, JsonSchema>

/** An input that the contract takes, or the last that was tried. */
function fitting(name: CallName, pool: Pool, chance: Chance): { input: unknown; fits: boolean } {
  const [aggregate = ''] = name.split('.')
  let input: unknown = {}
  for (let i = 0; i < TRIES; i++) {
    input = withBases(
      blended(valueOf(schemas[name], chance, knownFrom(pool, name, aggregate)), aggregate, pool, chance),
      pool,
      chance,
    )
    if (calls[name].input.safeParse(input).success) return { input, fits: true }
  }
  return { input, fits: false }
}

/** The same with one to three places in it exchanged for what nobody means to send. */
function spoiled(input: unknown, chance: Chance): unknown {
  let next = input
  for (let i = chance.whole(1, 3); i > 0; i--)
    next = withAt(next, chance.pick(waysInto(next).slice(0, 3000)), chance.pick(HOSTILE))
  return next
}

async function poolOf(host: InSession, refs: readonly Ref[], links: readonly string[]): Promise<Pool> {
  const docs: Pool['docs'] = {}
  let head = 0
  let entries: string[] = []
  for (const [name, input] of LISTS) {
    const answer = await host.call(name, input)
    if (!answer.ok) continue
    const value = answer.value as { rows?: unknown[]; journal?: { entries: number } }
    if (name === 'workspace.status') head = value.journal?.entries ?? 0
    const rows = Array.isArray(answer.value) ? (answer.value as unknown[]) : (value.rows ?? [])
    if (name === 'journal.list') entries = (rows as { hash: string }[]).map(({ hash }) => hash)
    docs[name.split('.')[0] ?? ''] = rows
      .filter((row): row is Omit<Kept, 'id'> => typeof row === 'object' && row !== null && 'doc' in row)
      .map((row) => ({ ...row, id: String(row.doc['id']) }))
      .slice(-200)
  }
  return { docs, refs, links, head, entries }
}

/** What one call is: answered in time, by a value or a code with words; `internal` is our own fault. */
async function asked(host: InSession, name: CallName, input: unknown): Promise<Answer | 'hangs'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'hangs'>((resolve) => {
    timer = setTimeout(() => resolve('hangs'), HANG_MS)
  })
  try {
    return await Promise.race([host.call(name, input), late])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Somebody of the workspace who may make the call acts from now on, where one can still sign in: an input may have signed
 * the session out, taken its role or removed whoever acted, and what comes after it would test the table of roles alone.
 */
async function letWhoMay(host: InSession, name: CallName, chance: Chance): Promise<void> {
  const entrance = await host.call('person.entrance', {})
  if (!entrance.ok) return
  const { persons } = entrance.value as CallOutput<'person.entrance'>
  const able = persons.filter(({ roles }) => roles.some((role) => calls[name].who.includes(role)))
  if (able.length === 0) return
  const { id } = chance.pick(able)
  await host.call('person.signIn', { id, name: null, passphrase: null })
}

const shown = (input: unknown): string => {
  try {
    return (JSON.stringify(input) ?? 'undefined').slice(0, 400)
  } catch {
    return 'what JSON cannot say'
  }
}

/**
 * So many inputs to every call of the contract, half of them valid by its schema, over the demo's workspace with a
 * vehicle beside it: none may end in `internal`, be thrown or hang, and afterwards everything lists and verifies.
 */
export async function attackCalls(perCall: number, seed: number, tell: Tell): Promise<Outcome> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-attack-calls-'))
  const chance = chanceOf(seed)
  const faults: string[] = []
  const fault = (line: string) => void (faults.length < MOST_FAULTS && faults.push(line))
  const done = { inputs: 0, calls: CALL_NAMES.length, valid: 0, answered: 0, refused: 0, writes: 0 }
  const vehicle = await mockVehicle({ firmware: 'ardupilot' })
  const host = openServices({
    home: path.join(dir, 'home'),
    openOutside: () => Promise.resolve(''),
  })
  try {
    const seeds = soundFiles(dir)
    const refs = Array.from({ length: 1 + DAMAGED_OF_EACH }, () => seeds)
      .flat()
      .map(({ name, bytes }, i) => {
        const file = path.join(dir, `${i}-${name}`)
        fs.writeFileSync(file, i < seeds.length ? bytes : mutated(bytes, chance))
        return { ref: host.registerFile(file, name).ref, name }
      })
    const heard = Array.from({ length: 8 }, () => vehicle.link)
    const links = [...heard, 'tcp:127.0.0.1:9', 'serial:/dev/null:57600', 'nonsense']
    const opened = await host.call('workspace.openDemo', {})
    if (!opened.ok) throw new Error(`the demo does not open: ${opened.code}`)

    let pool = await poolOf(host, refs, links)
    const look = async (after: string): Promise<void> => {
      for (const [name, input] of LISTS) {
        const answer = await asked(host, name, input)
        if (answer === 'hangs') fault(`${name} hangs after ${after}`)
        else if (!answer.ok) fault(`${name} is dead (${answer.code}) after ${after}`)
        else if (((answer.value as { unreadable?: unknown[] }).unreadable?.length ?? 0) > 0)
          fault(`${name} has a record that cannot be read, after ${after}`)
      }
      pool = await poolOf(host, refs, links)
    }

    const order: CallName[] = []
    for (let i = 0; i < perCall; i++) order.push(...CALL_NAMES)
    for (let i = order.length - 1; i > 0; i--) {
      const other = chance.whole(0, i)
      ;[order[i], order[other]] = [order[other] as CallName, order[i] as CallName]
    }
    for (const [i, name] of order.entries()) {
      const { input: made, fits } = fitting(name, pool, chance)
      const isSpoiled = !fits || chance.happens(0.5)
      const input = isSpoiled ? spoiled(made, chance) : made
      if (calls[name].input.safeParse(input).success) done.valid++
      done.inputs++
      if (chance.happens(BY_WHO_MAY)) await letWhoMay(host, name, chance)
      let answer: Answer | 'hangs'
      try {
        answer = await asked(host, name, input)
      } catch (error) {
        fault(`${name} threw ${String(error)} on ${shown(input)}`)
        continue
      }
      if (answer === 'hangs') fault(`${name} hangs on ${shown(input)}`)
      else if (answer.ok) {
        done.answered++
        if (calls[name].kind === 'write') done.writes++
      } else {
        done.refused++
        if (answer.code === 'internal') fault(`${name} answers internal to ${shown(input)}`)
      }
      // What the attack opened is not where its documents are.
      if (name === 'workspace.openOwn') await host.call('workspace.openDemo', {})
      if (i % BETWEEN_LOOKS === BETWEEN_LOOKS - 1) {
        await look(`${name} with ${shown(input)}`)
        tell(`calls: ${i + 1} of ${order.length}, ${done.writes} writes, ${faults.length} faults`)
      }
    }
    await look('the last input')
    const verified = await asked(host, 'workspace.verify', {})
    if (verified === 'hangs' || !verified.ok) fault('workspace.verify does not answer')
    else {
      const report = verified.value as { ok: boolean }
      if (!report.ok) fault(`the workspace is not whole: ${JSON.stringify(report).slice(0, 600)}`)
    }
  } finally {
    await host.close()
    vehicle.close()
    fs.rmSync(dir, { recursive: true, force: true })
  }
  return { attack: 'calls', done, faults }
}
