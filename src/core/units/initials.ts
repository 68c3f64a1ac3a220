/**
 * Initials of the pinyin of Chinese names: who types `ysls` means 阴山硫酸厂, and who types `cq` or `zq` means 重庆.
 *
 * The first reading of a character is where the language's own order puts it: Unicode's collation of Chinese by pinyin
 * (CLDR, `zh-u-co-pinyin`), which every runtime of ours has, sorts characters by it, and the first character of each letter
 * is known (decision 0076). So there is no table of 7,000 characters to keep. Of a runtime without that order (an ICU cut down to English),
 * names have no initials.
 */

/** The first character of GB 2312 in each letter's stretch of that order. No reading begins with i, u or v. */
const FIRST_OF = '吖a八b嚓c咑d妸e发f旮g哈h丌j咔k垃l呣m拏n喔o妑p七q呥r仨s他t屲w夕x丫y帀z'

/** Further initials of characters that stand in names of places, people and works, where readings differ in their letter. */
const ALSO =
  '阿e艾y堡p扁p便p参s藏z曾z查z朝z车j晟s乘s澄d仇q臭x传z幢z伺s枞z单s弹t调t翟z垌t洞t囤t番p繁p否p佛b盖g镐h给j谷y莞w龟j蛤g合g虹j浒x会k系j夹g伽q茄q贾g嘏j将q降x解x颈g靓l句g卡q楷j壳q括g腊x乐y率s泷s漯t秘b泌b宓f渑s万m缪l弄l泊b埔p辟b屏b瀑b栖x期j齐j圻y奇j契x铅y乾g强j俏x且j圈j券x厦x刹c射y莘x省x盛c石d识z术z宿x隋d提d屯z宛y尾y尉y蔚y隗k虾h纤q巷h校j行h荥y吓h於w俞s筠j攒c栅s粘n粘z长c长z召s折s重c重z种c'

/** `a1b2` as a table. */
const pairs = (text: string): [string, string][] => {
  const all = Array.from(text)
  return Array.from({ length: all.length / 2 }, (_, i) => [all[2 * i] ?? '', all[2 * i + 1] ?? ''])
}

const LETTERS = pairs(FIRST_OF)
const MORE = ((): ReadonlyMap<string, string> => {
  const more = new Map<string, string>()
  for (const [character, letter] of pairs(ALSO)) more.set(character, (more.get(character) ?? '') + letter)
  return more
})()

const byPinyin = new Intl.Collator('zh-Hans-u-co-pinyin')
/** Unicode's order of characters without pinyin puts 八 before 阿. */
const isByPinyin = byPinyin.compare('阿', '八') < 0 && byPinyin.compare('八', '嚓') < 0

const HAN = /^\p{Script=Han}$/u
const known = new Map<string, string>()

/** The initials of a Chinese character, its usual one first, each once; none of what is no such character. */
export function initialsOfCharacter(character: string): string {
  const before = known.get(character)
  if (before !== undefined) return before
  const found =
    isByPinyin && HAN.test(character)
      ? [...new Set(firstReading(character) + (MORE.get(character) ?? ''))].join('')
      : ''
  known.set(character, found)
  return found
}

function firstReading(character: string): string {
  let letter = ''
  for (const [first, of] of LETTERS) {
    if (byPinyin.compare(first, character) > 0) break
    letter = of
  }
  return letter
}

/** So many ways to read a name are kept, and so much of it. */
const MOST_WAYS = 8
const MOST_LENGTH = 40

/**
 * What one may type for a name by its initials, in small letters: one way for each reading of its characters, the usual
 * ones first. Latin letters and digits in it stand for themselves, signs and spaces for nothing. Of a name without Chinese
 * characters, none.
 */
export function initialsOf(name: string): string[] {
  let ways = ['']
  let isChinese = false
  for (const character of Array.from(name.normalize('NFKC').toLowerCase()).slice(0, MOST_LENGTH)) {
    const letters = initialsOfCharacter(character)
    if (letters !== '') isChinese = true
    const here = letters !== '' ? Array.from(letters) : /[a-z0-9]/.test(character) ? [character] : ['']
    const next = here.flatMap((letter) => ways.map((way) => way + letter))
    ways = next.slice(0, MOST_WAYS)
  }
  return isChinese ? ways : []
}
