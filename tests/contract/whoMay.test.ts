import { describe, expect, it } from 'vitest'
import {
  CALL_NAMES,
  type CallName,
  calls,
  callOfAction,
  mayCall,
  ROLES,
  type Role,
  WRITERS,
  writesWorkspace,
} from '../../src/contract/index.ts'

describe('who may', () => {
  it('is said of every call, by roles that there are, each once', () => {
    for (const name of CALL_NAMES) {
      const who = calls[name].who
      expect(who.length, name).toBeGreaterThan(0)
      expect(new Set(who).size, name).toBe(who.length)
      expect(ROLES, name).toEqual(expect.arrayContaining([...who]))
    }
  })

  const kept = (role: Role): CallName[] => CALL_NAMES.filter((name) => !mayCall(name, role)).sort()

  it('keeps from a role what is not its part, and nothing else', () => {
    expect(kept('supervisor')).toEqual([])
    // Who flies plans, brings in and hands out, and reports what was seen; what is put to an enterprise is the officer's.
    expect(kept('operator')).toEqual([
      'battery.remove',
      'campaign.approve',
      'campaign.remove',
      'checklist.put',
      'checklist.remove',
      'craft.remove',
      'draw.again',
      'draw.commit',
      'draw.run',
      'duty.addUsual',
      'duty.done',
      'duty.put',
      'duty.remove',
      'enterprise.remove',
      'evidence.handOver',
      'evidence.withdraw',
      'finding.answer',
      'finding.edit',
      'finding.extend',
      'finding.fileCase',
      'finding.recheck',
      'finding.transfer',
      'finding.transition',
      'flight.remove',
      'flightApproval.remove',
      'flightReport.remove',
      'mission.remove',
      'order.discard',
      'order.draft',
      'order.extend',
      'order.issue',
      'order.report',
      'order.serve',
      'order.withdraw',
      'paper.make',
      'paper.serve',
      'paper.sign',
      'paper.takeBack',
      'paper.void',
      'paperNumber.void',
      'person.leave',
      'person.put',
      'person.resetPassphrase',
      'release.print',
      'release.withdraw',
      'retention.ask',
      'retention.delete',
      'retention.hold',
      'retention.release',
      'selfCheck.add',
      'selfCheck.remove',
      'selfCheck.takeOver',
      'setting.put',
      'site.remove',
      'station.accept',
      'station.withdraw',
      'takeIn.people',
      'template.put',
      'visit.approve',
      'visit.fromFlight',
      'visit.merge',
      'visit.put',
      'visit.remove',
      'workspace.renew',
    ])
    // Who inspects may have a flight repeated and hand out a plan; other planning, and vehicles, are the operator's.
    expect(kept('officer')).toEqual([
      'battery.put',
      'battery.remove',
      'campaign.approve',
      'campaign.remove',
      'checklist.put',
      'checklist.remove',
      'craft.put',
      'craft.remove',
      'draw.again',
      'draw.commit',
      'draw.run',
      'duty.remove',
      'enterprise.remove',
      'finding.extend',
      'flight.remove',
      'flightApproval.file',
      'flightApproval.put',
      'flightApproval.remove',
      'flightReport.confirm',
      'flightReport.landed',
      'flightReport.remove',
      'flightReport.report',
      'link.download',
      'link.open',
      'link.params',
      'link.upload',
      'mission.duplicate',
      'mission.import',
      'mission.remove',
      'mission.reshoot',
      'mission.split',
      'order.extend',
      'order.issue',
      'order.withdraw',
      'paper.void',
      'paperNumber.void',
      'person.leave',
      'person.put',
      'person.resetPassphrase',
      'release.print',
      'release.withdraw',
      'retention.delete',
      'retention.release',
      'selfCheck.remove',
      'setting.put',
      'site.remove',
      'station.withdraw',
      'takeIn.people',
      'template.put',
      'visit.approve',
      'visit.remove',
      'workspace.renew',
    ])
  })

  it('lets who reads write nothing, stop nobody else, change no setting and take no original away', () => {
    // What is no write by its kind, and yet keeps something, sets something or hands out what nothing covers.
    const held: readonly CallName[] = [
      'footage.interchange',
      'footage.openOutside',
      'keyring.set',
      'link.cancel',
      'link.close',
      'link.params',
      'paper.fetch',
      'register.export',
      'report.make',
      'template.fetch',
      'workspace.send',
    ]
    // Of their own they have a passphrase.
    const own: readonly CallName[] = ['person.recover', 'person.setPassphrase']
    const writes = CALL_NAMES.filter((name) => calls[name].kind === 'write' || writesWorkspace(name))
    const keeps = [...new Set([...writes, ...held])].filter((name) => !own.includes(name))
    expect(kept('reader')).toEqual(keeps.sort())
  })

  it('lets everyone read, everyone stop their work, and everyone who writes stop a transfer', () => {
    const readers = CALL_NAMES.filter((name) => calls[name].kind === 'read' && !writesWorkspace(name))
    const stops: readonly CallName[] = ['link.cancel', 'link.close']
    for (const name of [...readers, 'actor.set'] as const)
      expect(calls[name].who, name).toEqual(stops.includes(name) ? WRITERS : ROLES)
  })
})

describe('the call that an action is of', () => {
  it('is found for what entries say', () => {
    expect(
      Object.fromEntries(
        [
          'site.create',
          'site.edit',
          'finding.edit',
          'finding.transition:closed',
          'mission.export:wpl',
          'journal.undo',
          'no.such',
          '',
        ].map((action) => [action, callOfAction(action)]),
      ),
    ).toEqual({
      'site.create': 'site.put',
      'site.edit': 'site.put',
      'finding.edit': 'finding.edit',
      'finding.transition:closed': 'finding.transition',
      'mission.export:wpl': 'mission.export',
      'journal.undo': 'journal.undo',
      'no.such': null,
      '': null,
    })
  })
})
