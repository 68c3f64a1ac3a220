/** Tables and drawings with many enterprises, sites or people: what they would change, and all that is wrong with them. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it, test } from 'vitest'
import { xlsx } from '../../../src/core/formats/tables/xlsxWrite.ts'
import type { Value } from '../../../src/core/formats/tables/value.ts'
import { planEnterprises, planPeople, planSites } from '../../../src/core/papers/takeIn/plan.ts'
import { readTakenRows } from '../../../src/core/papers/takeIn/readRows.ts'
import type { TakenKind } from '../../../src/core/papers/takeIn/columns.ts'
import type { Enterprise } from '../../../src/core/site/enterprise.ts'
import type { Site } from '../../../src/core/site/site.ts'
import type { Note } from '../../../src/core/units/note.ts'
import { aCreditCode, anEnterprise, anId } from '../../builders/enterprise.ts'
import { aSite } from '../../builders/site.ts'

const AS_IT_IS = { datum: 'wgs84', isSwapped: false } as const
const read = (bytes: Uint8Array | string, kind: TakenKind = 'enterprises') =>
  readTakenRows(typeof bytes === 'string' ? strToU8(bytes) : bytes, 'f', kind, AS_IT_IS)
const codes = (notes: readonly Note[]) =>
  notes.filter(({ severity }) => severity !== 'info').map(({ code, at }) => [code, at])
const book = (...rows: Value[][]): Uint8Array =>
  xlsx(
    [{ name: '企业', widths: [], frozenRows: 0, rows: [['企业台账'], [], ...rows] }],
    Date.UTC(2026, 10, 28),
  )

const ground = (here: readonly Enterprise[] = []) => ({
  coded: (code: string) => here.filter(({ creditCode }) => creditCode === code),
  called: (name: string) => here.filter((one) => one.name.zh === name),
})
const enterprisesOf = (bytes: Uint8Array | string, here: readonly Enterprise[] = []) => {
  const { value, notes } = read(bytes)
  const planned = value?.kind === 'enterprises' ? planEnterprises(value.rows, ground(here)) : null
  return { changes: planned?.changes ?? [], notes: [...notes, ...(planned?.notes ?? [])] }
}

describe('enterprises', () => {
  const table = `企业名称,统一社会信用代码,地址,安全员,安全员电话,负责部门\n远山化工,${aCreditCode(2)},河东路1号,乌日娜,13800000000,治安\n样例酸业,${aCreditCode(1)},,,,\n`

  it('are told from those that are here by their code; an empty cell leaves what is there', () => {
    const here = anEnterprise({ address: '旧址', remarks: '留着' })
    const { changes, notes } = enterprisesOf(table, [here])
    expect(codes(notes)).toEqual([])
    expect(notes).toMatchObject([{ code: 'take_columns_left', params: { list: '负责部门' } }])
    expect(changes).toMatchObject([
      {
        at: 'row 2',
        what: 'new',
        id: null,
        doc: { safetyOfficer: { name: '乌日娜', duty: '', phone: '13800000000' } },
      },
      {
        at: 'row 3',
        what: 'same',
        id: here.id,
        fields: [],
        doc: { address: '旧址', remarks: '留着', holdings: here.holdings },
      },
    ])
    const moved = enterprisesOf(table.replace(`${aCreditCode(1)},,`, `${aCreditCode(1)},新址,`), [here])
    expect(moved.changes[1]).toMatchObject({
      what: 'changed',
      fields: [{ column: 'address', before: '旧址', after: '新址' }],
    })
  })

  it('of a workbook with a title above the heads, of GB 18030, and in English', () => {
    const workbook = book(['名称', '统一社会信用代码*'], ['远山化工', aCreditCode(2).toLowerCase()])
    expect(enterprisesOf(workbook).changes).toMatchObject([
      { what: 'new', name: '远山化工', doc: { creditCode: aCreditCode(2) } },
    ])
    // 名称,统一社会信用代码 / 远山化工 as GBK bytes.
    const gbk = Uint8Array.from([
      0xc3,
      0xfb,
      0xb3,
      0xc6,
      0x2c,
      0xcd,
      0xb3,
      0xd2,
      0xbb,
      0xc9,
      0xe7,
      0xbb,
      0xe1,
      0xd0,
      0xc5,
      0xd3,
      0xc3,
      0xb4,
      0xfa,
      0xc2,
      0xeb,
      0x0d,
      0x0a,
      0xd4,
      0xb6,
      0xc9,
      0xbd,
      0xbb,
      0xaf,
      0xb9,
      0xa4,
      0x2c,
      ...strToU8(`${aCreditCode(2)}\r\n`),
    ])
    expect(enterprisesOf(gbk).changes).toMatchObject([
      { name: '远山化工', doc: { creditCode: aCreditCode(2) } },
    ])
    expect(enterprisesOf(`Name;Credit code\nFar Hill;${aCreditCode(2)}`).changes).toMatchObject([
      { name: 'Far Hill' },
    ])
  })

  it('tells every mistake at once, by its row and column', () => {
    const { notes } = enterprisesOf(
      [
        '名称,统一社会信用代码,安全员电话',
        '甲,9.1150000E+17,',
        `乙,${aCreditCode(3)},1.38E+10`,
        '丙,91150000MA0DEM9999,',
        '丁,,',
        `,${aCreditCode(4)},`,
        `戊,${aCreditCode(5)},`,
        `己,${aCreditCode(5)},`,
        `庚,${aCreditCode(6)},`,
        `辛,${aCreditCode(7)},13800000000`,
      ].join('\n'),
      [
        anEnterprise({ id: anId(6), creditCode: aCreditCode(6) }),
        anEnterprise({ id: anId(7), creditCode: aCreditCode(6) }),
      ],
    )
    expect(codes(notes)).toEqual([
      ['cell_scientific', 'row 2, column B'],
      ['cell_scientific', 'row 3, column C'],
      ['take_credit_code', 'row 4, column B'],
      ['take_missing', 'row 5, column B'],
      ['take_missing', 'row 6'],
      ['take_twice', 'row 8'],
      ['take_several_here', 'row 9'],
      // A phone of nobody.
      ['take_missing', 'row 10'],
    ])
  })

  it('a code that a workbook holds as a number is refused, and so are merged cells, a fault and a missing head', () => {
    expect(codes(enterprisesOf(book(['名称', '统一社会信用代码'], ['甲', 1.23e17])).notes)).toEqual([
      ['cell_scientific', 'sheet “企业”, row 4, column B'],
    ])
    const merged = (ref: string) =>
      withSheet((xml) =>
        xml.replace(
          '</sheetData>',
          `</sheetData><mergeCells count="1"><mergeCell ref="${ref}"/></mergeCells>`,
        ),
      )
    expect(codes(enterprisesOf(merged('A4:A5')).notes)).toEqual([['take_merged', 'sheet “企业”']])
    // A title over several columns is what most tables have.
    expect(codes(enterprisesOf(merged('A1:B1')).notes)).toEqual([])
    expect(codes(enterprisesOf('名称,地址\n甲,乙').notes)).toEqual([['take_no_head', null]])
    expect(codes(enterprisesOf('名称,统一社会信用代码').notes)).toEqual([['take_no_rows', null]])
    expect(codes(enterprisesOf(`名称,企业名称,统一社会信用代码\n甲,乙,${aCreditCode(1)}`).notes)).toEqual([
      ['take_column_twice', 'row 1, column B'],
    ])
    expect(codes(enterprisesOf('').notes)).toEqual([['empty_file', 'f']])
  })

  it('a workbook that would unpack to more than any register is refused before it is unpacked', () => {
    const bomb = zipSync({
      'xl/workbook.xml': strToU8('<workbook/>'),
      'xl/worksheets/sheet1.xml': new Uint8Array(40 << 20),
    })
    expect(bomb.length).toBeLessThan(400_000)
    const { value, notes } = read(bomb)
    expect(value).toBeNull()
    expect(codes(notes).map(([code]) => code)).toEqual(['zip_too_large'])
  })
})

/** The workbook of two rows, its sheet's XML changed. */
function withSheet(change: (xml: string) => string): Uint8Array {
  const files = unzipSync(book(['名称', '统一社会信用代码'], ['甲', aCreditCode(2)], ['乙', aCreditCode(3)]))
  const name = 'xl/worksheets/sheet1.xml'
  return zipSync({ ...files, [name]: strToU8(change(strFromU8(files[name] ?? new Uint8Array()))) })
}

