import { base64Of } from '../../src/core/journal/base64.ts'
import { DELIVERED } from '../../src/core/campaign/delivered.ts'
import type { Aggregate, DocumentOf } from '../../src/core/journal/kinds.ts'
import { aCampaign, anApproval, aVisit } from './campaign.ts'
import { aFlight, anEnterprise, anId } from './enterprise.ts'
import { aDraw } from './draw.ts'
import { aDuty, aSelfCheck } from './duty.ts'
import { anEvidenceBag } from './evidenceBag.ts'
import { aFootage } from './footage.ts'
import { aMission, anAuthorisation, NOW_MS } from './mission.ts'
import { aBattery, aCraft, aFlightReport, anApprovalOfFlights } from './permit.ts'
import { aSite, anAsset, ORIGIN } from './site.ts'

const HASH = 'b'.repeat(64)
const PHC = `$scrypt$ln=4,r=8,p=1$${'A'.repeat(22)}$${'b'.repeat(43)}`

/** A document of every kind that names all that it may: each id another one, from 1000 on. */
export function everyKind(): { readonly [K in Aggregate]: DocumentOf<K> } {
  let last = 1000
  const id = (): string => anId(last++)
  const by = { by: '顾砚之', atMs: NOW_MS }
  const recipe = {
    program: 'Sortie 0.1.0',
    decoder: '',
    codec: '',
    encoding: 'image/jpeg',
    widthPx: 1,
    heightPx: 1,
    mediaTimeS: null,
  }
  const mission = aMission({
    id: id(),
    siteIds: [id(), id()],
    authorisation: anAuthorisation({ approvalId: id() }),
    crew: [{ name: '孟青棠', duty: '机长', personId: id() }],
    craftId: id(),
    batteryIds: [id(), id()],
  })
  return {
    enterprise: anEnterprise({ id: id() }),
    site: aSite({ id: id(), enterpriseId: id(), assets: [anAsset()] }),
    mission,
    frozen: {
      id: id(),
      missionId: mission.id,
      revision: HASH,
      mission,
      sites: [aSite({ id: id(), enterpriseId: id() })],
      releases: [],
      exports: [{ ...by, format: 'qgcPlan', fileName: 'a.plan', sha256: HASH }],
    },
    flight: aFlight({ id: id(), missionId: id(), siteIds: [id(), id()], logIds: [id(), id()] }),
    footage: aFootage({
      id: id(),
      flightId: id(),
      visitId: id(),
      placement: {
        at: ORIGIN,
        heightM: null,
        headingDeg: null,
        pitchDeg: null,
        by: 'hand',
        reason: '',
        asset: { siteId: id(), assetId: 'tank-1' },
      },
      previewOf: id(),
      derived: { kind: 'frame', parentId: id(), parentSha256: HASH, momentS: 1, recipe, ...by },
      holds: [{ id: 'hold-1', ...by, personId: id(), role: 'officer', reason: '复议', releases: null }],
      deletion: {
        reason: '保存期满',
        asked: { ...by, personId: id(), role: 'supervisor' },
        done: { ...by, personId: id(), role: 'supervisor', alone: false },
      },
    }),
    sighting: {
      id: id(),
      findingId: id(),
      flightId: id(),
      footageId: id(),
      visitId: id(),
      momentS: null,
      region: null,
      at: ORIGIN,
      seenAtMs: NOW_MS,
      seenFrom: 'air',
      outcome: 'first',
      level: 'general',
      author: '孟青棠',
      words: '',
      knew: { sightings: [id(), id()], steps: 0, lastStep: null },
    },
    finding: {
      id: id(),
      enterpriseId: id(),
      enterpriseBy: 'site',
      siteId: id(),
      assetId: 'tank-1',
      title: '围墙破损',
      category: '',
      level: 'general',
      risk: null,
      at: ORIGIN,
      state: 'toVerify',
      openedAtMs: NOW_MS,
      owner: '',
      deadlines: [],
      transitions: [0, 1].map(() => ({
        ...by,
        personId: id(),
        from: 'toVerify' as const,
        to: 'confirmed' as const,
        role: 'officer',
        reason: '',
        sightingId: id(),
        duplicateOfId: id(),
        orderId: id(),
      })),
      recursOfId: id(),
      selfReport: { selfCheckId: id(), itemId: '2' },
      rechecks: [
        { ...by, role: 'officer', result: 'corrected', sightingId: id(), document: '', words: '', steps: 1 },
      ],
    },
    layer: {
      id: id(),
      name: { zh: '底图', en: '' },
      order: 0,
      visible: true,
      opacity: 1,
      source: { kind: 'picture', footageId: id(), corners: [ORIGIN, ORIGIN, ORIGIN, ORIGIN] },
    },
    campaign: aCampaign({
      id: id(),
      enterpriseIds: [id(), id()],
      drawId: id(),
      approval: anApproval({ by: { personId: id(), name: '所长', number: '' } }),
      rounds: [0, 1].map((n) => ({
        id: `round-${n}`,
        no: n + 1,
        name: '',
        fromMs: NOW_MS,
        toMs: NOW_MS,
        missionIds: [id(), id()],
        agencyIds: ['police'],
        checklist: { id: id(), version: 'v1' },
        approval: anApproval({ by: { personId: id(), name: '所长', number: '' } }),
        copiedFromId: null,
      })),
    }),
    visit: aVisit({
      id: id(),
      enterpriseId: id(),
      siteIds: [id(), id()],
      campaignId: id(),
      roundId: 'round-0',
      approval: anApproval({ by: { personId: id(), name: '所长', number: '' } }),
      officers: [{ personId: id(), name: '顾砚之', number: '' }],
      assistants: [{ personId: id(), name: '辅警', number: '' }],
      flightIds: [id()],
      checklist: { id: id(), version: 'v1' },
      items: [{ id: 'stock', answer: null, sightingIds: [id(), id()], words: '' }],
      recheckIds: [id(), id()],
      mergedIntoId: id(),
    }),
    checklist: { ...DELIVERED, id: id() },
    acceptance: {
      id: id(),
      station: '0f'.repeat(16),
      publicKey: base64Of(new Uint8Array(32).fill(1)),
      name: '二队',
      byName: '顾砚之',
      until: null,
    },
    rectificationOrder: {
      id: id(),
      enterpriseId: id(),
      agency: { id: 'police', name: { zh: '公安机关', en: '' }, basis: '条例' },
      measure: 'inTime',
      legalBasis: '',
      items: [0, 1].map(() => ({
        findingId: id(),
        demand: '修补',
        criterion: { proof: 'site' as const, words: '现场复核' },
      })),
      term: { by: 'count', days: 15, counts: 'natural' },
      recheck: { days: 3, counts: 'working' },
      termSource: '',
      replacesId: id(),
      drafted: { ...by, role: 'officer' },
      issued: { ...by, role: 'supervisor', no: '责改〔2026〕1号' },
      served: { ...by, role: 'officer', how: 'direct', servedAtMs: NOW_MS, receipt: '' },
      due: '2026-12-01',
      extensions: [],
      withdrawn: null,
    },
    setting: { id: id(), value: { name: 'seenResolution', cmPerPixel: 5 } },
    person: {
      id: id(),
      name: '罗沙',
      roles: ['supervisor', 'officer'],
      unit: '禁毒大队',
      number: '040117',
      licenceUntil: '2027-05-31',
      phone: '',
      joinedAtMs: NOW_MS,
      leftAtMs: null,
      secret: { phc: PHC, setAtMs: NOW_MS, isTemporary: false },
      recovery: PHC,
      sawAloneAtMs: null,
    },
    releaseSheet: {
      id: id(),
      tag: '7KQ',
      by: { personId: id(), name: '罗沙', number: '040117' },
      madeAtMs: NOW_MS,
      withdrawnAtMs: null,
      codes: [
        {
          id: '0',
          phc: PHC,
          used: {
            revision: HASH,
            missionName: '北区巡查',
            by: { personId: id(), name: '孟青棠', number: '' },
            atMs: NOW_MS,
          },
        },
        { id: '1', phc: PHC, used: null },
      ],
    },
    duty: aDuty({
      id: id(),
      enterpriseId: id(),
      done: [
        {
          ...DONE,
          footageIds: [id(), id()],
          by: { personId: id(), name: '顾砚之', number: '' },
          atMs: NOW_MS,
        },
      ],
    }),
    selfCheck: aSelfCheck({
      id: id(),
      enterpriseId: id(),
      siteId: id(),
      footageIds: [id()],
      enteredBy: { personId: id(), name: '顾砚之', number: '' },
    }),
    paper: {
      id: id(),
      kind: 'record',
      of: { aggregate: 'visit', id: id() },
      enterpriseId: id(),
      no: '检录〔2026〕7QK2F-001号',
      versions: [1, 2].map((no) => ({
        no,
        footageId: id(),
        sha256: HASH,
        made: { ...by, role: 'officer' },
        from: 'template' as const,
        template: { id: id(), sha256: HASH },
        data: '{}',
        dataSha256: HASH,
        head: null,
        differences: [],
      })),
      signed: { ...by, role: 'officer', version: 2, scanId: id(), reason: '' },
      served: {
        ...by,
        role: 'officer',
        version: 2,
        scanId: id(),
        reason: '',
        how: 'direct',
        servedAtMs: NOW_MS,
        receipt: '',
      },
      voided: null,
    },
    paperTemplate: {
      id: id(),
      kind: 'record',
      versions: [{ ...by, role: 'supervisor', footageId: id(), sha256: HASH, fileName: '笔录.docx' }],
    },
    draw: everyDraw(id),
    paperNumber: {
      id: id(),
      text: '责改〔2026〕7QK2F-003号',
      kind: 'order',
      series: { frame: '责改', station: '0f'.repeat(16), counter: 3 },
      given: { ...by, role: 'supervisor' },
      of: { aggregate: 'rectificationOrder', id: id() },
      voided: null,
    },
    flightApproval: anApprovalOfFlights({ id: id(), scanIds: [id(), id()] }),
    flightReport: aFlightReport({
      id: id(),
      missionId: id(),
      approvalId: id(),
      flightId: id(),
      reportedBy: { personId: id(), name: '孟青棠', number: '' },
      landing: {
        landedAtMs: NOW_MS,
        reportedAtMs: NOW_MS,
        by: { personId: id(), name: '孟青棠', number: '' },
        words: '',
      },
    }),
    craft: aCraft({ id: id() }),
    battery: aBattery({ id: id() }),
    evidenceBag: anEvidenceBag({
      id: id(),
      about: { aggregate: 'finding', id: id() },
      enterpriseIds: [id(), id()],
      footageIds: [id(), id()],
      handedOver: {
        ...by,
        role: 'officer',
        to: '县检察院',
        handedAtMs: NOW_MS,
        scanId: id(),
        reason: '',
        isChecked: true,
      },
    }),
  }
}

const DONE = { dueOn: '2027-03-31', doneOn: '2027-03-30', words: '' }

function everyDraw(id: () => string): DocumentOf<'draw'> {
  const draw = aDraw()
  const person = () => ({ personId: id(), name: '敖登', number: '' })
  return {
    ...draw,
    id: id(),
    attempts: draw.attempts.map((attempt) => ({
      ...attempt,
      committedBy: person(),
      outcome: attempt.outcome && { ...attempt.outcome, drawnBy: person() },
    })),
  }
}
