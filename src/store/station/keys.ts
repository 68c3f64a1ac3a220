import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fail, type Failure, ok, type Result } from '../../core/units/result.ts'
import { assertPlain, withFile } from '../openFile.ts'
import { writeWhole } from '../whole.ts'
import {
  exposed,
  FILE_MODE,
  FOLDER_MODE,
  inFolder,
  type KeyFile,
  keyFileText,
  MOST_KEY_BYTES,
  privateHalf,
  problemOf,
  publicHalf,
  readKeyText,
  stationOfKey,
} from './keyFile.ts'
import { readHeadFile, writeHeadFile } from './headFile.ts'
import { type HeadRecord, laterOf } from './headRecord.ts'
import { keyringFileIn, readKeyringFile, writeKeyringFile } from './keyringFile.ts'
import { type Wrapping, wrappingBy } from './wrapping.ts'

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
   * Makes the key of a new station of a workspace, and keeps it before it answers; wrapped where the keyring keeps that
   * workspace's. Fails with `key_exposed`, `key_wrapped`, `key_not_written` or `disk_full`.
   */
  make(workspaceId: string): Result<StationKey>
  /**
   * Keeps the last head that a key signed, after it is committed. It never goes back, whoever else records at once; where it
   * cannot be kept there is a warning, and it stays behind.
   */
  record(station: string, head: HeadRecord): void
  /** Keys of a workspace that are here and whole, by station; none of them is opened. */
  list(workspaceId: string): readonly KnownKey[]
  /** Whether the keyring keeps a workspace's keys, those to come too. */
  isWrapped(workspaceId: string): Result<boolean>
  /** Has the keyring keep a workspace's keys, or the files alone. Keys that are so already stay as they are. */
  wrap(workspaceId: string, isWrapped: boolean): Result<void>
  /** What another thread needs to have the same keys. */
  place(): KeysPlace
}

/** Where keys lie, and the secret that opens those which the keyring keeps, while there is one. */
export type KeysPlace = { readonly dir: string; readonly secret: Uint8Array | null }

/** The keys of a place. */
export const keysAt = ({ dir, secret }: KeysPlace): StationKeys =>
  keysIn(dir, secret ? wrappingBy(() => secret) : undefined)

