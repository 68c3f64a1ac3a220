import { describe, expect, it } from 'vitest'
import { PROBLEM_CODES } from '../../../src/core/units/problem.ts'
import { systemFailure } from '../../../src/core/units/systemFailure.ts'

const said = (code: unknown) => systemFailure(Object.assign(new Error('it'), { code }))

describe('what a system says of a disk', () => {
  it.each([
    ['disk_full', ['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL']],
    ['not_writable', ['EACCES', 'EPERM', 'EROFS', 'SQLITE_READONLY', 'SQLITE_READONLY_DIRECTORY']],
    ['not_writable', ['SQLITE_CANTOPEN', 'SQLITE_CANTOPEN_ISDIR', 'SQLITE_PERM']],
    ['disk_failed', ['EIO', 'ENODEV', 'ENXIO', 'ESTALE', 'ENOTCONN', 'ENOENT', 'ENOTDIR', 'ETIMEDOUT']],
    ['disk_failed', ['EHOSTDOWN', 'SQLITE_IOERR', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE']],
    ['disk_failed', ['SQLITE_READONLY_DBMOVED', 'UNKNOWN', 'Unknown system error -117']],
    ['busy', ['EBUSY', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED', 'SQLITE_PROTOCOL']],
  ])('is %s by %s', (code, words) => {
    for (const word of words) {
      expect(said(word), word).toMatchObject({ code })
      expect(PROBLEM_CODES).toContain(said(word)?.problem)
    }
  })

  it('is nothing of a fault of ours', () => {
    for (const code of [
      'SQLITE_ERROR',
      'SQLITE_CONSTRAINT_FOREIGNKEY',
      'SQLITE_IOERR_NOMEM',
      'ERR_ASSERTION',
    ])
      expect(said(code), code).toBeNull()
    expect(said(undefined)).toBeNull()
    expect(systemFailure(null)).toBeNull()
    expect(systemFailure('EIO')).toBeNull()
    expect(systemFailure(new TypeError('x is not a function'))).toBeNull()
  })
})
