/** The journal as sentences say it: by whom, of what, of which kind and day; and what of looking at originals is in it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallInput, JournalLine } from '../../../src/contract/index.ts'
import type { Version } from '../../../src/core/units/id.ts'
import { anEnterprise, anId } from '../../builders/enterprise.ts'
import { aPhotoFile } from '../../builders/photoFile.ts'
import { callsOver, type ScratchServices, scratchServices } from '../../builders/services.ts'
import { aSite } from '../../builders/site.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
let services: ScratchServices
let nowMs = 0
const call = callsOver(() => services)
const read = async (filter: CallInput<'journal.read'> = {}): Promise<readonly JournalLine[]> =>
  (await call('journal.read', filter)).lines
const asWhom = (name: string) => call('actor.set', { name, role: 'officer' })

beforeEach(async () => {
  nowMs = Date.UTC(2026, 4, 20)
  services = scratchServices({ pollMs: 0, nowMs: () => nowMs })
  await asWhom('顾砚之')
})
afterEach(() => services.close())

const enterprise = (n: number, name: string) => anEnterprise({ id: anId(n), name: { zh: name, en: name } })
const put = (n: number, name: string, base: Version | null = null) =>
  call('enterprise.put', { base, doc: enterprise(n, name) })

describe('the journal', () => {
  it('says who made, changed and deleted what under which name, and what it was and is', async () => {
    const made = await put(1, '甲')
    const renamed = await put(1, '乙', made.version)
    await call('actor.set', { name: '顾砚之', role: 'supervisor' })
    await call('enterprise.remove', { id: anId(1), base: renamed.version })
    const name = (text: string) => ({ zh: text, en: text })
    expect(await read()).toMatchObject([
      { action: 'enterprise.remove', subjects: [{ called: name('乙'), how: 'deleted' }], changed: null },
      {
        action: 'enterprise.edit',
        actor: { name: '顾砚之', role: 'officer' },
        subjects: [{ aggregate: 'enterprise', id: anId(1), called: name('乙'), how: 'changed' }],
        total: 1,
        changed: { before: { name: name('甲') }, after: { name: name('乙') }, more: 0 },
      },
      { subjects: [{ called: name('甲'), how: 'made' }], changed: null },
    ])
  })

  it('calls what takes back an undo a redo, however often', async () => {
    const made = await put(1, '甲')
    let { entry } = await put(1, '乙', made.version)
    for (let i = 0; i < 4; i++) ({ entry } = await call('journal.undo', { entry }))
    const undone = (await read({ limit: 4 })).map((line) => line.undone)
    expect(undone).toEqual(
      [true, false, true, false].map((isRedo) => ({ action: 'enterprise.edit', isRedo })),
    )
  })

  it('is asked for by person, kind, one thing and day, and by all of them at once', async () => {
    await put(1, '甲')
    nowMs += DAY_MS
    await asWhom('孟青棠')
    await put(2, '乙')
    await call('site.put', { base: null, doc: aSite({ id: anId(9), enterpriseId: anId(1) }) })
    nowMs += DAY_MS
    await asWhom('顾砚之')
    await put(3, '丙')
    const named = async (filter: CallInput<'journal.read'>) =>
      (await read(filter)).map(({ subjects }) => subjects[0]?.id)
    expect(await named({})).toEqual([3, 9, 2, 1].map(anId))
    expect(await named({ who: '孟青棠' })).toEqual([9, 2].map(anId))
    expect(await named({ aggregate: 'enterprise' })).toEqual([3, 2, 1].map(anId))
    expect(await named({ aggregate: 'site' })).toEqual([anId(9)])
    expect(await named({ aggregate: 'enterprise', id: anId(1) })).toEqual([anId(1)])
    const day = Date.UTC(2026, 4, 21)
    expect(await named({ fromMs: day, toMs: day + DAY_MS })).toEqual([9, 2].map(anId))
    expect(await named({ fromMs: day, toMs: day + DAY_MS, who: '顾砚之' })).toEqual([])
    expect(await named({ fromMs: day, toMs: day + DAY_MS, who: '孟青棠', aggregate: 'site' })).toEqual([
      anId(9),
    ])
    expect(await named({ fromMs: day + DAY_MS })).toEqual([anId(3)])
    expect(await named({ toMs: day })).toEqual([anId(1)])
    expect(await named({ who: '孟青棠', aggregate: 'enterprise' })).toEqual([anId(2)])
    expect(await named({ who: 'nobody' })).toEqual([])
    expect(await services.call('journal.read', { id: anId(1) })).toMatchObject({
      ok: false,
      code: 'bad_input',
    })
    expect(await call('journal.writers', {})).toEqual([
      { who: '孟青棠', name: '孟青棠', role: 'officer' },
      { who: '顾砚之', name: '顾砚之', role: 'officer' },
    ])
  })

  it('comes page by page, each entry once', async () => {
    for (let n = 1; n <= 7; n++) await put(n, `企业${n}`)
    const seen: string[] = []
    let before: number | null = null
    do {
      const page: { lines: JournalLine[]; next: number | null } = await call('journal.read', {
        before,
        limit: 3,
      })
      seen.push(...page.lines.map(({ hash }) => hash))
      before = page.next
    } while (before !== null)
    expect(seen).toHaveLength(7)
    expect(new Set(seen).size).toBe(7)
  })

  it('tells no hash of a passphrase', async () => {
    const answer = await services.call('journal.read', { limit: 100 })
    expect(JSON.stringify(answer)).not.toContain('$scrypt')
  })
})

describe('looking at an original', () => {
  async function aPicture(): Promise<string> {
    const file = services.given('a.jpg', aPhotoFile(nowMs, 1))
    const { footage } = await call('footage.ingest', { files: [file], flightId: null })
    return footage[0]?.doc.id ?? ''
  }
  const masked = async (id: string) => {
    const { version } = await call('footage.get', { id })
    const ring: [number, number][] = [
      [0.1, 0.1],
      [0.2, 0.1],
      [0.2, 0.2],
    ]
    await call('footage.setMasks', {
      id,
      base: version,
      masks: [{ id: 'm1', reason: 'person', fromS: null, toS: null, keys: [{ momentS: 0, ring }] } as never],
    })
  }
  const views = async () => (await read()).filter(({ action }) => action.startsWith('footage.view'))

  it('shown large is in the journal where it has masks, once a person, picture and hour', async () => {
    const id = await aPicture()
    expect(await call('footage.view', { id })).toEqual({ isNoted: false })
    await masked(id)
    expect(await call('footage.view', { id })).toEqual({ isNoted: true })
    expect(await call('footage.view', { id })).toEqual({ isNoted: false })
    await asWhom('孟青棠')
    expect(await call('footage.view', { id })).toEqual({ isNoted: true })
    nowMs += HOUR_MS
    expect(await call('footage.view', { id })).toEqual({ isNoted: true })
    expect(await views()).toMatchObject([
      { actor: { name: '孟青棠' }, subjects: [{ id, called: 'a.jpg', how: 'about' }], total: 1 },
      { actor: { name: '孟青棠' } },
      { actor: { name: '顾砚之' }, action: 'footage.view:large' },
    ])
    expect(await read({ aggregate: 'footage', id })).toHaveLength(5)
    expect(await read({ aggregate: 'footage', who: '孟青棠' })).toHaveLength(2)
    expect(await call('workspace.verify', {})).toMatchObject({ ok: true })
  })

  it('opened outside is in it, whoever may', async () => {
    const id = await aPicture()
    await call('footage.openOutside', { id })
    await call('footage.openOutside', { id })
    expect(await views()).toMatchObject([{ action: 'footage.view:outside', subjects: [{ id }] }])
  })

  it('of who only reads is in it too', async () => {
    const id = await aPicture()
    await masked(id)
    await call('actor.set', { name: '文观', role: 'reader' })
    expect(await call('footage.view', { id })).toEqual({ isNoted: true })
    expect((await views())[0]).toMatchObject({ actor: { name: '文观', role: 'reader' } })
  })
})
