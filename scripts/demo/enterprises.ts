/** Seven invented enterprises. No name, code, number or telephone belongs to anybody. */
import { creditCodeCheckCharacter } from '../../src/core/site/creditCode.ts'
import type { Enterprise, Holding, Licence } from '../../src/core/site/enterprise.ts'
import { fixedId } from './place.ts'

const AUTHORITY = '演示区应急管理局（虚构）'
const POLICE = '演示区公安分局（虚构）'

/** 159999 is no region's code, and the organisation part says DEM. */
function creditCode(number: number): string {
  const first17 = `91159999MA0DEM${String(number).padStart(3, '0')}`
  return first17 + creditCodeCheckCharacter(first17)
}

/** No telephone number of China begins so: a subscriber's number never starts with 0 after the area code 000. */
const phone = (number: number): string => `000-0000-${String(number).padStart(4, '0')}`

const filing = (number: number, validUntil: string): Licence => ({
  kind: 'filing',
  number: `（演示）3S-${String(number).padStart(6, '0')}`,
  authority: AUTHORITY,
  validUntil,
})
const purchase = (number: number): Licence => ({
  kind: 'purchase',
  number: `（演示）购备-${String(number).padStart(6, '0')}`,
  authority: POLICE,
  validUntil: null,
})
const safety = (number: number, validUntil: string): Licence => ({
  kind: 'safety',
  number: `（演示）安许-${String(number).padStart(6, '0')}`,
  authority: AUTHORITY,
  validUntil,
})
const holds = (chemical: string, amount: number, unit: Holding['unit'] = 't'): Holding => ({
  chemical,
  amount,
  unit,
})
const TOLUENE = 'III-1'
const ACETONE = 'III-2'
const PERMANGANATE = 'III-4'
const SULFURIC = 'III-5'
const HYDROCHLORIC = 'III-6'

type Row = {
  zh: string
  en: string
  address: string
  officer: string
  keeper: string
  licences: Licence[]
  holdings: Holding[]
  remarks: string
}

const rows: Row[] = [
  {
    zh: '砂泉岭酸业有限公司',
    en: 'Shaquanling Acid Co.',
    address: '演示区驿路东段 1 号',
    officer: '岳砚秋',
    keeper: '祁望舒',
    licences: [filing(1, '2028-03-31'), safety(1, '2027-09-30')],
    holdings: [holds(SULFURIC, 4200), holds(HYDROCHLORIC, 180)],
    remarks: '虚构企业，仅供演示。硫酸生产，罐区三座硫酸储罐、一座盐酸储罐。',
  },
  {
    zh: '北棘沟稀土材料有限公司',
    en: 'Beijigou Rare Earth Materials Co.',
    address: '演示区驿路东段 12 号',
    officer: '闻人雪樵',
    keeper: '戚云帆',
    licences: [purchase(2), safety(2, '2027-12-31')],
    holdings: [holds(HYDROCHLORIC, 1350), holds(SULFURIC, 260)],
    remarks: '虚构企业，仅供演示。盐酸用于萃取分离。',
  },
  {
    zh: '赤壤川选矿有限公司',
    en: 'Chirangchuan Mineral Processing Co.',
    address: '演示区驿路西段 7 号',
    officer: '苗南乔',
    keeper: '路听澜',
    licences: [purchase(3)],
    holdings: [holds(SULFURIC, 640)],
    remarks: '虚构企业，仅供演示。硫酸用于浸出。',
  },
  {
    zh: '朔杉冶炼有限公司',
    en: 'Shuoshan Smelting Co.',
    address: '演示区北货场路 3 号',
    officer: '楚怀谷',
    keeper: '温疏桐',
    licences: [filing(4, '2027-05-31'), safety(4, '2026-12-31')],
    holdings: [holds(SULFURIC, 2900), holds(HYDROCHLORIC, 90)],
    remarks: '虚构企业，仅供演示。冶炼烟气制酸。',
  },
  {
    zh: '青砾湾涂料有限公司',
    en: 'Qingliwan Coatings Co.',
    address: '演示区北货场路 9 号',
    officer: '辛若拙',
    keeper: '花映山',
    licences: [purchase(5), safety(5, '2027-02-28')],
    holdings: [holds(TOLUENE, 85), holds(ACETONE, 42)],
    remarks: '虚构企业，仅供演示。溶剂罐区设防爆区。',
  },
  {
    zh: '云洼泉水处理药剂有限公司',
    en: 'Yunwaquan Water Treatment Agents Co.',
    address: '演示区旧渡路 4 号',
    officer: '石见鹿',
    keeper: '茅千寻',
    licences: [filing(6, '2028-06-30'), purchase(6)],
    holdings: [holds(HYDROCHLORIC, 220), holds(PERMANGANATE, 16_500, 'kg')],
    remarks: '虚构企业，仅供演示。高锰酸钾同时按易制爆危险化学品管理。',
  },
  {
    zh: '驼铃渡仓储物流有限公司',
    en: 'Tuolingdu Storage and Logistics Co.',
    address: '演示区北货场路 21 号',
    officer: '迟归雁',
    keeper: '车问津',
    licences: [
      filing(7, '2027-10-31'),
      { kind: 'transport', number: '（演示）运备-000007', authority: POLICE, validUntil: '2026-12-31' },
    ],
    holdings: [holds(SULFURIC, 520), holds(HYDROCHLORIC, 310), holds(ACETONE, 8)],
    remarks: '虚构企业，仅供演示。桶装酸经铁路专用线到发，两处库区。',
  },
]

export const enterprises: Enterprise[] = rows.map((row, i) => ({
  id: fixedId('enterprise', i + 1),
  name: { zh: row.zh, en: row.en },
  creditCode: creditCode(i + 1),
  address: row.address,
  licences: row.licences,
  holdings: row.holdings,
  safetyOfficer: { name: row.officer, duty: '安全负责人', phone: phone(100 + i) },
  contacts: [{ name: row.keeper, duty: '保管员', phone: phone(200 + i) }],
  remarks: row.remarks,
}))
