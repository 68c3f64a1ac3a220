import { z } from 'zod'
import { LEAST_MONTHS } from '../footage/retention.ts'
import type { Id } from '../units/id.ts'
import { Id as IdSchema } from '../units/id.ts'
import { AgencyRow } from './agency.ts'
import { HolidayYear } from './deadlines/calendar.ts'
import { HOLIDAYS } from './deadlines/holidays.ts'
import { DayCount } from './deadlines/term.ts'
import { Level } from './finding.ts'
import { PAPER_KINDS } from './numbers/kinds.ts'

/** Where a table comes from, as it is printed beside what follows from it. */
const Source = z.string().max(500)

/** The yearly holidays from which deadlines are counted. */
const Holidays = z.object({
  name: z.literal('holidays'),
  years: z.array(HolidayYear).max(200),
})

/** How long an enterprise has by the level of a finding, and how long we have to look again. */
const DeadlinesByLevel = z.object({
  name: z.literal('deadlinesByLevel'),
  rows: z.array(z.object({ level: Level, enterprise: DayCount, recheck: DayCount, source: Source })).max(20),
})

/** Who is told when something is so many days (natural ones) over: of a level, the row with the most days that are over. */
const Escalation = z.object({
  name: z.literal('escalation'),
  rows: z
    .array(
      z.object({ level: Level, days: z.number().int().min(0).max(3650), whom: z.string().min(1).max(200) }),
    )
    .max(50),
  source: Source,
})

/** Whether what was seen from the air alone is a lead, which has to be seen on site before it goes into an order. */
const AirIsLead = z.object({ name: z.literal('airIsLead'), isOn: z.boolean(), reason: z.string().max(1000) })

/** What counts as seen from the air: a pixel covers at most so much ground, cm. */
const SeenResolution = z.object({
  name: z.literal('seenResolution'),
  cmPerPixel: z.number().min(0.1).max(1000),
})

/** The window is hidden after so many minutes in which nobody does anything; null: never. */
const IdleLock = z.object({
  name: z.literal('idleLock'),
  minutes: z.number().int().min(1).max(1440).nullable(),
})

/** The agencies of the district, one of which is in charge of each finding. */
const Agencies = z.object({
  name: z.literal('agencies'),
  rows: z.array(AgencyRow).max(100),
  source: Source,
})

/**
 * How often an enterprise may be inspected in a year (`perYear`; null: nobody entered what its authority published), and how
 * near planned visits have to lie, in days, to be proposed to be made one.
 */
const VisitRules = z.object({
  name: z.literal('visitRules'),
  perYear: z.number().int().min(0).max(366).nullable(),
  mergeDays: z.number().int().min(1).max(366),
  source: Source,
})

/** How papers are numbered (`numbers/pattern.ts`): the unit's short name, the word of each kind, and the pattern. */
const NumberingSetting = z.object({
  name: z.literal('numbering'),
  unit: z.string().max(40),
  pattern: z.string().min(1).max(60),
  rows: z.array(z.object({ kind: z.enum(PAPER_KINDS), word: z.string().max(10) })).max(PAPER_KINDS.length),
  source: Source,
})

/** How many calendar months footage is kept that nothing else keeps: six at least (`core/footage/retention.ts`). */
const Retention = z.object({
  name: z.literal('retention'),
  months: z.number().int().min(LEAST_MONTHS).max(1200),
  source: Source,
})

export const SettingValue = z.discriminatedUnion('name', [
  Holidays,
  DeadlinesByLevel,
  Escalation,
  AirIsLead,
  SeenResolution,
  IdleLock,
  Agencies,
  VisitRules,
  NumberingSetting,
  Retention,
])
export type SettingValue = z.infer<typeof SettingValue>

/** The value of one setting. */
export type SettingOf<N extends SettingName> = Extract<SettingValue, { name: N }>

export const SETTING_NAMES = [
  'holidays',
  'deadlinesByLevel',
  'escalation',
  'airIsLead',
  'seenResolution',
  'idleLock',
  'agencies',
  'visitRules',
  'numbering',
  'retention',
] as const satisfies readonly SettingValue['name'][]
export const SettingName = z.enum(SETTING_NAMES)
export type SettingName = SettingValue['name']

/** What a workspace keeps of a setting: one document a name, always with the same id, so that stations mean the same one. */
export const Setting = z.object({ id: IdSchema, value: SettingValue })
export type Setting = z.infer<typeof Setting>

