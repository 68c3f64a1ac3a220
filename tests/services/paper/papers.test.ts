import fs from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallOutput } from '../../../src/contract/index.ts'
import type { ScratchServices } from '../../builders/services.ts'
import { callsOver, demoServices } from '../../builders/services.ts'

let services: ScratchServices
const ask = callsOver(() => services)
/** The demo's supervisor acts: who may make papers, and void them. */
beforeAll(async () => {
  services = await demoServices()
  await ask('actor.set', { name: '贺兰舟', role: 'supervisor' }).catch(() => undefined)
})
afterAll(() => services.close())

const bytesOf = (downloadId: string): Uint8Array => {
  const found = services.download(downloadId)
  if (!found) throw new Error(downloadId)
  return fs.readFileSync(found.path)
}
const textIn = (bytes: Uint8Array): string =>
  strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array()).replace(/<[^>]+>/g, '')

async function anOrder(): Promise<CallOutput<'order.list'>['rows'][number]> {
  const { rows } = await ask('order.list', { enterpriseId: null, openOnly: false, limit: 100 })
  const found = rows.find(({ state }) => state === 'served')
  if (!found) throw new Error('no order is served')
  return found
}

test('an order has its paper: its own number, what it demands, the journal head, and no tag or gap left', async () => {
  const order = await anOrder()
  const made = await ask('paper.make', {
    kind: 'order',
    of: { aggregate: 'rectificationOrder', id: order.id },
  })
  expect(made.doc).toMatchObject({ kind: 'order', no: order.no, enterpriseId: order.enterpriseId })
  const { fileName, downloadId } = await ask('paper.fetch', { id: made.doc.id, version: null })
  expect(fileName).toMatch(/^责令整改通知书 .* v1\.docx$/)
  const text = textIn(bytesOf(downloadId))
  expect(text).toContain(order.no)
  expect(text).toContain('责令整改通知书')
  expect(text).not.toMatch(/undefined|null|[{}]|NaN|\[object/)
  const { status } = { status: await ask('workspace.status', {}) }
  expect(status.unreadable).toEqual([])
})
