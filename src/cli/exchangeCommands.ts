import path from 'node:path'
import type { Actor, Answer, CallName, CallOutput } from '../contract/index.ts'
import { inSession, type InSession, mayCall, notAllowed } from '../contract/index.ts'
import { keeperOfFolder, type Received, receiveWorkspace, sendWorkspace } from '../services/exchangeTools.ts'
import { createServices } from '../services/index.ts'
import { isWorkspaceFolder } from '../services/workspaceTools.ts'
import { ACTING_OPTIONS, type ActingAs, actAs } from './acting.ts'
import { assertWorkspace } from './assertWorkspace.ts'
import { Exit, exitOf, optionsOf, print, printJson, refuse, tell, tenths, untilInterrupted } from './io.ts'
import { WORKSPACE_USAGE } from './usage.ts'
import { language, say } from './words.ts'

/** The one folder, and what stands behind it, of a command; anything else ends it. */
function placesOf(positionals: readonly string[], count: number): string[] {
  if (positionals.length !== count) throw refuse('usage', { usage: WORKSPACE_USAGE })
  const [dir = '', ...more] = positionals
  return [path.resolve(dir), ...more]
}

const needed = (command: string, option: string, value: string | undefined): string => {
  if (value === undefined) throw refuse('missing_option', { command, option })
  return path.resolve(value)
}

/** How far it is of so many bytes, in tenths where they are many. */
const counting =
  (doing: 'reading' | 'copying') =>
  (total: number): ((bytes: number) => void) => {
    const progress = tenths(doing)
    let done = 0
    return (bytes) => {
      done += bytes
      progress(Math.min(done, total), total)
    }
  }

/** `sortie workspace send DIR --to FILE [--since RECEIPT] [--originals all|none]` */
export async function sendCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('workspace', args, {
    to: { type: 'string' },
    since: { type: 'string' },
    originals: { type: 'string' },
    ...ACTING_OPTIONS,
    json: { type: 'boolean' },
  })
  const [dir = ''] = placesOf(positionals, 1)
  const file = needed('workspace send', '--to', values.to)
  const originals = values.originals ?? 'all'
  if (originals !== 'all' && originals !== 'none')
    throw refuse('bad_value', { option: '--originals', value: originals, wanted: 'all | none' })
  const since = values.since === undefined ? null : path.resolve(values.since)
  const actor = await keeperIn(dir, values, 'workspace.send')
  const sent = await untilInterrupted((signal) =>
    sendWorkspace(dir, file, { since, originals, actor }, { signal, of: counting('reading') }),
  )
  if (!sent.ok) throw sent.code === 'cancelled' ? new Exit(1, say('stopped')) : exitOf(sent)
  if (values.json) return printJson(sent.value)
  for (const station of sent.value.unknown) tell(say('receipt_unknown', { station }))
  const { entries, originals: count, bytes } = sent.value
  print(say('sent', { entries, originals: count, megabytes: (bytes / 1e6).toFixed(1), file }))
}

/** `sortie workspace receive DIR --from FILE [--receipt FILE] [--accept CODE[,CODE]]` */
export async function receiveCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('workspace', args, {
    from: { type: 'string' },
    receipt: { type: 'string' },
    accept: { type: 'string' },
    ...ACTING_OPTIONS,
    json: { type: 'boolean' },
  })
  const [dir = ''] = placesOf(positionals, 1)
  const file = needed('workspace receive', '--from', values.from)
  const receipt = values.receipt === undefined ? `${file}.receipt` : path.resolve(values.receipt)
  const actor = await keeperIn(dir, values, 'workspace.receive')
  const received = await untilInterrupted((signal) =>
    receiveWorkspace(dir, file, { receipt, actor }, { signal, of: counting('copying') }),
  )
  if (!received.ok) throw exitOf(received)
  const codes = (values.accept ?? '').split(',').filter((code) => code.trim() !== '')
  // What was received is told of, whatever comes of accepting.
  const { shown, refused, list } = await withServices(dir, values, async (host) => {
    const accepted = await acceptAll(host, codes).then(
      (shown) => ({ shown, refused: null }),
      (refused: unknown) => ({ shown: 0, refused }),
    )
    return { ...accepted, list: await ask<CallOutput<'station.list'>>(host, 'station.list', {}) }
  })
  report(received.value, list, shown, values.json === true)
  if (refused) throw refused
  // Asked for by name, a receipt that cannot be written is an answer of its own.
  if (received.value.receiptProblem && values.receipt !== undefined) process.exitCode = 2
}

function report(
  received: Received,
  { stations, waiting }: CallOutput<'station.list'>,
  shown: number,
  json: boolean,
): void {
  const hidden = stations.filter(
    ({ isAccepted, kind, hidden: kept }) => !isAccepted && kind === 'other' && kept > 0,
  )
  const kept = stations.reduce((sum, station) => sum + station.hidden, 0)
  if (json)
    return printJson({
      entries: received.entries,
      originals: received.originals,
      accepted: shown,
      hidden: kept,
      waiting,
      unknownStations: hidden.map(({ station, code, hidden: entries }) => ({ station, code, entries })),
      receipt: received.receiptFile,
    })
  const { entries, originals } = received
  print(entries + originals === 0 ? say('received_nothing') : say('received', { entries, originals }))
  if (shown > 0) print(say('accepted_shown', { shown }))
  for (const { code, hidden: count } of hidden) print(say('station_not_accepted', { code, entries: count }))
  if (waiting > 0) print(say('received_waiting', { waiting }))
  const problem = received.receiptProblem
  if (received.receiptFile) print(say('receipt_at', { file: received.receiptFile }))
  else if (problem)
    tell(
      problem.code === 'station_ahead'
        ? say('station_is_ahead')
        : say('no_receipt', { problem: exitOf(problem).message }),
    )
}

