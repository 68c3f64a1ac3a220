import type { ProblemCode } from './problem.ts'

/**
 * What a disk, a share or a stick does to a program, by what the operating system or SQLite calls it: it is full, it may not
 * be written, it fails or is gone, somebody else has it. `problem`: the reason, as it stands in a sentence.
 */
export type SystemFailure = {
  readonly code: 'disk_full' | 'not_writable' | 'disk_failed' | 'busy'
  readonly problem: ProblemCode
}

const SYSTEM: Readonly<Record<string, SystemFailure['code']>> = {
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
  EFBIG: 'disk_full',
  EACCES: 'not_writable',
  EPERM: 'not_writable',
  EROFS: 'not_writable',
  EIO: 'disk_failed',
  ENODEV: 'disk_failed',
  ENXIO: 'disk_failed',
  ENOENT: 'disk_failed',
  ENOTDIR: 'disk_failed',
  ESTALE: 'disk_failed',
  ENOTCONN: 'disk_failed',
  EHOSTDOWN: 'disk_failed',
  ETIMEDOUT: 'disk_failed',
  EBUSY: 'busy',
}

/** What SQLite says, by how it begins: the first that fits. */
const SQLITE: readonly (readonly [string, SystemFailure])[] = [
  ['SQLITE_FULL', { code: 'disk_full', problem: 'ENOSPC' }],
  // The file under the name is another one, or none, since it was opened.
  ['SQLITE_READONLY_DBMOVED', { code: 'disk_failed', problem: 'ENOENT' }],
  ['SQLITE_READONLY', { code: 'not_writable', problem: 'EROFS' }],
  ['SQLITE_PERM', { code: 'not_writable', problem: 'EACCES' }],
  ['SQLITE_AUTH', { code: 'not_writable', problem: 'EACCES' }],
  ['SQLITE_CANTOPEN', { code: 'not_writable', problem: 'not_opened' }],
  ['SQLITE_IOERR', { code: 'disk_failed', problem: 'EIO' }],
  ['SQLITE_BUSY', { code: 'busy', problem: 'EBUSY' }],
  ['SQLITE_LOCKED', { code: 'busy', problem: 'EBUSY' }],
  ['SQLITE_PROTOCOL', { code: 'busy', problem: 'EBUSY' }],
]

/**
 * Words of a system that Node has no name for (a damaged file system, a medium that was taken out): Windows' are all one,
 * elsewhere the number is told.
 */
const isUnnamed = (code: string): boolean => code === 'UNKNOWN' || code.startsWith('Unknown system error')

/** What an error says of a disk; null where it is of something else, and may be a fault of ours. */
export function systemFailure(error: unknown): SystemFailure | null {
  const { code } = (error ?? {}) as { code?: unknown }
  // Memory, and no disk.
  if (typeof code !== 'string' || code === 'SQLITE_IOERR_NOMEM') return null
  if (Object.hasOwn(SYSTEM, code))
    return { code: SYSTEM[code] as SystemFailure['code'], problem: code as ProblemCode }
  if (isUnnamed(code)) return { code: 'disk_failed', problem: 'EIO' }
  return SQLITE.find(([begin]) => code.startsWith(begin))?.[1] ?? null
}
