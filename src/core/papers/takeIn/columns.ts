import type { Language } from '../../units/language.ts'
import { REGISTER_WORDS } from '../registerWords.ts'

/** What is taken in from tables and drawings: many at once, of one kind. */
export const TAKEN_KINDS = ['enterprises', 'sites', 'people'] as const
export type TakenKind = (typeof TAKEN_KINDS)[number]

/** The columns that are taken of each kind; the first ones are those that a table has to have. */
const COLUMNS = {
  enterprises: [
    'credit_code',
    'name',
    'name_en',
    'address',
    'safety_officer',
    'safety_officer_post',
    'safety_officer_phone',
    'remarks',
  ],
  sites: [
    'name',
    'name_en',
    'credit_code',
    'enterprise',
    'ground_lowest_m',
    'ground_highest_m',
    'boundary',
    'remarks',
  ],
  people: ['person', 'roles', 'unit', 'number', 'licence_until', 'phone'],
} as const satisfies Record<TakenKind, readonly string[]>
export type TakenColumn = (typeof COLUMNS)[TakenKind][number]
export const takenColumns = (kind: TakenKind): readonly TakenColumn[] => COLUMNS[kind]

/** Without which a row says nothing. */
export const NEEDED: Readonly<Record<TakenKind, readonly TakenColumn[]>> = {
  enterprises: ['credit_code'],
  sites: ['name'],
  people: ['person', 'roles'],
}

/** Heads that registers do not have. */
const OWN_HEADS: Readonly<Record<Language, Partial<Record<TakenColumn, string>>>> = {
  zh: {
    person: '姓名',
    boundary: '边界',
    roles: '角色',
    unit: '单位',
    number: '警号或执照号',
    licence_until: '执照有效期至',
    phone: '电话',
  },
  en: {
    person: 'Name',
    boundary: 'Boundary',
    roles: 'Roles',
    unit: 'Unit',
    number: 'Badge or licence number',
    licence_until: 'Licence until',
    phone: 'Phone',
  },
}

/** What else people write over a column. */
const ALSO: Readonly<Record<TakenKind, Partial<Record<TakenColumn, readonly string[]>>>> = {
  enterprises: {
    credit_code: ['社会信用代码', '信用代码', 'Credit code', 'USCC'],
    name: ['企业名称', '单位名称', '企业', 'Enterprise'],
    address: ['企业地址', '单位地址', '经营地址', '注册地址', '住所'],
    safety_officer: ['安全负责人', '安全管理人员'],
    safety_officer_post: ['安全员职务', '安全负责人职务', '安全管理人员职务'],
    safety_officer_phone: [
      '安全员电话',
      '安全负责人电话',
      '安全管理人员电话',
      '安全员联系电话',
      '安全负责人联系电话',
    ],
    remarks: ['说明', 'Notes'],
  },
  sites: {
    name: ['厂区名称', '场所名称', '厂区', '场所', 'Site'],
    credit_code: ['社会信用代码', '信用代码', 'Credit code', 'USCC'],
    enterprise: ['企业名称', '所属企业', '单位名称'],
    boundary: ['WKT', '范围'],
    remarks: ['说明', 'Notes'],
  },
  people: {
    person: ['名称', '人员', '人员姓名', 'Full name'],
    roles: ['Role', '身份'],
    unit: ['所属单位', '工作单位'],
    number: ['警号', '执照号', '编号', 'Number'],
    licence_until: ['执照有效期', '有效期至', '有效期'],
    phone: ['联系电话', '手机', '手机号', '手机号码'],
  },
}

/** The head of a column, in a language. */
export const headOf = (column: TakenColumn, language: Language): string =>
  OWN_HEADS[language][column] ?? REGISTER_WORDS[language].heads[column] ?? column

/** What is compared of a head: people add units, stars and blanks, and programs change widths. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\([^)]*\)/g, '')
    .replace(/[\s:*_]/g, '')
    .toLowerCase()

const KNOWN = new Map<TakenKind, Map<string, TakenColumn>>(
  TAKEN_KINDS.map((kind) => [
    kind,
    new Map(
      takenColumns(kind).flatMap((column) =>
        [column, headOf(column, 'zh'), headOf(column, 'en'), ...(ALSO[kind][column] ?? [])].map(
          (head): [string, TakenColumn] => [plain(head), column],
        ),
      ),
    ),
  ]),
)

/** The column that a head stands over; null: none that is taken. */
export const columnCalled = (kind: TakenKind, head: string): TakenColumn | null =>
  KNOWN.get(kind)?.get(plain(head)) ?? null