describe('sites', () => {
  const owner = anEnterprise()
  const square: [number, number][] = [
    [109, 40],
    [109.01, 40],
    [109.01, 40.01],
    [109, 40.01],
    [109, 40],
  ]
  const ring = square.slice(0, 4).map(([lon, lat]) => ({ lat, lon }))
  const geoJson = (properties: object, geometry: object = { type: 'Polygon', coordinates: [square] }) =>
    JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties, geometry }] })
  const sitesOf = (file: string, sites: readonly Site[] = [], chosen: Enterprise | null = null) => {
    const { value, notes } = read(file, 'sites')
    const planned =
      value?.kind === 'sites'
        ? planSites(value.rows, {
            ...ground([owner]),
            sitesOf: (id) => sites.filter(({ enterpriseId }) => enterpriseId === id),
            chosen,
            source: { fileName: 'f', datum: 'wgs84' },
          })
        : null
    return { changes: planned?.changes ?? [], notes: [...notes, ...(planned?.notes ?? [])] }
  }

  it('of a GeoJSON with its properties, of a KML with its data, and of a table with an outline', () => {
    const kml = `<kml><Document><Placemark><name>北厂区</name><ExtendedData><Data name="credit_code"><value>${owner.creditCode}</value></Data></ExtendedData>
      <Polygon><outerBoundaryIs><LinearRing><coordinates>${square.map((at) => at.join(',')).join(' ')}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>`
    const wkt = `名称,企业,边界\n北厂区,样例酸业,"POLYGON((${square.map((at) => at.join(' ')).join(', ')}))"\n`
    for (const file of [geoJson({ name: '北厂区', credit_code: owner.creditCode }), kml, wkt]) {
      const { changes, notes } = sitesOf(file)
      expect(codes(notes)).toEqual([])
      expect(changes).toMatchObject([
        { what: 'new', name: '北厂区', doc: { enterpriseId: owner.id, boundary: ring, assets: [] } },
      ])
    }
    // Whose it is may be chosen for the file.
    expect(sitesOf(geoJson({ name: '北厂区' }), [], owner).changes).toMatchObject([
      { doc: { enterpriseId: owner.id } },
    ])
  })

  it('one that is here keeps what the file does not say', () => {
    const here = aSite({ enterpriseId: owner.id, name: { zh: '北厂区', en: 'North' }, boundary: ring })
    expect(sitesOf(geoJson({ name: '北厂区', enterprise: '样例酸业' }), [here]).changes).toMatchObject([
      { what: 'same', id: here.id },
    ])
    const told = `名称,企业,最低地面海拔（m）,最高地面海拔（m）\n北厂区,样例酸业,1021.5,1034\n`
    expect(sitesOf(told, [here]).changes).toMatchObject([
      {
        what: 'changed',
        doc: {
          name: { en: 'North' },
          assets: here.assets,
          boundary: ring,
          ground: { lowestM: 1021.5, highestM: 1034 },
        },
      },
    ])
  })

  it('without a boundary, with several areas, of an enterprise that is not here, with half its ground', () => {
    const point = { type: 'Point', coordinates: [109, 40] }
    const several = {
      type: 'MultiPolygon',
      coordinates: [[square], [square.map(([lon, lat]) => [lon + 1, lat])]],
    }
    const mine = { name: '北', enterprise: '样例酸业' }
    expect(codes(sitesOf(geoJson(mine, point)).notes)).toContainEqual(['take_no_boundary', 'feature 1'])
    expect(codes(sitesOf(geoJson(mine, several)).notes)).toEqual([['take_areas', 'feature 1']])
    expect(codes(sitesOf(geoJson({ name: '北', enterprise: '无此' })).notes)).toEqual([
      ['take_enterprise_unknown', 'feature 1'],
    ])
    expect(codes(sitesOf(geoJson({ name: '北' })).notes)).toEqual([['take_missing', 'feature 1']])
    expect(codes(sitesOf('名称,企业,边界,最低地面海拔\n北,样例酸业,POINT(1 2),NaN').notes)).toEqual([
      ['take_figure', 'row 2, column D'],
      ['take_ground_half', 'row 2, column D'],
      ['take_boundary', 'row 2, column C'],
    ])
  })
})

