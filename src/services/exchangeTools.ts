import fs from 'node:fs'
import path from 'node:path'
import type { Actor } from '../contract/index.ts'
import { shortCode } from '../core/journal/entry.ts'
import { PROBLEM_CODES } from '../core/units/problem.ts'
import { fail, type Failure, ok, type Result } from '../core/units/result.ts'
import { failureOf } from '../store/failure.ts'
import { openScratch } from '../store/scratch.ts'
import { type NamedStation, namesOfStations } from '../store/stations.ts'
import { withFile } from '../store/openFile.ts'
import { makeFolder, renameLasting, writeWhole } from '../store/whole.ts'
import { isWorkspace, openWorkspace, type Workspace } from '../store/workspace.ts'
import { userOfComputer } from './host/sessions.ts'
import { openThreads } from './reading/threads/threads.ts'
import {
  bytesToSend,
  type Exchanging,
  type ReceivedFile,
  receiptIn,
  receiveFrom,
  sendTo,
} from './workspace/exchange.ts'

/** Exchange by files for the command line: each opens the folder, does one thing and closes it. */

/** Whoever has the shell and the folder may decide for it. */
export const keeperOfFolder = (): Actor => ({ ...userOfComputer(), role: 'supervisor' })

/** How the command line hears how far it is, of so many bytes, and calls it off. */
type Work = { readonly signal: AbortSignal; readonly of: (totalBytes: number) => (bytes: number) => void }

const sizeOf = (file: string): number => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0

/** What the system says of a file that the command line was given; null where it is no word of a system's. */
function fileFailure(error: unknown, code: 'cannot_read' | 'cannot_write', file: string): Failure | null {
  const problem = PROBLEM_CODES.find((known) => known === (error as { code?: unknown }).code)
  return problem === undefined || problem === 'ENOSPC' || problem === 'EDQUOT'
    ? null
    : fail(code, { file, problem })
}

/** Whether what failed is the workspace's own: its database, or a file in it. */
const isOfWorkspace = (error: unknown, dir: string): boolean => {
  const { code = '', path: at = '' } = error as NodeJS.ErrnoException
  return code.startsWith('SQLITE_') || at === dir || at.startsWith(dir + path.sep)
}

const isFull = (error: unknown): boolean => (error as { code?: unknown }).code === 'disk_full'

/** Refuses a file that cannot be read before anything is begun: what fails later is the workspace's. */
function sureOfFile(file: string): Failure | null {
  try {
    withFile(file, 'r', (open) => open.read(1, 0))
    return null
  } catch (error) {
    const failure = fileFailure(error, 'cannot_read', file)
    if (!failure) throw error
    return failure
  }
}

/** What is not foreseen is thrown; what is, comes back. `cancelled` where the signal was fired. */
async function attempt<T>(
  { signal }: Pick<Work, 'signal'>,
  work: () => Promise<T>,
  failed: (error: unknown) => Result<never> | null,
): Promise<Result<T>> {
  try {
    return ok(await work())
  } catch (error) {
    if (signal.aborted) return fail('cancelled')
    const { code, params } = error as { code?: unknown; params?: Failure['params'] }
    if (params && code !== 'disk_full') return fail(String(code), params)
    const failure = failed(error)
    if (!failure || (!failure.ok && failure.code === 'internal')) throw error
    return failure
  }
}

async function exchanging<T>(
  workspace: Workspace,
  actor: Actor,
  work: (exchanging: Exchanging) => Promise<T>,
): Promise<T> {
  const threads = openThreads({ most: 1 })
  try {
    return await work({ workspace, actor, nowMs: Date.now, threads })
  } finally {
    await threads.close()
  }
}

export type Sent = {
  file: string
  entries: number
  documents: number
  originals: number
  bytes: number
  unknown: string[]
}

/** Writes an exchange file of what a station lacks by its receipt, or of everything. */
export async function sendWorkspace(
  dir: string,
  file: string,
  { since, originals, actor }: { since: string | null; originals: 'all' | 'none'; actor: Actor },
  work: Work,
): Promise<Result<Sent>> {
  const opened = openWorkspace(dir, { create: false })
  if (!opened.ok) return opened
  const workspace = opened.value
  try {
    const receipt = await attempt(
      work,
      async () => (since === null ? null : receiptIn(since, workspace)),
      (error) => fileFailure(error, 'cannot_read', since ?? ''),
    )
    if (!receipt.ok) return receipt
    const wished = { since: receipt.value, originals }
    return await attempt(
      work,
      () =>
        exchanging(workspace, actor, async (all) => {
          const { signal } = work
          const sent = await sendTo(all, file, wished, {
            signal,
            onBytes: work.of(bytesToSend(workspace, originals)),
          })
          return { ...sent, file, unknown: sent.unknown.map(shortCode) }
        }),
      (error) =>
        isOfWorkspace(error, dir)
          ? failureOf(error, dir)
          : isFull(error)
            ? fail('disk_full', { file })
            : (fileFailure(error, 'cannot_write', file) ?? failureOf(error, file)),
    )
  } finally {
    workspace.close()
  }
}

