import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Answer } from '../../src/contract/index.ts'
import { type Desktop, openDesktop } from './harness.ts'

declare const sortie: {
  call(name: string, input: unknown): Promise<Answer>
  files(files: File[]): Promise<{ ref: string }[]>
}

const SAMPLES = path.resolve(import.meta.dirname, '../../missions/demo/footage')
/** So many times the workspace goes while the map draws its picture: one in three of them once found nobody to ask. */
const ROUNDS = 4

let home: string
let complaints: string[]

const leave = async (desktop: Desktop): Promise<void> => {
  await desktop.quit()
  const { errors, foreign, violations } = desktop.watched
  complaints.push(...errors, ...foreign, ...violations)
  fs.rmSync(desktop.downloads, { recursive: true, force: true })
}
const openedOwn = (desktop: Desktop): Promise<Answer> =>
  desktop.page.evaluate(async () => {
    await sortie.call('workspace.openDemo', {})
    return sortie.call('workspace.openOwn', {})
  })

beforeAll(async () => {
  complaints = []
  const desktop = await openDesktop()
  home = desktop.home
  await desktop.page.evaluate(() => {
    const input = document.createElement('input')
    input.type = 'file'
    input.id = 'chosen-by-the-test'
    document.body.append(input)
  })
  const photo = fs.readdirSync(SAMPLES).find((name) => name.endsWith('.JPG')) ?? ''
  await desktop.page.setInputFiles('#chosen-by-the-test', path.join(SAMPLES, photo))
  const made = await desktop.page.evaluate(async () => {
    const input = document.querySelector<HTMLInputElement>('#chosen-by-the-test')
    const [chosen] = await sortie.files(Array.from(input?.files ?? []))
    return sortie.call('layer.picture', {
      file: chosen?.ref,
      name: { zh: '图片', en: '' },
      corners: [
        { lat: 41.772, lon: 109.97 },
        { lat: 41.772, lon: 109.973 },
        { lat: 41.77, lon: 109.973 },
        { lat: 41.77, lon: 109.97 },
      ],
    })
  })
  expect(made).toMatchObject({ ok: true })
  expect(await openedOwn(desktop)).toMatchObject({ ok: true })
  await leave(desktop)
})
afterAll(() => {
  fs.rmSync(home, { recursive: true, force: true })
})

it('the page asks nobody who is gone for its pictures: another workspace is opened, and the window is left', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const desktop = await openDesktop({ keepHome: home })
    expect(await openedOwn(desktop)).toMatchObject({ ok: true })
    await leave(desktop)
  }
  expect(complaints).toEqual([])
})
