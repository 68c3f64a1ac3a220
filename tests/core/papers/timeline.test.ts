import { describe, expect, it } from 'vitest'
import { timelineOf } from '../../../src/core/papers/reports/timeline.ts'
import { anId } from '../../builders/enterprise.ts'
import { aFinding } from '../../builders/finding.ts'

const at = (day: string): number => Date.parse(`${day}T02:00:00Z`)
const done = { by: '顾砚之', role: 'officer', atMs: at('2026-06-20') }
const NOTHING = { visits: [], flights: [], findings: [], orders: [], selfChecks: [], papers: [] }

describe('the timeline of an enterprise', () => {
  it('tells each thing at the time at which it took place, whatever was put down when', () => {
    const finding = aFinding({
      id: anId(1),
      title: '围堰破损',
      openedAtMs: at('2026-05-20'),
      transitions: [
        {
          from: 'toVerify',
          to: 'confirmed',
          atMs: at('2026-06-20'),
          by: '顾砚之',
          role: 'officer',
          reason: '',
        },
        {
          from: 'confirmed',
          to: 'ordered',
          atMs: at('2026-06-21'),
          happenedAtMs: at('2026-05-24'),
          by: '顾砚之',
          role: 'officer',
          reason: '',
        },
      ] as never,
    })
    const events = timelineOf({
      ...NOTHING,
      findings: [finding],
      visits: [{ id: anId(2), fromMs: at('2026-05-22'), kind: 'daily', mode: 'site' }],
      flights: [{ id: anId(3), takeoffAtMs: at('2026-05-19'), pilot: '孟青棠' }],
      orders: [
        {
          id: anId(4),
          issued: { ...done, no: '1号', atMs: at('2026-05-24') },
          served: { ...done, how: 'direct', servedAtMs: at('2026-05-25'), receipt: '' },
          extensions: [{ ...done, atMs: at('2026-06-01'), from: null, to: '2026-07-01', reason: '' }],
        } as never,
        { id: anId(5), issued: null, served: null, extensions: [] },
      ],
      selfChecks: [
        { id: anId(6), checkedOn: '2026-05-21', checkedBy: { name: '岳砚秋', duty: '', phone: '' } },
      ],
      papers: [
        {
          id: anId(7),
          kind: 'order',
          no: '1号',
          of: { aggregate: 'rectificationOrder', id: anId(4) },
          versions: [{ made: { ...done, atMs: at('2026-05-26') } }],
          signed: { ...done, atMs: at('2026-05-27'), version: 1, scanId: null, reason: '无' },
        } as never,
      ],
    })
    expect(events.map(({ kind }) => kind)).toEqual([
      'flight',
      'opened',
      'selfCheck',
      'visit',
      'step',
      'issued',
      'served',
      'paperMade',
      'paperSigned',
      'extended',
      'step',
    ])
    expect(events.at(-1)).toMatchObject({ state: 'confirmed', id: anId(1) })
  })

  it('tells nothing of an order that nobody has issued', () => {
    expect(
      timelineOf({ ...NOTHING, orders: [{ id: anId(5), issued: null, served: null, extensions: [] }] }),
    ).toEqual([])
  })
})
