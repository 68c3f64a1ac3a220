import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Answer, CallInput, CallName, CallOutput, InSession } from '../../src/contract/index.ts'
import { inSession } from '../../src/contract/index.ts'
import { createServices } from '../../src/services/index.ts'
import { wordsOf } from '../../src/words/words.ts'
import { anEnterprise, anId } from '../builders/enterprise.ts'
import { CODE_RANDOM_BYTES, makeCode } from '../../src/core/people/code.ts'
import { aMission, NOW_MS } from '../builders/mission.ts'

const CHEAP = { ln: 2, r: 8, p: 1 }
const PASSPHRASES = {
  chief: '北风吹雁南归 7',
  officer: '晴天飞行好 42',
  pilot: '三号库房门朝东开',
  reader: '只看不写只读 9',
}
type Given = CallInput<'person.begin'>
const CHIEF: Given = {
  name: '罗沙',
  roles: ['supervisor', 'officer'],
  unit: '禁毒大队',
  number: '040117',
  phone: '',
}
const OFFICER: Given = { name: '顾砚之', roles: ['officer'], unit: '', number: '040231', phone: '' }
const PILOT: Given = { name: '孟青棠', roles: ['operator'], unit: '', number: 'C-7', phone: '' }
const READER: Given = { name: '何一帆', roles: ['reader'], unit: '', number: '', phone: '' }

