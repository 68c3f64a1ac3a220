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

  it('say what files call what they draw in the words of a language', () => {
    const list = '1 = 巡检 (LineString, 4) | 2 = (rte, 1) (trk, 1)'
    expect(wordsOf('zh', 'error', 'several_routes', { file: 'a', count: 2, list })).toContain(
      '1 = 巡检（线，4 点） | 2 = (rte, 1)（轨迹，1 点）',
    )
    expect(wordsOf('en', 'error', 'several_routes', { file: 'a', count: 2, list })).toContain(
      '(line, 4 points)',
    )
    const names = 'heading × 2, zoom (betweenAdjacentPoints) × 1, somethingNew × 3'
    expect(wordsOf('zh', 'note', 'left_named', { names })).toContain(
      '航向 × 2、变焦 (betweenAdjacentPoints) × 1、somethingNew × 3',
    )
  })

  it('say an action of a file by what it does, where that is known', () => {
    expect(wordsOf('zh', 'note', 'wpml_action', { action: 'panoShot' })).toContain('全景拍照')
    expect(wordsOf('zh', 'note', 'wpml_action', { action: 'ofTomorrow' })).toContain('ofTomorrow')
  })

  it('say a range of one figure as that figure', () => {
    const of = (lowestM: number, highestM: number) =>
      wordsOf('en', 'error', 'needs_home_height', { file: 'a', count: 2, lowestM, highestM })
    expect(of(55, 55)).toContain('(55 m)')
    expect(of(55, 60)).toContain('(55 to 60 m)')
  })

  it('leave nothing in braces where a figure is missing', () => {
    expect(wordsOf('en', 'note', 'clock_differs')).not.toMatch(/[{}]/)
  })
})
