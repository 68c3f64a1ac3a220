import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { PROBLEM_CODES, type ProblemCode } from '../../core/units/problem.ts'
import { fail, type Failure, ok, type Result } from '../../core/units/result.ts'
import { lockFile } from '../fileLock.ts'
import { assertPlain, withFile } from '../openFile.ts'
import { makeFolder, writeWhole } from '../whole.ts'
import {
  type HeadRecord,
  type KeyFile,
  keyFileText,
  MOST_KEY_BYTES,
  privateHalf,
  publicHalf,
  readKeyText,
  stationOfKey,
} from './keyFile.ts'

export type { HeadRecord }

/** A station that can sign: its id, its public key (the raw 32 bytes), and Ed25519 over bytes (64 bytes). */
export type StationKey = {
  readonly station: string
  readonly publicKey: Uint8Array
  sign(bytes: Uint8Array): Uint8Array
}

/** What is known of a key without opening it. */
export type KnownKey = {
  readonly station: string
  readonly publicKey: Uint8Array
  readonly isWrapped: boolean
  readonly record: HeadRecord | null
}

/** The keys of this computer's user, wherever they lie. */
export type StationKeys = {
  /**
   * The key of a station with the last head that it signed; null where it is not here. Fails with `key_unreadable`,
   * `key_exposed` (others may read it) or `key_wrapped` (the keyring keeps it, and nothing here opens that).
   */
  read(station: string): Result<{ key: StationKey; record: HeadRecord | null } | null>
  /**
   * Makes the key of a new station of a workspace, and keeps it before it answers; wrapped where another of that workspace
   * is. Fails with `key_exposed`, `key_wrapped`, `key_not_written` or `disk_full`.
   */
  make(workspaceId: string): Result<StationKey>
  /**
   * Keeps the last head that a key signed, after it is committed. It never goes back, whoever else records at once; where it
   * cannot be kept there is a warning, and it stays behind.
   */
  record(station: string, head: HeadRecord): void
  /** Keys of a workspace that are here and whole, by station; none of them is opened. */
  list(workspaceId: string): readonly KnownKey[]
  /** Has the keyring keep a workspace's keys, or the files alone. Keys that are so already stay as they are. */
  wrap(workspaceId: string, isWrapped: boolean): Result<void>
}

/** How the system's keyring keeps bytes: `unwrap` answers null where it does not open them. */
export type Wrapping = {
  wrap(bytes: Uint8Array): Uint8Array
  unwrap(bytes: Uint8Array): Uint8Array | null
}

const FILE_MODE = 0o600
const FOLDER_MODE = 0o700
/** Bits of the group and of all others. */
const OTHERS = 0o077
/** Held while a file that may be there is written anew. */
const LOCK = '.lock'
const PATIENCE_MS = 10_000

/** Keys as files of a folder, `<station>.json` each, that only their owner reads. */
export function keysIn(dir: string, wrapping?: Wrapping): StationKeys {
  const fileOf = (station: string): string => path.join(dir, `${station}.json`)

  const openKey = (file: KeyFile): Result<KeyObject> => {
    const publicKey = Buffer.from(file.publicKey, 'base64')
    const at = fileOf(file.station)
    let pkcs8: Uint8Array | null = Buffer.from(file.privateKey ?? '', 'base64')
    if (file.wrapped !== undefined) {
      if (!wrapping) return fail('key_wrapped', { file: at })
      pkcs8 = wrapping.unwrap(Buffer.from(file.wrapped, 'base64'))
      if (pkcs8 === null) return fail('key_unreadable', { file: at, problem: 'key_keyring' })
    }
    const key = privateHalf(pkcs8, publicKey)
    return key ? ok(key) : fail('key_unreadable', { file: at, problem: 'key_pair' })
  }

  const known = (workspaceId: string): KeyFile[] =>
    stationsIn(dir).flatMap((station) => {
      const file = readKeyFile(dir, station)
      return file.ok && file.value?.workspace === workspaceId ? [file.value] : []
    })

  return {
    read(station) {
      const file = readKeyFile(dir, station)
      if (!file.ok || file.value === null) return file as Result<null>
      const key = openKey(file.value)
      return key.ok ? ok({ key: stationKey(file.value, key.value), record: file.value.record }) : key
    },

    make(workspaceId) {
      const wrappedOne = known(workspaceId).find((file) => file.wrapped !== undefined)
      if (wrappedOne && !wrapping) return fail('key_wrapped', { file: fileOf(wrappedOne.station) })
      const { privateKey } = generateKeyPairSync('ed25519')
      const publicKey = publicHalf(privateKey)
      const station = stationOfKey(publicKey)
      const file = {
        workspace: workspaceId,
        station,
        publicKey: publicKey.toString('base64'),
        ...halfOf(privateKey, wrappedOne && wrapping),
        record: null,
      }
      try {
        makeFolder(dir, FOLDER_MODE)
        const refused = exposed(dir, fs.statSync(dir).mode, FOLDER_MODE)
        if (refused) return refused
        writeWhole(fileOf(station), keyFileText(file), FILE_MODE)
      } catch (error) {
        return notWritten(error, fileOf(station))
      }
      return ok(stationKey(file, privateKey))
    },

    record(station, head) {
      try {
        const lock = lockFile(path.join(dir, LOCK), PATIENCE_MS)
        try {
          const file = readKeyFile(dir, station)
          if (!file.ok) return warn(`${file.code} ${String(file.params['problem'] ?? '')}`)
          if (file.value === null) return warn('the key is gone')
          const before = file.value.record
          if (before !== null && before.seq >= head.seq) return
          writeWhole(fileOf(station), keyFileText({ ...file.value, record: head }), FILE_MODE)
        } finally {
          lock.close()
        }
      } catch (error) {
        warn(String((error as NodeJS.ErrnoException).code ?? 'unknown'))
      }
    },

    list: (workspaceId) =>
      known(workspaceId).map(({ station, publicKey, wrapped, record }) => ({
        station,
        publicKey: Buffer.from(publicKey, 'base64'),
        isWrapped: wrapped !== undefined,
        record,
      })),

    wrap(workspaceId, isWrapped) {
      try {
        if (!fs.existsSync(dir)) return ok(undefined)
        const lock = lockFile(path.join(dir, LOCK), PATIENCE_MS)
        try {
          for (const file of known(workspaceId)) {
            if ((file.wrapped !== undefined) === isWrapped) continue
            if (!wrapping) return fail('key_wrapped', { file: fileOf(file.station) })
            const key = openKey(file)
            if (!key.ok) return key
            const { privateKey: _, wrapped: __, ...rest } = file
            const half = halfOf(key.value, isWrapped ? wrapping : undefined)
            writeWhole(fileOf(file.station), keyFileText({ ...rest, ...half }), FILE_MODE)
          }
          return ok(undefined)
        } finally {
          lock.close()
        }
      } catch (error) {
        return notWritten(error, dir)
      }
    },
  }
}

