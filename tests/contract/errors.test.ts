import { describe, expect, it } from 'vitest'
import { exitOf } from '../../src/cli/io.ts'
import { answersNo } from '../../src/contract/index.ts'
import { codes } from '../../src/words/en/index.ts'

const CODES = Object.keys(codes).flatMap((key) => (key.startsWith('error.') ? [key.slice(6)] : []))

describe('what a failure answers', () => {
  it('is no where the question was understood and the answer is no, and the command line ends by the same', () => {
    expect(CODES.length).toBeGreaterThan(80)
    const status = (code: string) => exitOf({ ok: false, code, params: {} }).status
    for (const code of CODES) expect([code, status(code)]).toEqual([code, answersNo(code) ? 1 : 2])
    // Some of each: a verdict, a vehicle, a stop; a file, a folder, a fault of ours.
    for (const code of [
      'unsafe',
      'not_allowed',
      'cannot_split',
      'vehicle_armed',
      'held_differs',
      'cancelled',
    ])
      expect(answersNo(code), code).toBe(true)
    for (const code of [
      'bad_input',
      'conflict',
      'unreadable_file',
      'workspace_missing',
      'bad_link',
      'internal',
    ])
      expect(answersNo(code), code).toBe(false)
    for (const code of ['toString', 'no_such', '']) expect(answersNo(code), code).toBe(false)
    expect(status('nothing_planned')).toBe(1)
  })
})
