import { describe, expect, it } from 'vitest'
import { wordsOf } from '../../src/words/words.ts'

describe('the words of codes', () => {
  it('fill in figures, in the language that is asked for', () => {
    expect(wordsOf('en', 'note', 'clock_differs', { seconds: 37 })).toBe(
      'Its clock differs from GPS by 37 s.',
    )
    expect(wordsOf('zh', 'note', 'clock_differs', { seconds: 37 })).toContain('37')
  })

  it('are none for a code that a newer file brings, or that only looks like one', () => {
    expect(wordsOf('en', 'note', 'of_tomorrow')).toBeNull()
    expect(wordsOf('en', 'constructor', 'name')).toBeNull()
    expect(wordsOf('zh', '', '')).toBeNull()
  })

  it('say a problem that is a code in its own words, and any other as it is', () => {
    expect(wordsOf('en', 'note', 'file_failed', { problem: 'disk_full' })).toContain('The disk is full')
    expect(wordsOf('zh', 'note', 'file_failed', { problem: 'copy_differs', file: 'a.jpg' })).toContain(
      'a.jpg',
    )
    expect(wordsOf('en', 'error', 'cannot_read', { file: 'a', problem: 'odd' }) ?? 'odd').toContain('odd')
  })

  it('leave nothing in braces where a figure is missing', () => {
    expect(wordsOf('en', 'note', 'clock_differs')).not.toMatch(/[{}]/)
  })
})
