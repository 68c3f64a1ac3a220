import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { initialsOf, initialsOfCharacter } from '../../../src/core/units/initials.ts'
import { isFound } from '../../../src/core/units/sought.ts'

describe('initials of Chinese names', () => {
  it('are those of their readings, further ones where a character has several', () => {
    expect(initialsOf('样例酸业')).toEqual(['ylsy'])
    expect(initialsOf('重庆路仓库')).toEqual(expect.arrayContaining(['cqlck', 'zqlck']))
    expect(initialsOf('长安乐行')).toEqual(expect.arrayContaining(['calx', 'zayh']))
    expect(initialsOf('2号罐区 A-1')).toEqual(['2hgqa1'])
    expect(initialsOf('Sample Acid')).toEqual([])
    expect(initialsOf('𠮷野')[0]).toMatch(/y$/)
  })

  // Readings as any dictionary gives them, one character a letter and some from the edges of the order.
  it('are right for characters from every letter', () => {
    const readings =
      '阿a安a昂a爸b宾b步b曹c冲c错c丹d丁d朵d峨e恩e二e法f方f富f高g工g郭g海h黄h霍h吉j金j军j康k孔k昆k拉l刘l罗l马m孟m木m纳n宁n诺n欧o偶o潘p平p普p齐q秦q群q冉r日r润r塞s苏s索s塔t天t妥t瓦w王w物w西x肖x勋x牙y应y云y杂z张z左z'
    const all = Array.from(readings)
    for (let i = 0; i < all.length; i += 2)
      expect(initialsOfCharacter(all[i] ?? '')[0], all[i]).toBe(all[i + 1])
  })

  it('end, however many readings and characters there are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('重', '长', '乐', '行', 'a', ' ', '（', '𠮷'), maxLength: 60 }),
        (name) => {
          const ways = initialsOf(name)
          expect(ways.length).toBeLessThanOrEqual(8)
          for (const way of ways) expect(way).toMatch(/^[a-z0-9]*$/)
        },
      ),
    )
  })
})

describe('what is typed', () => {
  const acid = {
    names: ['阴山硫酸厂', 'Yinshan Acid'],
    codes: ['91150000MA0DEM0015'],
    texts: ['二号储罐区，泄漏报警ＡＢ-12'],
  }
  it.each([
    ['酸', true],
    ['硫酸', true],
    ['酸厂', true],
    ['罐区', true],
    ['号储', true],
    ['酸硫', false],
    ['yslsc', true],
    ['lsc', true],
    ['YSLS', true],
    ['lsy', false],
    ['acid', true],
    ['cid', true],
    ['yinshan ac', true],
    ['0015', true],
    ['MA0DEM', true],
    ['ab-1', true],
    ['AB-12', true],
    ['ｂ', false],
    ['硫酸 泄漏', true],
    ['泄漏 硫酸', true],
    ['硫酸 火灾', false],
    ['，', true],
    ['"', false],
    ['', true],
    ['  ', true],
  ])('%s: %s', (typed, found) => expect(isFound(acid, typed)).toBe(found))

  const text = fc.string({
    unit: fc.constantFrom('围', '堰', '破', 'a', 'B', '7', '_', ' ', '"', '*', '（', 'ß', '𠮷', 'Ａ'),
    minLength: 1,
    maxLength: 10,
  })
  it('finds a text by any of its characters, its beginning, and all of itself, in any width and case', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const of = { names: [], texts: [whole] }
        expect(isFound(of, whole)).toBe(true)
        expect(isFound(of, whole.toUpperCase().normalize('NFKC'))).toBe(
          whole.includes('ß') ? isFound(of, whole.toUpperCase()) : true,
        )
        for (const character of whole.match(/\p{Script=Han}/gu) ?? [])
          expect(isFound(of, character)).toBe(true)
        for (const two of whole.match(/\p{Script=Han}{2}/gu) ?? []) expect(isFound(of, two)).toBe(true)
      }),
    )
  })

  it('finds any stretch of a Chinese text, and nothing else', () => {
    const chinese = fc.string({ unit: fc.constantFrom('围', '堰', '破', '损'), minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(chinese, chinese, (whole, part) => {
        expect(isFound({ names: [], texts: [whole] }, part)).toBe(whole.includes(part))
      }),
    )
  })
})
