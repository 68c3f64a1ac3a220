import { describe, expect, it } from 'vitest'
import { CALL_NAMES, calls, callOfAction, ROLES, writesWorkspace } from '../../src/contract/index.ts'

describe('who may', () => {
  it('is said of every call, by roles that there are, each once', () => {
    for (const name of CALL_NAMES) {
      const who = calls[name].who
      expect(who.length, name).toBeGreaterThan(0)
      expect(new Set(who).size, name).toBe(who.length)
      expect(ROLES, name).toEqual(expect.arrayContaining([...who]))
    }
  })

  it('keeps from a role what is not its part, and nothing else', () => {
    const kept = (role: (typeof ROLES)[number]): string[] =>
      CALL_NAMES.filter((name) => !calls[name].who.includes(role)).sort()
    expect(kept('supervisor')).toEqual([])
    // Who flies reports what was seen; what is put to an enterprise is the officer's.
    expect(kept('operator')).toEqual([
      'enterprise.remove',
      'finding.edit',
      'finding.extend',
      'finding.transition',
      'station.accept',
      'station.withdraw',
      'workspace.renew',
    ])
    // Who inspects may have a flight repeated and hand out a plan; other planning, and vehicles, are the operator's.
    expect(kept('officer')).toEqual([
      'link.download',
      'link.open',
      'link.params',
      'link.upload',
      'mission.duplicate',
      'mission.import',
      'mission.remove',
      'mission.split',
      'station.withdraw',
      'workspace.renew',
    ])
  })

  it('lets everyone read, and everyone stop what is under way', () => {
    const readers = CALL_NAMES.filter((name) => calls[name].kind === 'read' && !writesWorkspace(name))
    for (const name of [...readers, 'task.cancel', 'link.cancel', 'link.close', 'actor.set'] as const)
      expect(calls[name].who, name).toEqual(ROLES)
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
