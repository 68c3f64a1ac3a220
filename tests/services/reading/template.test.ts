import fc from 'fast-check'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { PAPER_KINDS } from '../../../src/core/finding/numbers/kinds.ts'
import { deliveredTemplate } from '../../../src/core/papers/delivered.ts'
import { emptyData, FULL_DATA, type PaperData } from '../../../src/core/papers/paperData.ts'
import { differencesOf } from '../../../src/services/reading/template/differences.ts'
import { checkTemplate, fillTemplate, textsOf } from '../../../src/services/reading/template/fill.ts'
import { aPng } from '../../builders/png.ts'
import { aTemplate, shownText, withPart } from '../../builders/docx.ts'

const codes = (bytes: Uint8Array): string[] => checkTemplate(bytes, FULL_DATA).map(({ code }) => code)
function filled(bytes: Uint8Array, data: PaperData, pictures: Record<string, Uint8Array> = {}): Uint8Array {
  const { value, notes } = fillTemplate(bytes, data, FULL_DATA, pictures, Date.UTC(2026, 10, 28))
  if (!value) throw new Error(JSON.stringify(notes))
  return value
}

describe('the templates that come with the program', () => {
  test.each(PAPER_KINDS)(
    '%s has nothing wrong, and says no “undefined” of a paper that knows nothing',
    (kind) => {
      const bytes = deliveredTemplate(kind)
      expect(checkTemplate(bytes, FULL_DATA)).toEqual([])
      const text = shownText(filled(bytes, emptyData()))
      expect(text).not.toMatch(/undefined|null|NaN|\[object|[{}｛｝\u2063]/)
      expect(Buffer.from(deliveredTemplate(kind)).equals(Buffer.from(bytes))).toBe(true)
    },
  )
})

describe('what is wrong with a template', () => {
  test('is told all at once, each with its paragraph', () => {
    const notes = checkTemplate(
      aTemplate(
        '{企业.名称}和{企业.名字}',
        '{#隐患}{序号}{没有}{/隐患}',
        '{责令.签发时间|元}',
        '｛文号｝',
        '{照片}',
        '{企业}',
      ),
      FULL_DATA,
    )
    expect(notes.map(({ code, at, params }) => [code, at, Object.values(params)[0]])).toEqual([
      ['template_unknown', 'paragraph 1', '企业.名字'],
      ['template_unknown', 'paragraph 2', '没有'],
      ['template_filter', 'paragraph 3', '元'],
      ['template_wide', 'paragraph 4', '｛文号｝'],
      ['template_list', 'paragraph 5', '照片'],
      ['template_list', 'paragraph 6', '企业'],
    ])
  })

  test.each([
    ['{文号', 'template_unclosed'],
    ['文号}', 'template_unopened'],
    ['{{文号}}', 'template_doubled'],
    ['{#隐患}{名称}', 'template_loop_unclosed'],
    ['{名称}{/隐患}', 'template_loop_unopened'],
    ['{#隐患}{/照片}', 'template_loop_crossed'],
    ['〔#隐患〕', 'template_wide'],
    ['{＃隐患}{名称}{/隐患}', 'template_wide'],
    ['{照片.图}', 'template_unknown'],
    ['{#照片}{图}{/照片}', 'template_picture'],
    ['{__proto__}', 'template_unknown'],
    ['{constructor}', 'template_unknown'],
    ['{企业.toString}', 'template_unknown'],
    ['{this.constructor.constructor("return process")()}', 'template_unknown'],
    ['{@文号}', 'template_unknown'],
    ['{=<% %>=}', 'template_unknown'],
  ])('%s: %s', (text, code) => {
    expect(codes(aTemplate('第一段', text))).toContain(code)
  })

  test('a picture whose alt text names no picture, or nothing', () => {
    const frame = (tag: string) => aTemplate({ pictures: '照片', tag, below: [], widthMm: 40 })
    expect(codes(frame('图'))).toEqual([])
    expect(codes(frame('文件名'))).toEqual(['template_no_picture'])
    expect(codes(frame('图片'))).toEqual(['template_unknown'])
  })

  test('full-width signs of a text itself are none: 〔2026〕 and 3＃罐 stay', () => {
    expect(codes(aTemplate('责改〔2026〕3号，3＃罐，（1/2）'))).toEqual([])
  })
})

describe('a template that is refused as a file', () => {
  const good = aTemplate('{文号}')
  const relation = (type: string, target: string) => (text: string) =>
    text.replace(
      '</Relationships>',
      `<Relationship Id="x1" Type="http://x/${type}" Target="${target}" TargetMode="External"/></Relationships>`,
    )
  const RELS = 'word/_rels/document.xml.rels'

  test.each([
    ['no file of its kind', () => new Uint8Array([1, 2, 3]), 'not_zip'],
    ['a zip of something else', () => zipSync({ 'a.txt': strToU8('x') }), 'template_not_docx'],
    ['macros', () => zipSync({ ...unzipSync(good), 'word/vbaProject.bin': strToU8('x') }), 'template_macro'],
    [
      'a document that says it has macros',
      () =>
        withPart(good, '[Content_Types].xml', (text) =>
          text.replace(
            'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
            'application/vnd.ms-word.document.macroEnabled.main+xml',
          ),
        ),
      'template_macro',
    ],
    [
      'an object of another program',
      () => zipSync({ ...unzipSync(good), 'word/embeddings/a.xlsx': strToU8('x') }),
      'template_embedded',
    ],
    [
      'a picture from elsewhere',
      () => withPart(good, RELS, relation('image', 'http://10.0.0.1/a.png')),
      'template_external',
    ],
    ['a link', () => withPart(good, RELS, relation('hyperlink', 'file:///etc/passwd')), 'template_external'],
    [
      'a field that starts something',
      () =>
        withPart(good, 'word/document.xml', (text) =>
          text.replace(
            '<w:body>',
            '<w:body><w:p><w:r><w:instrText> DDEAUTO c:\\\\x "y" </w:instrText></w:r></w:p>',
          ),
        ),
      'template_field',
    ],
    [
      'entities',
      () =>
        withPart(good, 'word/document.xml', (text) =>
          text.replace('<w:document', '<!DOCTYPE a [<!ENTITY b "c">]><w:document'),
        ),
      'template_xml',
    ],
  ])('%s', (_, bytes, code) => {
    expect(codes(bytes())).toContain(code)
    expect(fillTemplate(bytes(), emptyData(), FULL_DATA, {}, 0).value).toBeNull()
  })

  test('a template elsewhere is forgotten, and told', () => {
    const attached = withPart(
      withPart(good, 'word/_rels/settings.xml.rels', () =>
        relation(
          'attachedTemplate',
          'http://x/y.dotm',
        )(
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>',
        ),
      ),
      'word/settings.xml',
      () => '<w:settings xmlns:w="w"><w:attachedTemplate r:id="x1"/><w:zoom/></w:settings>',
    )
    expect(checkTemplate(attached, FULL_DATA).map(({ code, severity }) => [code, severity])).toEqual([
      ['template_attached', 'warning'],
    ])
    const parts = unzipSync(filled(attached, emptyData()))
    expect(strFromU8(parts['word/_rels/settings.xml.rels'] ?? new Uint8Array())).not.toContain('y.dotm')
    expect(strFromU8(parts['word/settings.xml'] ?? new Uint8Array())).toBe(
      '<w:settings xmlns:w="w"><w:zoom/></w:settings>',
    )
  })

  test('a bomb: nothing of it is unpacked', () => {
    const bomb = zipSync(
      { ...unzipSync(good), 'word/media/a.xml': new Uint8Array(80 * 1024 * 1024) },
      { level: 9 },
    )
    expect(bomb.length).toBeLessThan(300_000)
    expect(codes(bomb)).toEqual(['zip_too_large'])
  })
})

describe('a template filled in', () => {
  const finding = (n: number, name = `隐患${n}`) =>
    ({
      ...FULL_DATA.隐患[0],
      序号: n,
      名称: name,
      照片: [],
    }) as PaperData['隐患'][number]

  test('a tag that Word cut into runs, lists in tables, conditions, filters and moments', () => {
    const data = emptyData()
    data.文号 = '责改〔2026〕7QK2F-003号'
    data.制作时间 = { atMs: Date.UTC(2026, 10, 28, 2, 5) }
    data.隐患 = [finding(1), finding(2)]
    data.检查 = { ...data.检查, 未批准: true }
    const template = withPart(
      aTemplate(
        '{文号}',
        '{制作时间|日期}，{制作时间|时间}，{制作时间|大写日期}，{制作时间}，{检查.开始|留空}',
        '{#检查}{#未批准}未批准{/未批准}{/检查}{^隐患}没有隐患{/隐患}',
        { list: '隐患', head: ['序号', '名称'], row: ['{序号}', '{名称}'] },
      ),
      'word/document.xml',
      (text) => text.replace('{文号}', '{文</w:t></w:r><w:r><w:t>号}'),
    )
    const lines = shownText(filled(template, data))
      .split('\n')
      .filter((line) => line !== '')
    expect(lines).toEqual([
      '责改〔2026〕7QK2F-003号',
      '2026年11月28日，10时05分，二〇二六年十一月二十八日，2026年11月28日10时05分，________',
      '未批准',
      '序号',
      '名称',
      '1',
      '隐患1',
      '2',
      '隐患2',
    ])
  })

  test('whatever a value says stands there as it is, and makes no mark-up and no tag', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        const said = text.replace(/[\p{Cc}\uFFFE\uFFFF]/gu, '').trim()
        fc.pre(said !== '' && !/[\u2063]/.test(said))
        const data = emptyData()
        data.企业 = { ...data.企业, 名称: said }
        expect(shownText(filled(aTemplate('〈{企业.名称}〉'), data)).trim()).toBe(`〈${said}〉`)
      }),
      { numRuns: 60 },
    )
    const data = emptyData()
    data.企业 = { ...data.企业, 名称: '{文号}<w:p/>&amp;' }
    expect(shownText(filled(aTemplate('{企业.名称}'), data)).trim()).toBe('{文号}<w:p/>&amp;')
  })

  test('thirty pictures in a list: each in its own frame, with an id of its own, not stretched, and none where there is none', () => {
    const pictures = Object.fromEntries(
      Array.from({ length: 29 }, (_, i) => [`hash${i}`, new Uint8Array(aPng(40 + i, 30))]),
    )
    const data = emptyData()
    data.照片 = Array.from({ length: 30 }, (_, i) => ({
      ...(FULL_DATA.照片[0] as PaperData['照片'][number]),
      序号: i + 1,
      图: { picture: i === 7 ? null : `hash${i > 7 ? i - 1 : i}` },
    }))
    const template = aTemplate({ pictures: '照片', tag: '图', below: ['照片{序号}'], widthMm: 60 })
    const parts = unzipSync(filled(template, data, pictures))
    const text = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
    const rels = strFromU8(parts['word/_rels/document.xml.rels'] ?? new Uint8Array())
    const frames = [
      ...text.matchAll(/<wp:extent cx="(\d+)" cy="(\d+)"\/><wp:docPr id="(\d+)"[\s\S]*?r:embed="([^"]+)"/g),
    ]
    expect(frames).toHaveLength(29)
    expect(new Set(frames.map(([, , , id]) => id)).size).toBe(29)
    for (const [i, [, cx, cy, , rel]] of frames.entries()) {
      const target = new RegExp(`Id="${rel}"[^>]*Target="([^"]+)"`).exec(rels)?.[1] ?? ''
      expect(Buffer.from(parts[`word/${target}`] ?? []).equals(Buffer.from(pictures[`hash${i}`] ?? []))).toBe(
        true,
      )
      expect(Number(cx) / Number(cy)).toBeCloseTo((40 + i) / 30, 2)
    }
    expect(strFromU8(parts['[Content_Types].xml'] ?? new Uint8Array())).toContain('Extension="png"')
    expect(text.match(/照片\d+/g)).toHaveLength(30)
    expect(text).not.toContain('\u2063')
  })
})