const stationKey = (file: Pick<KeyFile, 'station' | 'publicKey'>, key: KeyObject): StationKey => ({
  station: file.station,
  publicKey: new Uint8Array(Buffer.from(file.publicKey, 'base64')),
  sign: (bytes) => new Uint8Array(sign(null, bytes, key)),
})

/** The private half as its file has it. */
function halfOf(
  key: KeyObject,
  wrapping: Wrapping | undefined,
): { privateKey: string } | { wrapped: string } {
  const pkcs8 = key.export({ format: 'der', type: 'pkcs8' })
  return wrapping
    ? { wrapped: Buffer.from(wrapping.wrap(pkcs8)).toString('base64') }
    : { privateKey: pkcs8.toString('base64') }
}

/** The file of a station, looked at whole but not opened; null where there is none. */
function readKeyFile(dir: string, station: string): Result<KeyFile | null> {
  const file = path.join(dir, `${station}.json`)
  try {
    const folder = fs.statSync(dir, { throwIfNoEntry: false })
    if (!folder) return ok(null)
    if (!folder.isDirectory()) return fail('key_unreadable', { file: dir, problem: 'not_a_folder' })
    const open = exposed(dir, folder.mode, FOLDER_MODE)
    if (open) return open
    assertPlain(file)
    return withFile(file, 'r', (opened) => {
      const refused = exposed(file, opened.mode(), FILE_MODE)
      return refused ?? readKeyText(opened.readAll(MOST_KEY_BYTES).toString('utf8'), file, station)
    })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return ok(null)
    return fail('key_unreadable', { file, problem: code === 'EFBIG' ? 'too_large' : problemOf(error) })
  }
}

function stationsIn(dir: string): string[] {
  try {
    return fs
      .readdirSync(dir)
      .flatMap((name) => /^([0-9a-f]{32})\.json$/.exec(name)?.[1] ?? [])
      .sort()
  } catch {
    return []
  }
}

/** What only its owner may read can be read by others. Windows has no such bits: there the user's own folder has its rights. */
function exposed(file: string, mode: number, wanted: number): Failure | null {
  if (process.platform === 'win32' || (mode & OTHERS) === 0) return null
  const octal = (bits: number): string => (bits & 0o777).toString(8)
  return fail('key_exposed', { file, mode: octal(mode), wanted: octal(wanted) })
}

const problemOf = (error: unknown): ProblemCode =>
  PROBLEM_CODES.find((known) => known === (error as NodeJS.ErrnoException).code) ?? 'unread'

/** What a system says where a file stands in the place of a folder. */
const isFileThere = (code: string): boolean => code === 'ENOTDIR' || code === 'EEXIST'

function notWritten(error: unknown, file: string): Failure {
  const { code = '' } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return fail('disk_full', { file })
  if (code.startsWith('SQLITE_BUSY')) return fail('busy', { file })
  return fail('key_not_written', { file, problem: isFileThere(code) ? 'not_a_folder' : problemOf(error) })
}

/** It may stay behind; the next one that can be kept catches up. Only codes are told, never what stands in a file. */
const warn = (why: string): void =>
  process.emitWarning(`the head that the station's key signed was not recorded: ${why}`)