/** The id of a setting's document. */
export const settingId = (name: SettingName): Id =>
  `5e771e60-0000-7000-8000-${String(SETTING_NAMES.indexOf(name) + 1).padStart(12, '0')}`

const DRAFT = '草稿：未见全国统一规定，取自若干在用系统的常见取值，请按本地规定修改'

/** What holds where nobody has said otherwise. */
export const DEFAULT_SETTINGS: { readonly [N in SettingName]: SettingOf<N> } = {
  holidays: { name: 'holidays', years: [...HOLIDAYS] },
  deadlinesByLevel: {
    name: 'deadlinesByLevel',
    rows: [
      {
        level: 'general',
        enterprise: { days: 15, counts: 'natural' },
        recheck: { days: 3, counts: 'working' },
        source: DRAFT,
      },
      {
        level: 'major',
        enterprise: { days: 7, counts: 'natural' },
        recheck: { days: 3, counts: 'working' },
        source: DRAFT,
      },
    ],
  },
  escalation: {
    name: 'escalation',
    rows: [
      { level: 'general', days: 0, whom: '承办民警' },
      { level: 'general', days: 7, whom: '中队负责人' },
      { level: 'major', days: 0, whom: '中队负责人' },
      { level: 'major', days: 3, whom: '大队负责人' },
    ],
    source: DRAFT,
  },
  airIsLead: {
    name: 'airIsLead',
    isOn: true,
    reason:
      '《行政处罚法》第四十一条：未经法制和技术审核的电子监控记录不得作为证据；巡查无人机是否属此类设备尚有争议，故空中所见先作线索，现场核实后再下责令。',
  },
  seenResolution: { name: 'seenResolution', cmPerPixel: 5 },
  idleLock: { name: 'idleLock', minutes: 10 },
  agencies: {
    name: 'agencies',
    rows: [
      {
        id: 'police',
        name: { zh: '公安机关（禁毒）', en: 'Police (drug control)' },
        basis: '《易制毒化学品管理条例》第三十二条',
        canInspect: true,
        covers: [],
      },
      {
        id: 'emergency',
        name: { zh: '应急管理部门', en: 'Emergency management' },
        basis: '《安全生产法》第六十五条',
        canInspect: true,
        covers: [],
      },
      {
        id: 'fire',
        name: { zh: '消防救援机构', en: 'Fire and rescue' },
        basis: '《消防法》第五十三条',
        canInspect: true,
        covers: [],
      },
      {
        id: 'ecology',
        name: { zh: '生态环境部门', en: 'Ecology and environment' },
        basis: '《环境保护法》第二十四条',
        canInspect: true,
        covers: [],
      },
      {
        id: 'market',
        name: { zh: '市场监督管理部门', en: 'Market regulation' },
        basis: '',
        canInspect: true,
        covers: [],
      },
      {
        id: 'coordination',
        name: { zh: '禁毒委员会办公室', en: 'Narcotics control commission office' },
        basis: '',
        canInspect: false,
        covers: [],
      },
    ],
    source: '草稿：条文请核对现行文本，按本地权责清单修改',
  },
  visitRules: {
    name: 'visitRules',
    perYear: null,
    mergeDays: 15,
    source: '国办发〔2024〕54号：上限由各级行政机关公布，本地上限待填；合并天数为草稿',
  },
  numbering: {
    name: 'numbering',
    unit: '',
    pattern: '{单位}{字}〔{年}〕{站}-{序号:3}号',
    rows: [
      { kind: 'approval', word: '检审' },
      { kind: 'notice', word: '检通' },
      { kind: 'record', word: '检录' },
      { kind: 'order', word: '责改' },
      { kind: 'recheck', word: '复查' },
      { kind: 'dataList', word: '电清' },
      { kind: 'selfCheck', word: '自查' },
      { kind: 'summary', word: '总结' },
      { kind: 'application', word: '飞申' },
      { kind: 'receipt', word: '送证' },
      { kind: 'transfer', word: '移告' },
      { kind: 'extension', word: '延审' },
      { kind: 'supervision', word: '督办' },
      { kind: 'photos', word: '照清' },
    ],
    source: '草稿：代字与编排未见统一规定，请按本单位公文编号办法修改',
  },
  retention: {
    name: 'retention',
    months: LEAST_MONTHS,
    source:
      '《公安机关现场执法视音频记录工作规定》第十三条：保存期限原则上不少于六个月；本地规定更长的从其规定',
  },
}