test('what somebody changed of a paper is told by paragraph, with the data that no longer stand there', () => {
  const data = emptyData()
  data.企业 = { ...data.企业, 名称: '大成硫酸厂' }
  data.责令 = { ...data.责令, 期限: '自送达之日起15日' }
  const template = aTemplate('{企业.名称}：', '限{责令.期限}改正。', '此致')
  const before = textsOf(filled(template, data)) ?? []
  const after = before.map((line) => line.replace('15日', '30日')).concat('附：照片')
  expect(differencesOf(before, after, data as never)).toEqual({
    differences: [
      { before: '限自送达之日起15日改正。', after: '限自送达之日起30日改正。', fields: ['责令.期限'] },
      { before: null, after: '附：照片', fields: [] },
    ],
    more: 0,
  })
  expect(differencesOf(before, before, data as never)).toEqual({ differences: [], more: 0 })
})

test('of a long paper one change is one difference, however far down; beyond what is told the rest is counted', () => {
  const lines = Array.from({ length: 9000 }, (_, i) => `第${i}行`)
  const data = emptyData() as never
  const changed = lines.map((line, i) => (i === 8000 ? '改过' : line))
  expect(differencesOf(lines, changed, data)).toEqual({
    differences: [{ before: '第8000行', after: '改过', fields: [] }],
    more: 0,
  })
  const all = differencesOf(
    lines,
    lines.map((line) => `${line}。`),
    data,
  )
  expect(all.differences.length + all.more).toBe(9000)
})

test('what is taken back may hold more pictures than a template: they are not unpacked', () => {
  const picture = new Uint8Array(70 * 1024 * 1024)
  const paper = zipSync({ ...unzipSync(aTemplate('原文')), 'word/media/a.png': [picture, { level: 0 }] })
  expect(textsOf(paper)).toContain('原文')
})
