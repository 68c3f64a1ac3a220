import fs from 'node:fs'
import type { CallOutput, CallParsed } from '../../contract/index.ts'
import { base64Of } from '../../core/journal/base64.ts'
import { shortCode } from '../../core/journal/entry.ts'
import {
  LONGEST_RECEIPT,
  MOST_HEADS,
  MOST_WANTED,
  type Receipt,
  readReceipt,
  receiptText,
} from '../../core/journal/receipt.ts'
import { isDeleted } from '../../core/footage/retention.ts'
import { ok, type Result } from '../../core/units/result.ts'
import { PROVING } from '../../store/exchange/proving.ts'
import { footageOfOriginal, originalsNamed, recordedOriginals } from '../../store/footage.ts'
import { sha256 } from '../../store/hash.ts'
import { headsHere } from '../../store/journal/carried.ts'
import { headOf, readOwn, readWorkspaceId } from '../../store/journal/own.ts'
import { withFile } from '../../store/openFile.ts'
import { refusalOf } from '../../store/refusal.ts'
import type { StationKey } from '../../store/station/keys.ts'
import { hasOwnStation, hiddenEntries, namesOfStations, stationsHere } from '../../store/stations.ts'
import { Refusal, transact, type Workspace } from '../../store/workspace.ts'
import { type Context, during, type Handlers } from '../host/context.ts'
import { progressOf } from '../host/progress.ts'
import { someOfEach } from '../host/told.ts'

/** What exchange is done with, whatever door asks for it. */
export type Exchanging = Pick<Context, 'workspace' | 'actor' | 'nowMs' | 'threads'>

const placeOf = ({ db, vault }: Workspace) => ({ database: db.file, vault: vault.dir })

/** What a station lacks, by the receipt in a file. @throws {Refusal} `receipt_none` and its like, or what the system says */
export function receiptIn(file: string, workspace: Workspace): Receipt {
  const text = withFile(file, 'r', (open) => open.readAll(2 * LONGEST_RECEIPT)).toString('utf8')
  const receipt = readReceipt(text, readWorkspaceId(workspace.db) ?? '', PROVING)
  if (!receipt.ok) throw refusalOf(receipt)
  if (receipt.value.station === readOwn(workspace.db)?.station) throw new Refusal('receipt_own')
  return receipt.value
}

type Work = NonNullable<Parameters<Context['threads']['run']>[2]>

/** Writes what a station lacks, or all, to a file, in a thread. */
export function sendTo(
  { workspace, nowMs, threads }: Exchanging,
  file: string,
  { since, originals }: { since: Receipt | null; originals: 'all' | 'none' },
  work: Work,
) {
  const head = headOf(workspace.db) ?? headsHere(workspace.db)[0]
  if (!head) throw new Refusal('not_sent', { problem: 'sent_no_entries', station: '', seq: 0 })
  const sending = { file, from: head.station, atMs: nowMs(), since, originals }
  return threads.run('sendEntries', { ...placeOf(workspace), ...sending }, work)
}

/** How many bytes a sending may read of originals: each is copied, and the file is checked. */
export const bytesToSend = ({ db }: Workspace, originals: 'all' | 'none'): number =>
  originals === 'none' ? 1 : 2 * recordedOriginals(db).reduce((sum, { size }) => sum + (size || 0), 1)

/** What came of a file that was taken in. */
export type ReceivedFile = Omit<CallOutput<'workspace.receive'>, 'receipt' | 'problem'> & {
  /** The signed text of a receipt, or why none can be signed. */
  readonly receipt: Result<string>
  readonly changes: readonly {
    readonly aggregate: CallOutput<'journal.list'>[number]['changes'][number]['aggregate']
    readonly id: string
  }[]
  readonly lastArrival: number
}

/**
 * Takes in a file, in a thread. A laptop that was no station of the workspace becomes one by an entry of its own, so that it
 * can sign a receipt and is known to the others by name before it writes anything else.
 */
export async function receiveFrom(exchanging: Exchanging, file: string, work: Work): Promise<ReceivedFile> {
  const { workspace, threads } = exchanging
  const taken = await threads.run('takeIn', { file, ...placeOf(workspace) }, work)
  const joined = joinIn(exchanging)
  const unknownStations = stationsHere(workspace.db)
    .filter(({ isAccepted, kind }) => !isAccepted && kind === 'other')
    .map(({ station, code }) => ({ station, code }))
  return {
    arrival: joined.ok ? (joined.value?.arrival ?? null) : null,
    entry: joined.ok ? (joined.value?.hash ?? null) : null,
    led: [],
    entries: taken.entries,
    originals: taken.originals,
    waiting: taken.waiting,
    hidden: hiddenEntries(workspace.db),
    unknownStations,
    receipt: joined.ok ? await receiptOf(exchanging) : joined,
    changes: taken.changes,
    lastArrival: taken.arrival,
  }
}

/** Makes this laptop a station of the workspace, where it is none; answers the entry, or why it cannot be. */
function joinIn({ workspace, actor, nowMs }: Exchanging): Result<{ arrival: number; hash: string } | null> {
  try {
    if (hasOwnStation(workspace.db, workspace.keys)) return ok(null)
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code, params: error.params }
    throw error
  }
  const done = transact(workspace, { actor, atMs: nowMs(), action: 'workspace.receive' }, () => null)
  return done.ok ? ok(done.value.entry) : done
}

