import type { Flight } from '../../flight/flight.ts'
import type { Authorisation, Mission } from '../../mission/mission.ts'
import type { Release } from '../../mission/release.ts'
import type { FlightApproval } from '../../permit/approval.ts'
import type { Battery, Craft } from '../../permit/craft.ts'
import type { FlightReport } from '../../permit/flightReport.ts'
import { hoursText } from '../../permit/hours.ts'
import { filingStanding } from '../../permit/times.ts'
import type { Language } from '../../units/language.ts'
import { clockTime, inLanguage } from './parts.ts'

type Fact = readonly [name: string, value: string]

/** What is known of how a flight was approved and reported, and with what it was flown. */
export type FlownWith = {
  readonly flight: Flight
  readonly mission: Mission | null
  /** What was approved, and the record of it where there is one. */
  readonly approved: Authorisation | null
  readonly approval: FlightApproval | null
  readonly report: FlightReport | null
  readonly craft: Craft | null
  readonly batteries: readonly Battery[]
}

const WORDS = {
  zh: {
    type: '型号',
    craft: '机体',
    serial: '序列号',
    registration: '登记号',
    uom: 'UOM 编号',
    camera: '相机',
    batteries: '电池',
    cycles: (n: number) => `循环 ${n} 次`,
    health: (n: number) => `健康度 ${n} %`,
    operator: '操控员',
    number: '批准文号',
    authority: '批准单位',
    kind: '批准种类',
    kinds: { once: '单次', standing: '长期' },
    window: '批准时段',
    hours: '每日时段',
    height: '批准真高',
    heightOverSea: '批准海拔高度',
    filing: '当日飞行计划',
    filed: (no: string, at: string) => `${no} 于 ${at} 报备`.trim(),
    answered: (isAgreed: boolean, at: string) => (isAgreed ? `，${at} 同意` : `，${at} 未同意`),
    notAnswered: '，尚未答复',
    notFiled: '未报备',
    report: '飞行前报告',
    reported: (at: string, to: string) => `${at}${to === '' ? '' : ` 报 ${to}`}`,
    confirmed: '确认',
    confirmedBy: (by: string, at: string, no: string) => `${at} ${by} ${no}`.trim(),
    notConfirmed: '未获确认',
    landing: '降落报告',
    exemption: '免于申请',
    exemptions: { ownStation: '本单位驻地或训练场上空', ownFacility: '与管制单位商定的设施上空' },
    withdrawn: '批准撤销',
    released: (rules: number, reason: string, by: string, role: string, at: string) =>
      `${rules} 项校核错误经 ${by}（${role}）于 ${at} 例外放行：${reason}`,
    emergency: '应急依据',
  },
  en: {
    type: 'Type',
    craft: 'Aircraft',
    serial: 'Serial number',
    registration: 'Registration',
    uom: 'UOM number',
    camera: 'Camera',
    batteries: 'Batteries',
    cycles: (n: number) => `${n} cycles`,
    health: (n: number) => `${n} % of its capacity`,
    operator: 'Operator',
    number: 'Number',
    authority: 'Authority',
    kind: 'Kind',
    kinds: { once: 'once', standing: 'standing' },
    window: 'Window',
    hours: 'Daily hours',
    height: 'True height approved',
    heightOverSea: 'Height over sea approved',
    filing: "The day's plan",
    filed: (no: string, at: string) => `${no} filed ${at}`.trim(),
    answered: (isAgreed: boolean, at: string) => `, ${isAgreed ? 'agreed' : 'not agreed'} ${at}`,
    notAnswered: ', not answered',
    notFiled: 'not filed',
    report: 'Report before take-off',
    reported: (at: string, to: string) => `${at}${to === '' ? '' : ` to ${to}`}`,
    confirmed: 'Confirmed',
    confirmedBy: (by: string, at: string, no: string) => `${at} ${by} ${no}`.trim(),
    notConfirmed: 'not confirmed',
    landing: 'Landing reported',
    exemption: 'Needs no application',
    exemptions: {
      ownStation: "over the unit's own station or training ground",
      ownFacility: 'over a facility agreed with the controlling unit',
    },
    withdrawn: 'Withdrawn',
    released: (rules: number, reason: string, by: string, role: string, at: string) =>
      `${rules} ${rules === 1 ? 'error' : 'errors'} of the verdict let pass by ${by} (${role}) ${at}: ${reason}`,
    emergency: 'Emergency basis',
  },
} as const