let dir = ''
let nowMs = NOW_MS
let host: ReturnType<typeof createServices>
const open = (): void => {
  host = createServices({
    home: path.join(dir, 'home'),
    workspaceDir: path.join(dir, 'w'),
    nowMs: () => nowMs,
    secretCost: CHEAP,
  })
}
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-people-'))
  nowMs = NOW_MS
  open()
})
afterEach(async () => {
  await host.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

const window = (): InSession => inSession(host)
async function ok<N extends CallName>(door: InSession, name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const answer = await door.call(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.code} ${JSON.stringify(answer.params)}`)
  return answer.value as CallOutput<N>
}
/** The code of a refusal, which has words in both languages without a gap. */
async function refused(door: InSession, name: CallName, input: unknown): Promise<string> {
  const answer: Answer = await door.call(name, input)
  if (answer.ok) return 'ok'
  for (const language of ['zh', 'en'] as const)
    expect(wordsOf(language, 'error', answer.code, answer.params)).toMatch(/^[^{}]{4,}$/)
  return answer.code
}
const actorOf = async (door: InSession) => (await ok(door, 'workspace.status', {})).actor
const lastActor = async (door: InSession) =>
  (await ok(door, 'journal.list', { aggregate: null, id: null, beforeArrival: null, limit: 1 }))[0]?.actor

/** The first person with a passphrase, and others taken in, each with one of their own. */
async function team(...others: readonly Given[]): Promise<{ chief: InSession; ids: string[] }> {
  const chief = window()
  const first = await ok(chief, 'person.begin', CHIEF)
  await ok(chief, 'person.setPassphrase', { old: null, passphrase: PASSPHRASES.chief })
  const ids = [first.doc.id]
  for (const [i, given] of others.entries()) {
    const doc = { ...given, id: anId(700 + i) }
    ids.push((await ok(chief, 'person.put', { base: null, doc, passphrase: PASSPHRASES.officer })).doc.id)
  }
  return { chief, ids }
}
const signIn = (door: InSession, name: string, passphrase: string | null) =>
  door.call('person.signIn', { id: null, name, passphrase })
const enterprise = (n: number) => ({ base: null, doc: anEnterprise({ id: anId(n) }) })

describe('half a form', () => {
  it('is of whoever filled it in; what was nobody’s is theirs who go on with it, and last letters stay with who typed them', async () => {
    const chief = window()
    const draft = async (door: InSession, key = 'campaign/new') =>
      (await ok(door, 'draft.get', { key })).value ?? null
    await ok(chief, 'draft.put', { key: 'campaign/new', value: 'begun', by: null })
    await ok(chief, 'draft.put', { key: 'draw/new', value: 'left', by: null })
    const { chief: first, ids } = await team(OFFICER)
    expect(await draft(first)).toBe('begun')
    await ok(first, 'draft.put', { key: 'campaign/new', value: 'of the chief', by: ids[0] })
    const officer = window()
    await signIn(officer, OFFICER.name, PASSPHRASES.officer)
    expect(await draft(officer)).toBeNull()
    await ok(officer, 'draft.put', { key: 'campaign/new', value: 'of the officer', by: ids[1] })
    // The chief's last word, which came after somebody else had sat down, is neither kept as theirs nor drops their own.
    for (const value of ['slip', null])
      await ok(officer, 'draft.put', { key: 'campaign/new', value, by: ids[0] })
    expect([await draft(first), await draft(officer)]).toEqual(['of the chief', 'of the officer'])
    await ok(officer, 'draft.put', { key: 'campaign/new', value: null, by: ids[1] })
    expect([await draft(first), await draft(officer)]).toEqual(['of the chief', null])
    // What was nobody's and is done with comes back to nobody.
    expect(await draft(officer, 'draw/new')).toBe('left')
    await ok(officer, 'draft.put', { key: 'draw/new', value: null })
    expect([await draft(first, 'draw/new'), await draft(officer, 'draw/new')]).toEqual([null, null])
  })
})

describe('a workspace of one', () => {
  it('needs no passphrase, acts as its person in the role that a call asks for, and its entries say it is not proved', async () => {
    const door = window()
    const { doc } = await ok(door, 'person.begin', CHIEF)
    expect(doc).toMatchObject({ name: '罗沙', hasPassphrase: false, leftAtMs: null })
    expect(await refused(door, 'person.begin', CHIEF)).toBe('person_begun')
    expect(await ok(door, 'person.entrance', {})).toMatchObject({ entrance: 'lone', isIn: true })
    // Another window is the same person; nobody becomes another by saying so.
    const other = window()
    expect(await actorOf(other)).toMatchObject({ name: '罗沙', personId: doc.id, proved: false })
    expect(await refused(other, 'actor.set', { name: '张三', role: 'supervisor' })).toBe('actor_fixed')
    await ok(other, 'enterprise.put', enterprise(1))
    expect(await lastActor(other)).toEqual({
      name: '罗沙',
      role: 'supervisor',
      personId: doc.id,
      proved: false,
    })
    const { version } = await ok(other, 'enterprise.get', { id: anId(1) })
    await ok(other, 'enterprise.remove', { id: anId(1), base: version })
    expect(await lastActor(other)).toMatchObject({ name: '罗沙', alone: true })
  })

  it('has a supervisor, always', async () => {
    const door = window()
    expect(await refused(door, 'person.begin', OFFICER)).toBe('last_supervisor')
    const { doc, version } = await ok(door, 'person.begin', CHIEF)
    const { id, name, unit, number, phone } = doc
    const less = {
      base: version,
      doc: { id, name, roles: ['officer'], unit, number, phone },
      passphrase: null,
    }
    expect(await refused(door, 'person.put', less)).toBe('last_supervisor')
    const leave = { id, base: version, handOverToId: null, isConfirmed: true }
    expect(await refused(door, 'person.leave', leave)).toBe('last_supervisor')
  })

  it('shows what was done alone to the second person, until they have looked', async () => {
    const door = window()
    await ok(door, 'person.begin', CHIEF)
    const { version } = await ok(door, 'enterprise.put', enterprise(1))
    await ok(door, 'enterprise.remove', { id: anId(1), base: version })
    expect((await ok(door, 'person.entrance', {})).toReview).toBe(0)
    await ok(door, 'person.setPassphrase', { old: null, passphrase: PASSPHRASES.chief })
    nowMs += 1000
    await ok(door, 'person.put', {
      base: null,
      doc: { ...OFFICER, id: anId(700) },
      passphrase: PASSPHRASES.officer,
    })
    const second = window()
    await ok(second, 'person.signIn', { id: anId(700), name: null, passphrase: PASSPHRASES.officer })
    expect((await ok(second, 'person.entrance', {})).toReview).toBe(1)
    expect(await ok(second, 'person.alone', {})).toMatchObject([
      {
        action: 'enterprise.remove',
        actor: { name: '罗沙', alone: true },
        names: [{ name: anEnterprise({ id: anId(1) }).name.zh }],
        isSeen: false,
      },
    ])
    await ok(second, 'person.reviewAlone', {})
    expect((await ok(second, 'person.entrance', {})).toReview).toBe(0)
    expect(await ok(second, 'person.alone', {})).toMatchObject([{ isSeen: true }])
    // A second one is there: what is removed from now on somebody can look at.
    const again = await ok(door, 'enterprise.put', enterprise(2))
    await ok(door, 'enterprise.remove', { id: anId(2), base: again.version })
    expect(await lastActor(door)).not.toHaveProperty('alone')
  })
})

describe('from the second person on', () => {
  it('each has a passphrase, the first one first', async () => {
    const chief = window()
    await ok(chief, 'person.begin', CHIEF)
    const second = { base: null, doc: { ...OFFICER, id: anId(700) } }
    expect(await refused(chief, 'person.put', { ...second, passphrase: PASSPHRASES.officer })).toBe(
      'passphrase_first',
    )
    for (const [passphrase, code] of [
      ['1234567', 'passphrase_short'],
      ['12345678', 'passphrase_plain'],
      ['aaaaaaaa', 'passphrase_plain'],
    ] as const)
      expect(await refused(chief, 'person.setPassphrase', { old: null, passphrase })).toBe(code)
    await ok(chief, 'person.setPassphrase', { old: null, passphrase: PASSPHRASES.chief })
    expect(await refused(chief, 'person.put', { ...second, passphrase: null })).toBe('passphrase_needed')
    await ok(chief, 'person.put', { ...second, passphrase: PASSPHRASES.officer })
    expect(await lastActor(chief)).toMatchObject({ name: '罗沙', proved: true })
  })

  it('nothing is done in a window that nobody signed in to, not even read', async () => {
    await team(OFFICER)
    const stranger = window()
    const { persons, ...entrance } = await ok(stranger, 'person.entrance', {})
    expect(entrance).toMatchObject({ entrance: 'signIn', isIn: false })
    expect(persons.map(({ name }) => name).sort()).toEqual(['罗沙', '顾砚之'].sort())
    for (const call of ['enterprise.list', 'person.list', 'journal.list', 'mission.names'] as const)
      expect(await refused(stranger, call, {})).toBe('sign_in_first')
    expect(await refused(stranger, 'actor.set', { name: '罗沙', role: 'supervisor' })).toBe('sign_in_first')
    expect(await refused(stranger, 'enterprise.put', enterprise(1))).toBe('sign_in_first')
    expect(await signIn(stranger, '顾砚之', null)).toMatchObject({ code: 'passphrase_needed' })
    expect(await signIn(stranger, '王五', 'x')).toMatchObject({ code: 'person_unknown' })
    expect(await signIn(stranger, ' 040231 ', PASSPHRASES.officer)).toMatchObject({ ok: true })
    await ok(stranger, 'enterprise.put', enterprise(1))
    expect(await lastActor(stranger)).toEqual({
      name: '顾砚之',
      role: 'officer',
      personId: anId(700),
      proved: true,
    })
    await ok(stranger, 'person.signOut', {})
    expect(await refused(stranger, 'enterprise.names', {})).toBe('sign_in_first')
  })

  it('a role may what its table says, and the roles of one person together', async () => {
    const { chief } = await team(OFFICER, PILOT, READER)
    const as = async (name: string): Promise<InSession> => {
      const door = window()
      expect(await signIn(door, name, PASSPHRASES.officer)).toMatchObject({ ok: true })
      return door
    }
    const reader = await as('何一帆')
    expect(await refused(reader, 'enterprise.put', enterprise(1))).toBe('not_allowed')
    expect(await ok(reader, 'enterprise.names', {})).toEqual([])
    const next = { old: PASSPHRASES.officer, passphrase: PASSPHRASES.reader }
    await ok(reader, 'person.setPassphrase', next)
    const officer = await as('顾砚之')
    const { version } = await ok(officer, 'enterprise.put', enterprise(1))
    expect(await refused(officer, 'enterprise.remove', { id: anId(1), base: version })).toBe('not_allowed')
    const given = {
      base: null,
      doc: { ...PILOT, name: '何三', id: anId(750) },
      passphrase: PASSPHRASES.pilot,
    }
    expect(await refused(officer, 'person.put', given)).toBe('not_allowed')
    await ok(chief, 'enterprise.remove', { id: anId(1), base: version })
    expect(await lastActor(chief)).toMatchObject({ role: 'supervisor' })
    // Two roles in one person: the call says in which.
    await ok(chief, 'actor.set', { name: '罗沙', role: 'officer' })
    expect(await actorOf(chief)).toMatchObject({ role: 'officer', roles: ['supervisor', 'officer'] })
    const again = await ok(chief, 'enterprise.put', enterprise(2))
    expect(await lastActor(chief)).toMatchObject({ role: 'officer' })
    await ok(chief, 'enterprise.remove', { id: anId(2), base: again.version })
    expect(await lastActor(chief)).toMatchObject({ role: 'supervisor' })
    expect(await refused(chief, 'actor.set', { name: '罗沙', role: 'operator' })).toBe('actor_fixed')
  })

  it('wrong tries shut out, for longer each time, over restarts and a clock that is set back', async () => {
    await team(OFFICER)
    const door = window()
    for (let i = 0; i < 4; i++)
      expect(await signIn(door, '顾砚之', `falsch ${i}`)).toMatchObject({ code: 'passphrase_wrong' })
    expect(await signIn(door, '顾砚之', 'falsch 5')).toMatchObject({
      code: 'passphrase_wrong_wait',
      params: { seconds: 30 },
    })
    // The right one does not get in meanwhile, through no window; another person does.
    const right = () => signIn(window(), '顾砚之', PASSPHRASES.officer)
    expect(await right()).toMatchObject({ code: 'locked_out', params: { name: '顾砚之', seconds: 30 } })
    expect(await signIn(window(), '罗沙', PASSPHRASES.chief)).toMatchObject({ ok: true })
    nowMs += 20_000
    await host.close()
    open()
    expect(await right()).toMatchObject({ code: 'locked_out', params: { seconds: 10 } })
    nowMs -= 3_600_000
    expect(await right()).toMatchObject({ code: 'locked_out_back', params: { seconds: 30 } })
    nowMs += 29_000
    expect(await right()).toMatchObject({ code: 'locked_out' })
    nowMs += 1000
    expect(await signIn(window(), '顾砚之', 'falsch 6')).toMatchObject({
      code: 'passphrase_wrong_wait',
      params: { seconds: 60 },
    })
    nowMs += 60_000
    expect(await right()).toMatchObject({ ok: true })
    expect(await signIn(window(), '顾砚之', 'falsch 7')).toMatchObject({ code: 'passphrase_wrong' })
  })

  it('many tries at once are as many as they are', async () => {
    await team(OFFICER)
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => signIn(window(), '顾砚之', `falsch ${i}`)),
    )
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.code))
    expect(codes.filter((code) => code.startsWith('passphrase_wrong'))).toHaveLength(5)
    expect(codes.filter((code) => code === 'locked_out')).toHaveLength(7)
  })

  it('a passphrase that is set anew shuts out who used the old one, and is a supervisor’s to set', async () => {
    const { chief, ids } = await team(OFFICER)
    const door = window()
    await signIn(door, '顾砚之', PASSPHRASES.officer)
    for (let i = 0; i < 6; i++) await signIn(window(), '顾砚之', `falsch ${i}`)
    nowMs += 1
    const [, id = ''] = ids
    const people = await ok(chief, 'person.list', {})
    const base = people.find(({ doc }) => doc.id === id)?.version
    if (!base) throw new Error('nobody')
    expect(await refused(door, 'person.resetPassphrase', { id, base, passphrase: PASSPHRASES.pilot })).toBe(
      'not_allowed',
    )
    await ok(chief, 'person.resetPassphrase', { id, base, passphrase: PASSPHRASES.pilot })
    expect(await refused(chief, 'person.resetPassphrase', { id, base, passphrase: PASSPHRASES.pilot })).toBe(
      'conflict',
    )
    expect(await refused(door, 'enterprise.names', {})).toBe('sign_in_first')
    // Whoever was shut out need not wait: the old tries were of the old one.
    expect(await signIn(door, '顾砚之', PASSPHRASES.pilot)).toMatchObject({ ok: true })
    expect(await ok(door, 'person.entrance', {})).toMatchObject({ mustChange: true })
    const [entry] = await ok(chief, 'journal.list', {
      aggregate: 'person',
      id,
      beforeArrival: null,
      limit: 1,
    })
    expect(entry).toMatchObject({ action: 'person.resetPassphrase', actor: { name: '罗沙' } })
    expect(await refused(chief, 'journal.undo', { entry: entry?.hash })).toBe('undo_person')
  })

  it('a lock keeps all but what was begun, until its person signs in again', async () => {
    const { chief } = await team(OFFICER)
    const { version } = await ok(chief, 'enterprise.put', enterprise(1))
    await ok(chief, 'person.lock', {})
    expect(await ok(chief, 'person.entrance', {})).toMatchObject({ isLocked: true, isIn: false })
    for (const [call, input] of [
      ['enterprise.names', {}],
      ['enterprise.remove', { id: anId(1), base: version }],
      ['footage.export', { items: [], unmasked: null }],
    ] as const)
      expect(await refused(chief, call, input)).toBe('locked')
    expect(await ok(chief, 'link.status', {})).toMatchObject({ link: null })
    expect(await refused(chief, 'footage.ingest', { files: ['gone'], flightId: null })).toBe('unknown_file')
    expect(await signIn(chief, '罗沙', 'falsch 12')).toMatchObject({ code: 'passphrase_wrong' })
    await ok(chief, 'person.signIn', { id: null, name: '罗沙', passphrase: PASSPHRASES.chief })
    expect(await ok(chief, 'enterprise.names', {})).toHaveLength(1)
  })

  it('no call tells what a passphrase is kept as', async () => {
    const { chief, ids } = await team(OFFICER)
    const made = await ok(chief, 'release.print', { count: 2, language: 'zh' })
    await ok(chief, 'person.makeRecovery', { language: 'zh' })
    const told = [
      await ok(chief, 'person.list', {}),
      await ok(chief, 'release.sheets', {}),
      await ok(chief, 'person.entrance', {}),
      await ok(chief, 'journal.list', {
        aggregate: 'person',
        id: ids[0] ?? '',
        beforeArrival: null,
        limit: 9,
      }),
      made,
      await ok(chief, 'journal.read', {}),
    ]
    expect(JSON.stringify(told)).not.toMatch(/scrypt/)
    expect(fs.readFileSync(path.join(dir, 'w', 'sortie.db')).includes(PASSPHRASES.chief)).toBe(false)
  })
})

describe('somebody', () => {
  it('who leaves hands over open work or leaves it with their name, and gets in no more', async () => {
    const { chief } = await team(OFFICER, PILOT)
    const door = window()
    await signIn(door, '顾砚之', PASSPHRASES.officer)
    await ok(chief, 'enterprise.put', enterprise(1))
    const opened = await ok(chief, 'finding.open', {
      finding: {
        title: '围墙破损',
        category: '',
        level: 'general',
        risk: null,
        owner: '顾砚之',
        assetId: null,
        enterpriseId: anId(1),
        recursOfId: null,
      },
      sighting: {
        flightId: null,
        footageId: null,
        momentS: null,
        region: null,
        at: { lat: 41.7, lon: 109.9 },
        seenAtMs: nowMs,
        seenFrom: 'site',
        outcome: 'first',
        level: 'general',
        words: '',
      },
    })
    const base = (await ok(chief, 'person.list', {})).find(({ doc }) => doc.name === '顾砚之')?.version
    if (!base) throw new Error('nobody')
    const leave = { id: anId(700), base, handOverToId: null, isConfirmed: false }
    const answer = await chief.call('person.leave', leave)
    expect(answer).toMatchObject({
      code: 'person_has_work',
      params: { name: '顾砚之', count: 1, list: '围墙破损' },
    })
    expect(await ok(chief, 'person.openWork', { id: anId(700) })).toHaveLength(1)
    await ok(chief, 'person.leave', { ...leave, handOverToId: anId(701) })
    expect((await ok(chief, 'finding.get', { id: opened.doc.id })).doc.owner).toBe('孟青棠')
    expect(await refused(door, 'enterprise.names', {})).toBe('sign_in_first')
    expect(await signIn(door, '顾砚之', PASSPHRASES.officer)).toMatchObject({ code: 'person_unknown' })
  })

  it('is there once: a twin is refused, one of the same name has a number of their own', async () => {
    const { chief } = await team(OFFICER)
    const twin = { base: null, doc: { ...OFFICER, id: anId(701) }, passphrase: PASSPHRASES.pilot }
    expect(await refused(chief, 'person.put', twin)).toBe('person_twin')
    await ok(chief, 'person.put', { ...twin, doc: { ...twin.doc, number: '040999' } })
    expect(await signIn(window(), '顾砚之', PASSPHRASES.officer)).toMatchObject({ code: 'person_ambiguous' })
    expect(await signIn(window(), '040999', PASSPHRASES.pilot)).toMatchObject({ ok: true })
  })

  it('who forgot the passphrase gets in by the printed code, once', async () => {
    const { chief, ids } = await team(OFFICER)
    const { downloadId } = await ok(chief, 'person.makeRecovery', { language: 'zh' })
    const page = fs.readFileSync(host.download(downloadId)?.path ?? '', 'utf8')
    const [code = ''] = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(page) ?? []
    const [id = ''] = ids
    const lost = window()
    const next = { id, passphrase: '新的口令 2027' }
    expect(await refused(lost, 'person.recover', { ...next, code: 'ABCD' })).toBe('code_mistyped')
    expect(await refused(lost, 'person.recover', { ...next, code: '0000-0000-0000-0000' })).toBe(
      'recovery_wrong',
    )
    nowMs += 1
    await ok(lost, 'person.recover', { ...next, code: code.toLowerCase().replaceAll('-', ' ') })
    expect(await actorOf(lost)).toMatchObject({ name: '罗沙', proved: true })
    expect(await refused(chief, 'enterprise.names', {})).toBe('sign_in_first')
    expect(await refused(window(), 'person.recover', { ...next, code })).toBe('recovery_wrong')
    expect(await signIn(window(), '罗沙', '新的口令 2027')).toMatchObject({ ok: true })
  })
})

describe('the release of an error', () => {
  const release = { reason: '演练', by: '罗沙', role: '负责人', emergencyBasis: '储罐着火' }
  /** A mission without an authorisation, which does not leave without a release; how it is asked for. */
  async function held(door: InSession, n: number, more: object = {}) {
    const mission = aMission({ id: anId(n), siteIds: [], authorisation: null })
    const { version } = await ok(door, 'mission.put', { base: null, doc: mission })
    const wish = { id: mission.id, base: version, format: 'qgc-plan' as const }
    const let_ = (release: object | null) => door.call('mission.export', { ...wish, release })
    expect(await let_(null)).toMatchObject({ code: 'unsafe' })
    return (given: object = {}) => let_({ ...release, ...more, ...given })
  }
  const printed = async (chief: InSession, count: number): Promise<string[]> => {
    const { downloadId } = await ok(chief, 'release.print', { count, language: 'zh' })
    const page = fs.readFileSync(host.download(downloadId)?.path ?? '', 'utf8')
    return page.match(/[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/g) ?? []
  }
  const pilotOf = async (): Promise<InSession> => {
    const pilot = window()
    await ok(pilot, 'person.signIn', { id: null, name: '孟青棠', passphrase: PASSPHRASES.officer })
    return pilot
  }

  it('is a supervisor’s in person: signed in, or their passphrase typed now', async () => {
    const { chief, ids } = await team(OFFICER, PILOT)
    const pilot = await pilotOf()
    const asked = await held(pilot, 301)
    expect(await asked()).toMatchObject({ code: 'release_unproved', params: { name: '罗沙' } })
    expect(await asked({ by: '顾砚之' })).toMatchObject({ code: 'release_no_supervisor' })
    expect(await asked({ by: '张三' })).toMatchObject({ code: 'person_unknown' })
    expect(await asked({ passphrase: 'falsch 123' })).toMatchObject({ code: 'passphrase_wrong' })
    expect(await asked({ passphrase: PASSPHRASES.chief })).toMatchObject({ ok: true })
    const [frozen] = await ok(pilot, 'mission.frozen', { id: anId(301) })
    expect(frozen?.doc.releases).toMatchObject([
      { by: '罗沙', personId: ids[0], proof: 'passphrase', reason: '演练' },
    ])
    expect(JSON.stringify(frozen)).not.toContain(PASSPHRASES.chief)
    expect(await lastActor(pilot)).toMatchObject({ name: '孟青棠', proved: true })
    const own = await held(chief, 302)
    expect(await own()).toMatchObject({ ok: true })
    expect((await ok(chief, 'mission.frozen', { id: anId(302) }))[0]?.doc.releases[0]).toMatchObject({
      proof: 'signedIn',
    })
  })

  it('is not what a mission file says of itself', async () => {
    await team(PILOT)
    const pilot = await pilotOf()
    const { evaluated } = await missionFileOf(pilot)
    expect(await pilot.call('mission.exportFile', evaluated)).toMatchObject({ code: 'unsafe' })
  })

  /** A mission file with a release that somebody wrote into it. */
  async function missionFileOf(door: InSession) {
    const mission = aMission({ id: anId(310), siteIds: [], authorisation: null })
    await ok(door, 'mission.put', { base: null, doc: mission })
    const { revision, verdict } = await ok(door, 'mission.evaluate', { id: mission.id })
    const rules = [...new Set(verdict.items.map(({ rule }) => rule))]
    const forged = { ...release, revision, rules, atMs: NOW_MS }
    const file = {
      format: 'sortie-mission' as const,
      version: 1 as const,
      mission,
      sites: [],
      releases: [forged],
    }
    return { evaluated: { file, format: 'qgc-plan', release: null } }
  }

  it('is given by a one-time code, once, for one revision, which the journal binds to code and person', async () => {
    const { chief, ids } = await team(PILOT)
    const [first = '', second = ''] = await printed(chief, 3)
    const pilot = await pilotOf()
    const asked = await held(pilot, 301)
    const mistyped = first.slice(0, -1) + (first.endsWith('0') ? '1' : '0')
    expect(await asked({ code: mistyped })).toMatchObject({ code: 'code_mistyped' })
    expect(await asked({ code: first.toLowerCase() })).toMatchObject({ ok: true })
    const [sheet] = await ok(chief, 'release.sheets', {})
    const [frozen] = await ok(chief, 'mission.frozen', { id: anId(301) })
    expect(sheet?.doc.codes[0]?.used).toMatchObject({
      revision: frozen?.doc.revision,
      by: { name: '孟青棠', personId: ids[1] },
    })
    expect(frozen?.doc.releases).toMatchObject([
      { by: '罗沙', personId: ids[0], proof: 'code', code: `${sheet?.doc.tag}-1` },
    ])
    const [entry] = await ok(chief, 'journal.list', {
      aggregate: null,
      id: null,
      beforeArrival: null,
      limit: 1,
    })
    expect(entry?.changes.map(({ aggregate }) => aggregate).sort()).toEqual(['frozen', 'releaseSheet'])
    expect(await refused(chief, 'journal.undo', { entry: entry?.hash })).toBe('undo_person')
    const other = await held(pilot, 302)
    expect(await other({ code: first })).toMatchObject({ code: 'code_used', params: { by: '孟青棠' } })
    // Two at once with one code: one of them.
    const third = await held(pilot, 303)
    const answers = await Promise.all([other({ code: second }), third({ code: second })])
    expect(answers.filter(({ ok: isOk }) => isOk)).toHaveLength(1)
  })

  it('is not given by a code of a sheet that was withdrawn or is of another workspace, nor by guessing', async () => {
    const { chief } = await team(PILOT)
    const [code = ''] = await printed(chief, 1)
    const pilot = await pilotOf()
    const asked = await held(pilot, 301)
    const foreign = makeCode('ZZZ', 0, new Uint8Array(CODE_RANDOM_BYTES)).text
    expect(await asked({ code: foreign })).toMatchObject({ code: 'code_unknown' })
    const guesses = [1, 2, 3, 4].map(
      (n) => makeCode(code.slice(0, 3), 0, new Uint8Array(CODE_RANDOM_BYTES).fill(n)).text,
    )
    for (const guess of guesses) expect(await asked({ code: guess })).toMatchObject({ code: 'code_unknown' })
    expect(await asked({ code })).toMatchObject({ code: 'locked_out' })
    nowMs += 30_000
    const [sheet] = await ok(chief, 'release.sheets', {})
    if (!sheet) throw new Error('no sheet')
    await ok(chief, 'release.withdraw', { id: sheet.doc.id, base: sheet.version })
    expect(await asked({ code })).toMatchObject({ code: 'code_withdrawn' })
  })
})
