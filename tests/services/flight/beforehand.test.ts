import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { departuresBeforehand } from '../../../src/services/flight/beforehand.ts'
import { idsOfFlights } from '../../../src/store/flights.ts'
import { departuresOfFlights } from '../../../src/store/keptFlights.ts'
import { openWorkspace } from '../../../src/store/workspace.ts'
import { demoServices } from '../../builders/services.ts'

afterEach(() => void vi.useRealTimers())

test('what flights did that was not approved is known before anybody asks, once a workspace has been open for a while', async () => {
  const services = await demoServices()
  const opened = openWorkspace(path.join(services.dir, 'home/demo'), { create: false })
  if (!opened.ok) throw new Error(opened.code)
  const workspace = opened.value
  vi.useFakeTimers()
  const beforehand = departuresBeforehand()
  try {
    const ids = idsOfFlights(workspace.db)
    expect(ids.length).toBeGreaterThan(0)
    beforehand.begin(workspace)
    const prepare = vi.spyOn(workspace.db, 'prepare')
    const readsOfFlights = () => prepare.mock.calls.filter(([sql]) => / flight\b/.test(sql)).length
    vi.advanceTimersByTime(1000)
    expect(readsOfFlights()).toBe(0)
    vi.advanceTimersByTime(60_000)
    expect(readsOfFlights()).toBeGreaterThan(0)
    prepare.mockClear()
    const known = departuresOfFlights(workspace.db, ids)
    expect(readsOfFlights()).toBe(0)
    // The same as what is worked out of a workspace that nobody has looked at yet.
    const again = openWorkspace(workspace.dir, { create: false })
    if (!again.ok) throw new Error(again.code)
    expect(known).toEqual(departuresOfFlights(again.value.db, ids))
    again.value.close()
    // Nothing goes on over a workspace that is closed.
    beforehand.begin(workspace)
    beforehand.begin(null)
    prepare.mockClear()
    vi.advanceTimersByTime(60_000)
    expect(prepare).not.toHaveBeenCalled()
  } finally {
    beforehand.close()
    vi.useRealTimers()
    workspace.close()
    await services.close()
  }
})