describe('people', () => {
  const person = {
    id: anId(1),
    name: '顾砚之',
    roles: ['supervisor' as const],
    unit: '治安大队',
    number: '001',
    phone: '',
    joinedAtMs: 0,
    leftAtMs: null,
    secret: null,
    recovery: null,
    sawAloneAtMs: null,
  }
  const peopleOf = (file: string | Uint8Array) => {
    const { value, notes } = read(file, 'people')
    const planned = value?.kind === 'people' ? planPeople(value.rows, [person]) : null
    return { changes: planned?.changes ?? [], notes: [...notes, ...(planned?.notes ?? [])] }
  }

  it('by name and number; roles in either language, days as people and spreadsheets write them', () => {
    const { changes, notes } = peopleOf(
      book(
        ['姓名', '角色', '警号', '执照有效期至', '电话'],
        ['孟青棠', '民警、飞手', '002', 46_354, 13_900_000_000],
        ['顾砚之', 'supervisor', '001', null, '0471-1'],
      ),
    )
    expect(codes(notes)).toEqual([])
    expect(changes).toMatchObject([
      {
        what: 'new',
        doc: { roles: ['officer', 'operator'], licenceUntil: '2026-11-28', phone: '13900000000' },
      },
      {
        what: 'changed',
        id: person.id,
        fields: [{ column: 'phone', before: '', after: '0471-1' }],
        doc: { unit: '治安大队' },
      },
    ])
  })

  it('an unknown role, a reader who does more, no day, one person twice', () => {
    expect(
      codes(
        peopleOf(
          '姓名,角色,编号,有效期至\n甲,队长,,\n乙,只读/民警,,\n丙,民警,,2026-02-30\n顾砚之,负责人,001,\n顾砚之,负责人,,\n顾砚之,民警,9,',
        ).notes,
      ),
    ).toEqual([
      ['take_role', 'row 2, column B'],
      ['take_role_reader', 'row 3, column B'],
      ['cell_not_day', 'row 4, column D'],
      ['take_same_person', 'row 6'],
      ['take_same_name', 'row 7'],
    ])
  })
})

test('any bytes are told about, none throws', () => {
  for (const bytes of ['{', '<kml', 'PK', '\ufeff', '"', '{"type":"FeatureCollection"}', '\0\0'])
    for (const kind of ['enterprises', 'sites', 'people'] as const)
      expect(read(bytes, kind).notes.some(({ severity }) => severity === 'error')).toBe(true)
})