export type Received = ReceivedFile & {
  /** Names of the stations that nobody has accepted. */
  readonly unaccepted: readonly NamedStation[]
  /** Where the receipt is; null where none was written, and why. */
  readonly receiptFile: string | null
  readonly receiptProblem: Failure | null
}

/** Where the receipt goes, and who takes the file in. */
type Receiving = { readonly receipt: string; readonly actor: Actor }

/**
 * Takes in an exchange file. Where `dir` is missing or empty it becomes a workspace of the file's, once the file was found
 * whole. The receipt goes to `receipt`; `actor` is whoever takes it in.
 */
export async function receiveWorkspace(
  dir: string,
  file: string,
  how: Receiving,
  work: Work,
): Promise<Result<Received>> {
  const unreadable = sureOfFile(file)
  if (unreadable) return unreadable
  return isWorkspace(dir) ? receiveInto(dir, file, how, work) : receiveAnew(dir, file, how, work)
}

async function receiveInto(
  dir: string,
  file: string,
  { receipt: receiptFile, actor }: Receiving,
  work: Work,
): Promise<Result<Received>> {
  const opened = openWorkspace(dir, { create: false })
  if (!opened.ok) return opened
  const workspace = opened.value
  try {
    if (workspace.isReadOnly) return fail('read_only')
    return await attempt(
      work,
      () =>
        exchanging(workspace, actor, async (all) => {
          const { signal } = work
          const received = await receiveFrom(all, file, { signal, onBytes: work.of(2 * sizeOf(file)) })
          const named = namesOfStations(workspace.db)
          const problem = received.receipt.ok
            ? writeReceipt(receiptFile, received.receipt.value)
            : received.receipt
          return {
            ...received,
            unaccepted: received.unknownStations.map(({ station }) => named(station)),
            receiptFile: problem ? null : receiptFile,
            receiptProblem: problem,
          }
        }),
      (error) =>
        (error as NodeJS.ErrnoException).path === file
          ? (fileFailure(error, 'cannot_read', file) ?? failureOf(error, file))
          : isFull(error)
            ? fail('disk_full', { file: dir })
            : failureOf(error, dir),
    )
  } finally {
    workspace.close()
  }
}

/** Writes a receipt, or says why it cannot be: what it is for is taken in by then. */
function writeReceipt(file: string, text: string): Failure | null {
  try {
    writeWhole(file, text)
    return null
  } catch (error) {
    return fail('cannot_write', { file, problem: (error as { code?: string }).code ?? '' })
  }
}

/** Makes the workspace aside, so that a folder is a workspace with the whole file in it, or as it was. */
async function receiveAnew(
  dir: string,
  file: string,
  { receipt: receiptFile, actor }: Receiving,
  work: Work,
): Promise<Result<Received>> {
  if (fs.existsSync(dir) && fs.readdirSync(dir).length > 0) return fail('workspace_not_empty', { dir })
  const partial = `${dir}.partial`
  const drop = (): void => fs.rmSync(partial, { recursive: true, force: true })
  drop()
  makeFolder(path.dirname(dir))
  const made = openWorkspace(partial, { create: true })
  if (!made.ok) return made
  made.value.close()
  const scratch = openScratch()
  let isTaken = false
  try {
    const aside = path.join(scratch.folder('receipt'), 'receipt')
    const received = await receiveInto(partial, file, { receipt: aside, actor }, work)
    if (!received.ok) return received
    if (fs.existsSync(dir)) fs.rmdirSync(dir)
    renameLasting(partial, dir)
    isTaken = true
    const { receipt } = received.value
    const problem = receipt.ok ? writeReceipt(receiptFile, receipt.value) : receipt
    return ok({ ...received.value, receiptFile: problem ? null : receiptFile, receiptProblem: problem })
  } finally {
    scratch.close()
    if (!isTaken) drop()
  }
}
