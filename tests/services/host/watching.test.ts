import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ContractEvent, InSession } from '../../../src/contract/index.ts'
import { anEnterprise, anId } from '../../builders/enterprise.ts'
import { called, openServices } from '../../builders/services.ts'

let dir: string
let mine: InSession
let other: InSession
let told: ContractEvent[]
const open = (name: string, pollMs: number): InSession =>
  openServices({ home: path.join(dir, name), workspaceDir: path.join(dir, 'w'), pollMs })

beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-watching-'))
  mine = open('mine', 5)
  other = open('other', 0)
  told = []
  mine.on((event) => told.push(event))
})

afterEach(async () => {
  await mine.close()
  await other.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

const put = (services: InSession, n: number) =>
  called(services, 'enterprise.put', { base: null, doc: { ...anEnterprise(), id: anId(n) } })
const ids = (): string[] =>
  told.flatMap((event) => (event.type === 'changed' ? event.changes.map(({ id }) => id) : []))

describe('services that look for what others write', () => {
  it('tell of it as of their own, each change once and in its order', async () => {
    await put(mine, 1)
    await put(other, 2)
    await expect.poll(ids).toContain(anId(2))
    await put(mine, 3)
    await put(other, 4)
    // What was told twice would stand before what came later.
    await expect.poll(ids).toContain(anId(4))
    expect(ids()).toEqual([1, 2, 3, 4].map(anId))
  })

  it('tell of what came before a write of their own, too', async () => {
    await put(other, 1)
    await put(mine, 2)
    await put(other, 3)
    await expect.poll(ids).toContain(anId(3))
    expect(new Set(ids())).toEqual(new Set([1, 2, 3].map(anId)))
  })
})
