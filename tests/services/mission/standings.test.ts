/** How missions stand in lists: worked out beside all calls, and what the verdict of the open mission says. */
import { afterEach, describe, expect, it } from 'vitest'
import type { CallOutput, ContractEvent } from '../../../src/contract/index.ts'
import { anId } from '../../builders/enterprise.ts'
import { aMission } from '../../builders/mission.ts'
import { called, demoServices, type ScratchServices, scratchServices } from '../../builders/services.ts'

let services: ScratchServices | null = null
afterEach(async () => {
  await services?.close()
  services = null
})

type Standings = CallOutput<'mission.standings'>

/** Asks, and asks again whenever something became known, until all of it is. */
async function known(door: ScratchServices, ids: string[]): Promise<Standings> {
  let told: (() => void) | null = null
  const stop = door.on((event: ContractEvent) => {
    if (event.type === 'judged') told?.()
  })
  try {
    for (;;) {
      const next = new Promise<void>((resolve) => {
        told = resolve
      })
      const rows = await called(door, 'mission.standings', { ids })
      if (rows.every(({ standing }) => standing !== null)) return rows
      await next
    }
  } finally {
    stop()
  }
}

describe('the standing of a mission', () => {
  it('is what its verdict says when it is opened, of every mission of the demo', async () => {
    services = await demoServices()
    const { rows } = await called(services, 'mission.list', { siteId: null, limit: 100 })
    const ids = rows.map(({ id }) => id)
    const first = await called(services, 'mission.standings', { ids })
    // Whoever asks waits for nothing.
    expect(first.every(({ standing }) => standing === null)).toBe(true)
    const all = await known(services, ids)
    expect(all.map(({ id }) => id)).toEqual(ids)
    const said = []
    for (const id of ids) {
      const { verdict } = await called(services, 'mission.evaluate', { id })
      const { errors, warnings, unknown } = verdict
      said.push({ id, errors, warnings, unknown })
    }
    expect(
      all.map(({ id, standing }) => ({
        id,
        errors: standing?.errors,
        warnings: standing?.warnings,
        unknown: standing?.unknown,
      })),
    ).toEqual(said)
    expect(said.some(({ errors }) => errors > 0)).toBe(true)
    expect(said.some(({ errors }) => errors === 0)).toBe(true)
  })

  it('is not known any more once anything changed that it goes by, and then is what follows from that', async () => {
    services = scratchServices()
    const door = services
    const doc = aMission({ id: anId(201), siteIds: [] })
    const made = await called(door, 'mission.put', { base: null, doc })
    const [before] = await known(door, [doc.id])
    expect(before?.standing).toMatchObject({ isReleased: false, left: 'never' })
    const again = await called(door, 'mission.standings', { ids: [doc.id] })
    expect(again).toEqual([before])

    const unfenced = { ...doc, fence: [] }
    await called(door, 'mission.put', { base: made.version, doc: unfenced })
    expect(await called(door, 'mission.standings', { ids: [doc.id] })).toEqual([
      { id: doc.id, standing: null },
    ])
    const [after] = await known(door, [doc.id])
    const { verdict } = await called(door, 'mission.evaluate', { id: doc.id })
    expect(after?.standing).toMatchObject({ errors: verdict.errors, warnings: verdict.warnings })
    expect(after?.standing?.errors).not.toBe(before?.standing?.errors)
  })

  it('says that it was released and left, and that it was changed since', async () => {
    services = scratchServices()
    const door = services
    await called(door, 'actor.set', { name: '赵敏', role: 'supervisor' })
    const doc = aMission({ id: anId(202), siteIds: [], fence: [] })
    const made = await called(door, 'mission.put', { base: null, doc })
    await known(door, [doc.id])
    const release = { reason: '演练', by: '赵敏', role: '负责人', emergencyBasis: '演练令 1 号' }
    await called(door, 'mission.export', { id: doc.id, base: made.version, format: 'qgc-plan', release })
    const [released] = await known(door, [doc.id])
    expect(released?.standing).toMatchObject({ isReleased: true, left: 'asIs' })
    await called(door, 'mission.put', { base: made.version, doc: { ...doc, remarks: '改' } })
    const [changed] = await known(door, [doc.id])
    expect(changed?.standing).toMatchObject({ isReleased: false, left: 'changed' })
  })

  it('is of no mission that is not here', async () => {
    services = scratchServices()
    expect(await called(services, 'mission.standings', { ids: [anId(999)] })).toEqual([])
  })
})