/** Keys as files of a folder, `<station>.json` each, that only their owner reads. */
export function keysIn(dir: string, wrapping?: Wrapping): StationKeys {
  const fileOf = (station: string): string => path.join(dir, `${station}.json`)
  const headOf = (station: string): string => path.join(dir, `${station}.head`)
  const recordOf = ({ station, record }: KeyFile): HeadRecord | null =>
    laterOf(record, readHeadFile(headOf(station)))

  /** What was read and opened before: a key signs every entry, and its file stays as it is. */
  const texts: KeyTexts = new Map()
  const keys = new WeakMap<KeyFile, { readonly secret: Uint8Array | null; readonly key: KeyObject }>()

  const openKey = (file: KeyFile): Result<KeyObject> => {
    const secret = file.wrapped === undefined ? null : (wrapping?.secret() ?? null)
    const before = keys.get(file)
    if (before && before.secret === secret) return ok(before.key)
    const opened = openAnew(file)
    if (opened.ok) keys.set(file, { secret, key: opened.value })
    return opened
  }

  const openAnew = (file: KeyFile): Result<KeyObject> => {
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

  /** The private half as its file is to have it. */
  const halfOf = (
    key: KeyObject,
    isWrapped: boolean,
    file: string,
  ): Result<{ privateKey: string } | { wrapped: string }> => {
    const pkcs8 = key.export({ format: 'der', type: 'pkcs8' })
    if (!isWrapped) return ok({ privateKey: pkcs8.toString('base64') })
    if (!wrapping) return fail('key_wrapped', { file })
    const wrapped = wrapping.wrap(pkcs8)
    if (!wrapped) return fail('key_unreadable', { file, problem: 'key_keyring' })
    return ok({ wrapped: Buffer.from(wrapped).toString('base64') })
  }

  const isKept = (workspaceId: string): Result<boolean> => {
    const keyring = readKeyringFile(dir)
    if (!keyring.ok) return keyring
    const isListed = keyring.value?.workspaces.includes(workspaceId) ?? false
    return ok(isListed || known(workspaceId).some((file) => file.wrapped !== undefined))
  }

  const known = (workspaceId: string): KeyFile[] =>
    stationsIn(dir).flatMap((station) => {
      const file = readKeyFile(dir, station, texts)
      return file.ok && file.value?.workspace === workspaceId ? [file.value] : []
    })

  return {
    read(station) {
      const file = readKeyFile(dir, station, texts)
      if (!file.ok || file.value === null) return file as Result<null>
      const key = openKey(file.value)
      return key.ok ? ok({ key: stationKey(file.value, key.value), record: recordOf(file.value) }) : key
    },

    make(workspaceId) {
      const isWrapped = isKept(workspaceId)
      if (!isWrapped.ok) return isWrapped
      const { privateKey } = generateKeyPairSync('ed25519')
      const publicKey = publicHalf(privateKey)
      const station = stationOfKey(publicKey)
      const half = halfOf(privateKey, isWrapped.value, fileOf(station))
      if (!half.ok) return half
      const file = {
        workspace: workspaceId,
        station,
        publicKey: publicKey.toString('base64'),
        ...half.value,
        record: null,
      }
      return inFolder(dir, fileOf(station), () => {
        writeWhole(fileOf(station), keyFileText(file), FILE_MODE)
        return ok(stationKey(file, privateKey))
      })
    },

    record(station, head) {
      const done = inFolder(dir, fileOf(station), () => {
        const file = readKeyFile(dir, station, texts)
        if (!file.ok) return file
        if (file.value === null) return fail('key_unreadable', { file: fileOf(station), problem: 'ENOENT' })
        const before = recordOf(file.value)
        if (laterOf(before, head) !== before) writeHeadFile(headOf(station), head, FILE_MODE)
        return ok(undefined)
      })
      if (!done.ok) warn(done)
    },

    list: (workspaceId) =>
      known(workspaceId).map((file) => ({
        station: file.station,
        publicKey: Buffer.from(file.publicKey, 'base64'),
        isWrapped: file.wrapped !== undefined,
        record: recordOf(file),
      })),

    isWrapped: (workspaceId) => isKept(workspaceId),

    wrap: (workspaceId, isWrapped) =>
      inFolder(dir, dir, () => {
        const keyring = readKeyringFile(dir)
        if (!keyring.ok) return keyring
        // What is wrapped opens by the secret in that file alone.
        if (keyring.value === null && isWrapped)
          return fail('key_unreadable', { file: keyringFileIn(dir), problem: 'ENOENT' })
        for (const file of known(workspaceId)) {
          if ((file.wrapped !== undefined) === isWrapped) continue
          const key = openKey(file)
          if (!key.ok) return key
          const half = halfOf(key.value, isWrapped, fileOf(file.station))
          if (!half.ok) return half
          const { privateKey: _, wrapped: __, ...rest } = file
          writeWhole(fileOf(file.station), keyFileText({ ...rest, ...half.value }), FILE_MODE)
        }
        if (keyring.value) {
          const others = keyring.value.workspaces.filter((id) => id !== workspaceId)
          const workspaces = isWrapped ? [...others, workspaceId] : others
          writeKeyringFile(dir, { ...keyring.value, workspaces })
        }
        return ok(undefined)
      }),

    place: () => ({ dir, secret: wrapping?.secret() ?? null }),
  }
}

const stationKey = (file: Pick<KeyFile, 'station' | 'publicKey'>, key: KeyObject): StationKey => ({
  station: file.station,
  publicKey: new Uint8Array(Buffer.from(file.publicKey, 'base64')),
  sign: (bytes) => new Uint8Array(sign(null, bytes, key)),
})

/** Texts of files that were found to be keys, by station. */
type KeyTexts = Map<string, { readonly text: string; readonly file: KeyFile }>

/** The file of a station, looked at whole but not opened; null where there is none. */
function readKeyFile(dir: string, station: string, texts: KeyTexts): Result<KeyFile | null> {
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
      if (refused) return refused
      const text = opened.readAll(MOST_KEY_BYTES).toString('utf8')
      const before = texts.get(station)
      if (before?.text === text) return ok(before.file)
      const read = readKeyText(text, file, station)
      if (read.ok) texts.set(station, { text, file: read.value })
      return read
    })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return ok(null)
    return fail('key_unreadable', { file, problem: problemOf(error) })
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

/** It may stay behind; the next one that can be kept catches up. Only codes are told, never what stands in a file. */
const warn = ({ code, params }: Failure): void =>
  process.emitWarning(
    `the head that the station's key signed was not recorded: ${[code, params['problem'] ?? ''].join(' ').trim()}`,
  )