/** `sortie workspace accept DIR CODE [--name NAME]` */
export async function acceptCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('workspace', args, {
    name: { type: 'string' },
    ...ACTING_OPTIONS,
    json: { type: 'boolean' },
  })
  const [dir = '', code = ''] = placesOf(positionals, 2)
  const shown = await withServices(dir, values, (host) => acceptAll(host, [code], values.name))
  if (values.json) printJson({ code: normal(code), shown })
  else print(say('accepted', { code: normal(code), shown }))
}

/** `sortie workspace stations DIR` */
export async function stationsCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('workspace', args, {
    ...ACTING_OPTIONS,
    json: { type: 'boolean' },
  })
  const [dir = ''] = placesOf(positionals, 1)
  const found = await withServices(dir, values, (host) =>
    ask<CallOutput<'station.list'>>(host, 'station.list', {}),
  )
  if (values.json) return printJson(found)
  if (found.isAhead) tell(say('station_is_ahead'))
  for (const { code, name, kind, isAccepted, entries, branches, hidden } of found.stations)
    print(
      [
        say('station_row', {
          code,
          name: name === '' ? '' : `“${name}”`,
          kind: say(`station_${kind}`),
          entries,
        }).replace(/ {2,}/g, ' '),
        isAccepted ? '' : say('station_hidden', { hidden }),
        branches > 1 ? say('station_branches', { branches }) : '',
      ]
        .filter((part) => part !== '')
        .join(language() === 'zh' ? '；' : '; '),
    )
  if (found.waiting > 0) print(say('received_waiting', { waiting: found.waiting }))
}

/** `sortie workspace renew DIR` */
export async function renewCommand(args: string[]): Promise<void> {
  const { values, positionals } = optionsOf('workspace', args, {
    ...ACTING_OPTIONS,
    json: { type: 'boolean' },
  })
  const [dir = ''] = placesOf(positionals, 1)
  const { station, code } = await withServices(dir, values, async (host) => {
    const { own } = await ask<CallOutput<'station.list'>>(host, 'station.list', {})
    return ask<CallOutput<'workspace.renew'>>(host, 'workspace.renew', { own })
  })
  if (values.json) printJson({ station, code })
  else print(say('renewed', { code }))
}

/**
 * Who a folder is exchanged by: whoever keeps it, or the person who signs in where it has persons and may do it.
 * @throws {Exit} where nobody signs in who has to, or they may not
 */
async function keeperIn(dir: string, values: ActingAs, call: CallName): Promise<Actor> {
  if (!isWorkspaceFolder(dir)) return keeperOfFolder()
  return withServices(dir, values, async (host) => {
    const { isIn, actor } = await ask<CallOutput<'person.entrance'>>(host, 'person.entrance', {})
    if (!isIn) throw exitOf({ ok: false, code: 'sign_in_first', params: {} })
    const { roles = [actor.role], ...named } = actor
    const role = [actor.role, ...roles].find((one) => mayCall(call, one))
    if (!role) throw exitOf({ ok: false, code: 'not_allowed', params: notAllowed(call, actor.role) })
    return { ...named, role }
  })
}

/** Has a folder open for whoever keeps it. */
async function withServices<T>(
  dir: string,
  values: ActingAs,
  work: (host: InSession) => Promise<T>,
): Promise<T> {
  assertWorkspace(dir)
  const services = createServices({ workspaceDir: dir })
  try {
    const host = inSession(services, services.session(keeperOfFolder()))
    await actAs(host, values)
    return await work(host)
  } finally {
    await services.close()
  }
}

async function ask<T>(host: InSession, name: string, input: unknown): Promise<T> {
  const answer: Answer = await host.call(name, input)
  if (!answer.ok) throw exitOf(answer)
  return answer.value as T
}

/** A short code as it is written, however somebody read it out (Crockford: O is nought, I and L are one). */
const normal = (code: string): string => {
  const digits = code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  return `${digits.slice(0, 5)}-${digits.slice(5)}`
}

/** Accepts stations by their codes; answers how many entries are shown now. All codes are known before any is accepted. */
async function acceptAll(host: InSession, codes: readonly string[], name?: string): Promise<number> {
  const { stations } = await ask<CallOutput<'station.list'>>(host, 'station.list', {})
  const chosen = codes.map((code) => {
    const found = stations.find((one) => one.code === normal(code) && one.kind !== 'closed')
    if (!found) throw exitOf({ ok: false, code: 'station_unknown', params: { station: code } })
    return found
  })
  let shown = 0
  for (const { station, code, name: known } of chosen)
    shown += (
      await ask<CallOutput<'station.accept'>>(host, 'station.accept', {
        station,
        name: name ?? (known || code),
      })
    ).shown
  return shown
}
