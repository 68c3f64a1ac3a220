import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { vi } from 'vitest'
import { ApiError, api } from '../../../../renderer/api/client.ts'
import type { CallName, CallOutput, ContractEvent, InSession } from '../../../../src/contract/index.ts'
import type { Mission } from '../../../../src/core/mission/mission.ts'
import type { Site } from '../../../../src/core/site/site.ts'
import type { Version } from '../../../../src/core/units/id.ts'
import { openServices } from '../../../builders/services.ts'
import { anEnterprise, anId } from '../../../builders/enterprise.ts'
import { aMission } from '../../../builders/mission.ts'
import { aSite, box } from '../../../builders/site.ts'

export const SITE = anId(101)
export const OTHER_SITE = anId(102)
export const MISSION = anId(201)

const enterprise = anEnterprise()
export const site = (over: Partial<Site> = {}): Site =>
  aSite({ id: SITE, enterpriseId: enterprise.id, ...over })
export const mission = (over: Partial<Mission> = {}): Mission =>
  aMission({ id: MISSION, siteIds: [SITE], ...over })

type Stored = { doc: { id: string }; version: Version }

/** How the door answers a call: at once, or when the test says so, or not at all. */
type Way = (name: CallName, input: unknown) => Promise<void>

export type EditingDoor = {
  host: InSession
  /** What the renderer asked, in order. */
  asked: { name: CallName; input: unknown }[]
  /** Goes before every answer; throwing is a refusal. */
  setWay(way: Way): void
  /** Goes between an answer and whoever asked. */
  setWayBack(way: Way): void
  call<N extends CallName>(name: N, input: unknown): Promise<CallOutput<N>>
  /** Both sites and the mission as they were at first. */
  reset(): Promise<void>
  close(): Promise<void>
}

/** The renderer's one way to the services, led to real ones over a workspace of their own. */
export async function openEditingDoor(): Promise<EditingDoor> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-editing-'))
  const host = openServices({ home })
  const asked: EditingDoor['asked'] = []
  let way: Way = async () => undefined
  let wayBack: Way = async () => undefined
  const straight = async (name: string, input: unknown): Promise<unknown> => {
    const answer = await host.call(name, structuredClone(input))
    if (!answer.ok) throw new ApiError(answer.code, answer.params)
    return structuredClone(answer.value)
  }
  vi.spyOn(api, 'call').mockImplementation((async (name: CallName, input: unknown) => {
    asked.push({ name, input })
    await way(name, input)
    const answer = await straight(name, input)
    await wayBack(name, input)
    return answer
  }) as never)
  vi.spyOn(api, 'on').mockImplementation((listener: (event: ContractEvent) => void) => host.on(listener))
  await straight('actor.set', { name: '孟青棠', role: 'supervisor' })
  await straight('enterprise.put', { base: null, doc: enterprise })
  const versionOf = async (aggregate: 'site' | 'mission', id: string): Promise<Version | null> => {
    if (aggregate === 'mission') {
      const answer = await host.call('mission.get', { id })
      return answer.ok ? (answer.value as Stored).version : null
    }
    const stored = (await straight('site.list', { enterpriseId: null })) as Stored[]
    return stored.find(({ doc }) => doc.id === id)?.version ?? null
  }
  const put = async (aggregate: 'site' | 'mission', doc: Site | Mission): Promise<void> => {
    await straight(`${aggregate}.put`, { base: await versionOf(aggregate, doc.id), doc })
  }
  return {
    host,
    asked,
    setWay: (next) => {
      way = next
    },
    setWayBack: (next) => {
      wayBack = next
    },
    call: straight as EditingDoor['call'],
    async reset() {
      way = async () => undefined
      wayBack = async () => undefined
      await put('site', site())
      await put('site', site({ id: OTHER_SITE, boundary: box(300, 0, 500, 200) }))
      await put('mission', mission())
      asked.length = 0
    },
    async close() {
      vi.restoreAllMocks()
      await host.close()
      fs.rmSync(home, { recursive: true, force: true })
    },
  }
}

/** A worker of planning that keeps what it is asked and never answers. */
export function silentWorker(): { asked: { mission: Mission; sites: Site[]; isDraft: boolean }[] } {
  const asked: { mission: Mission; sites: Site[]; isDraft: boolean }[] = []
  class Silent {
    onmessage = null
    postMessage(question: (typeof asked)[number]): void {
      asked.push(question)
    }
    terminate(): void {
      this.onmessage = null
    }
  }
  vi.stubGlobal('Worker', Silent)
  return { asked }
}

/** A promise that is kept when told to. */
export function gate(): { promise: Promise<void>; open(): void } {
  let open = (): void => undefined
  const promise = new Promise<void>((resolve) => {
    open = resolve
  })
  return { promise, open: () => open() }
}