/** The aircraft and its batteries, as far as they are known. */
export function aircraftFacts({ mission, craft, batteries }: FlownWith, language: Language): Fact[] {
  const w = WORDS[language]
  const battery = ({ name, serial, cycles, health }: Battery): string =>
    [
      name,
      serial,
      cycles === null ? '' : w.cycles(cycles),
      health === null ? '' : w.health(Math.round(100 * health)),
    ]
      .filter((one) => one !== '')
      .join(' ')
  return said([
    [w.type, mission ? inLanguage(language, mission.vehicle.name) : ''],
    [w.camera, mission?.camera ? inLanguage(language, mission.camera.name) : ''],
    [w.craft, craft?.name ?? ''],
    [w.serial, craft?.serial ?? ''],
    [w.registration, craft?.registration ?? ''],
    [w.uom, craft?.uomNumber ?? ''],
    [w.batteries, batteries.map(battery).join('; ')],
  ])
}

export const crewFacts = ({ mission }: FlownWith, language: Language): Fact[] =>
  (mission?.crew ?? []).map(({ name, duty }) => [duty || WORDS[language].operator, name])

/** How the flight was approved, filed, reported and confirmed; empty where nobody knows of any approval. */
export function approvalFacts(flown: FlownWith, language: Language): Fact[] {
  const w = WORDS[language]
  const { mission, approved: held, approval, report } = flown
  return said([
    [w.number, held?.number ?? ''],
    [w.authority, held?.authority ?? ''],
    [w.kind, held?.kind ? w.kinds[held.kind] : ''],
    [w.window, held ? `${minute(held.fromMs)} – ${minute(held.toMs)}` : ''],
    [w.hours, hoursText(held?.hours ?? [])],
    [w.height, held ? `${held.maxTrueHeightM} m` : ''],
    [w.heightOverSea, typeof held?.maxAmslM === 'number' ? `${held.maxAmslM} m` : ''],
    [w.withdrawn, approval?.withdrawnAtMs ? clockTime(approval.withdrawnAtMs) : ''],
    [w.exemption, mission?.exemption ? w.exemptions[mission.exemption] : ''],
    [w.filing, filingText(flown, language)],
    [w.report, report ? w.reported(minute(report.reportedAtMs), report.to) : ''],
    [
      w.confirmed,
      report === null
        ? ''
        : report.confirmed === null
          ? w.notConfirmed
          : w.confirmedBy(report.confirmed.by, clockTime(report.confirmed.atMs), report.confirmed.number),
    ],
    [w.landing, report?.landing ? clockTime(report.landing.reportedAtMs) : ''],
  ])
}

function filingText({ flight, approval }: FlownWith, language: Language): string {
  if (approval?.kind !== 'standing') return ''
  const w = WORDS[language]
  const { filing } = filingStanding(approval, flight.takeoffAtMs, flight.takeoffAtMs)
  if (!filing) return w.notFiled
  const { answeredAtMs, agreed } = filing
  const answer =
    answeredAtMs === null || agreed === null ? w.notAnswered : w.answered(agreed, minute(answeredAtMs))
  return `${w.filed(filing.number, minute(filing.filedAtMs))}${answer}`
}

/** What let a mission pass that had errors. */
export function releasesSaid(releases: readonly Release[], language: Language): string[] {
  const w = WORDS[language]
  return releases.map(({ rules, reason, by, role, atMs, emergencyBasis }) =>
    [
      w.released(rules.length, reason, by, role, clockTime(atMs)),
      emergencyBasis === null ? '' : `${w.emergency}: ${emergencyBasis}`,
    ]
      .filter((one) => one !== '')
      .join('; '),
  )
}

const said = (facts: readonly Fact[]): Fact[] => facts.filter(([, value]) => value.trim() !== '')
const minute = (atMs: number): string => clockTime(atMs).slice(0, 16)