/** What this station has and lacks, signed by it. */
async function receiptOf({ workspace, nowMs }: Exchanging): Promise<Result<string>> {
  const { db, keys } = workspace
  const own = readOwn(db)
  const found = own && keys.read(own.station)
  if (!found?.ok) return found ?? { ok: false, code: 'internal', params: {} }
  const key: StationKey | undefined = found.value?.key
  if (!key) return { ok: false, code: 'internal', params: {} }
  const receipt: Receipt = {
    workspace: readWorkspaceId(db) ?? '',
    station: key.station,
    publicKey: base64Of(key.publicKey),
    atMs: nowMs(),
    heads: headsHere(db)
      .slice(0, MOST_HEADS)
      .map(({ station, seq, hash }) => ({ station, seq, hash })),
    wants: await lackingIn(workspace),
  }
  return ok(receiptText(receipt, (bytes) => key.sign(bytes), sha256))
}

/** The originals that records name, shown or not yet, and that are not here, as many as a receipt may ask for. */
async function lackingIn({ db, vault }: Workspace): Promise<string[]> {
  const lacking: string[] = []
  for (const hash of originalsNamed(db)) {
    // What was deleted by two people is not asked for.
    if (footageOfOriginal(db, hash).some(({ doc }) => isDeleted(doc))) continue
    if (lacking.length === MOST_WANTED) break
    const copy = await vault.localCopy(hash)
    if (copy) copy.release()
    else lacking.push(hash)
  }
  return lacking
}

/** What a file is called that a station writes. */
const stemOf = ({ db }: Workspace): string => `sortie-${shortCode(headOf(db)?.station ?? '0'.repeat(32))}`

/** Work over bytes that tells how far it is, and can be called off by the name of its call. */
const told = async <T>(
  context: Context,
  call: 'workspace.send' | 'workspace.look' | 'workspace.receive',
  total: number,
  work: (work: Work) => Promise<T>,
): Promise<T> => {
  const progress = progressOf(context, call)
  let done = 0
  try {
    return await during(context, call, ({ signal }) =>
      work({
        ...(signal ? { signal } : {}),
        onBytes(bytes) {
          done += bytes
          progress.tell('', Math.min(done, total), total)
        },
      }),
    )
  } finally {
    progress.end()
  }
}

const sizeOf = (file: string): number => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0

export const exchangeCalls = {
  'workspace.send': async (
    { since, originals }: CallParsed<'workspace.send'>,
    context: Context,
  ): Promise<CallOutput<'workspace.send'>> => {
    const { workspace } = context
    const receipt = since === null ? null : receiptIn(context.filePath(since).path, workspace)
    const file = context.scratchFile()
    const sent = await told(context, 'workspace.send', bytesToSend(workspace, originals), (work) =>
      sendTo(context, file, { since: receipt, originals }, work),
    )
    const fileName = `${stemOf(workspace)}.sortie`
    const { entries, documents, bytes } = sent
    return {
      download: context.offerFile(fileName, 'application/octet-stream', file),
      fileName,
      entries,
      documents,
      originals: sent.originals,
      bytes,
      unknown: sent.unknown.map(shortCode),
    }
  },

  'workspace.look': async (
    { file }: CallParsed<'workspace.look'>,
    context: Context,
  ): Promise<CallOutput<'workspace.look'>> => {
    const { path } = context.filePath(file)
    const { db } = context.workspace
    const { manifest, fresh, bytes } = await told(context, 'workspace.look', sizeOf(path), (work) =>
      context.threads.run('lookInto', { file: path, database: db.file }, work),
    )
    const named = namesOfStations(db)
    const here = new Map(stationsHere(db).map((row) => [row.station, row]))
    return {
      from: { ...named(manifest.from), isKnown: here.has(manifest.from) },
      stations: manifest.stretches.map(({ station, after, to }) => ({
        ...named(station),
        isAccepted: here.get(station)?.isAccepted ?? false,
        isNew: !here.has(station),
        fromSeq: after.seq + 1,
        toSeq: to.seq,
      })),
      atMs: manifest.atMs,
      entries: manifest.entries,
      newEntries: fresh,
      originals: manifest.originals.count,
      bytes,
      alreadyHere: fresh === 0,
    }
  },

  'workspace.receive': async (
    { file }: CallParsed<'workspace.receive'>,
    context: Context,
  ): Promise<CallOutput<'workspace.receive'>> => {
    const { path } = context.filePath(file)
    const { changes, lastArrival, receipt, ...taken } = await told(
      context,
      'workspace.receive',
      2 * sizeOf(path),
      (work) => receiveFrom(context, path, work),
    )
    if (lastArrival > 0)
      context.emit({ type: 'changed', arrival: taken.arrival ?? lastArrival, changes: someOfEach(changes) })
    if (!receipt.ok) return { ...taken, receipt: null, problem: receipt.code }
    const fileName = `${stemOf(context.workspace)}.receipt`
    const download = context.offerDownload(fileName, 'text/plain', Buffer.from(receipt.value))
    return { ...taken, receipt: { download, fileName }, problem: null }
  },
} satisfies Partial<Handlers>
