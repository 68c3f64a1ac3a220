import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, CallOutput, ChosenFile } from '../../src/contract/index.ts'
import { type Desktop, openDesktop } from './harness.ts'

const footage = path.resolve(import.meta.dirname, '../../missions/demo/footage')
type Door = {
  call(name: string, input: unknown): Promise<Answer>
  files(files: File[]): Promise<ChosenFile[]>
}

/** Files in, originals and exports out, through the real window, gate, schemes and services process. */
describe('bytes on the desktop', () => {
  let desktop: Desktop
  const call = async <T>(name: string, input: unknown): Promise<T> => {
    const answer = await desktop.page.evaluate(
      ([callName, callInput]) => (window as unknown as { sortie: Door }).sortie.call(callName, callInput),
      [name, input] as const,
    )
    if (!answer.ok) throw new Error(`${name}: ${answer.code} ${JSON.stringify(answer.params)}`)
    return answer.value as T
  }
  /** A request as the page would make it for a picture or a clip. */
  const fetched = (url: string, range?: string) =>
    desktop.app.evaluate(
      async ({ net }, [address, wanted]) => {
        const response = await net.fetch(address, wanted ? { headers: { range: wanted } } : {})
        const bytes = new Uint8Array(await response.arrayBuffer())
        return {
          status: response.status,
          type: response.headers.get('content-type'),
          range: response.headers.get('content-range'),
          length: bytes.length,
        }
      },
      [url, range] as const,
    )

  beforeAll(async () => {
    desktop = await openDesktop()
    await call('workspace.openDemo', {})
  })
  afterAll(() => desktop.close())

  it('takes a chosen file by its path, which the page never sees', async () => {
    const name = fs.readdirSync(footage).find((it) => /\.jpe?g$/i.test(it)) ?? ''
    const copy = path.join(desktop.downloads, 'chosen photo 照片.jpg')
    fs.copyFileSync(path.join(footage, name), copy)
    await desktop.page.evaluate(() => {
      const input = document.createElement('input')
      input.type = 'file'
      input.id = 'chosen'
      document.body.append(input)
    })
    await desktop.page.setInputFiles('#chosen', copy)
    const chosen = await desktop.page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('#chosen')
      return (window as unknown as { sortie: Door }).sortie.files([...(input?.files ?? [])])
    })
    expect(chosen).toEqual([
      { ref: expect.any(String) as string, name: 'chosen photo 照片.jpg', size: fs.statSync(copy).size },
    ])
    expect(JSON.stringify(chosen)).not.toContain(desktop.downloads)
    const ingested = await call<CallOutput<'footage.ingest'>>('footage.ingest', {
      files: [chosen[0]?.ref],
      flightId: null,
    })
    expect(ingested.known.length + ingested.footage.length).toBe(1)
  })

  it('shows originals by id, whole or a range, and none by any other name', async () => {
    const [one] = (await call<CallOutput<'footage.list'>>('footage.list', { flightId: null })).rows
    const { id, sizeBytes, mimeType } = one?.doc ?? { id: '', sizeBytes: 0, mimeType: '' }
    const url = `media://sortie/${id}`
    expect(await fetched(url)).toMatchObject({ status: 200, type: mimeType, length: sizeBytes })
    const part = await fetched(url, 'bytes=2-5')
    expect(part).toMatchObject({ status: 206, range: `bytes 2-5/${sizeBytes}`, length: 4 })
    expect(await fetched(url, `bytes=${sizeBytes}-`)).toMatchObject({
      status: 416,
      range: `bytes */${sizeBytes}`,
    })
    for (const other of [
      'media://sortie/..%2f..%2fsortie.db',
      'media://sortie/nothing',
      'tiles://sortie/nothing/1/1/1',
    ])
      expect(await fetched(other)).toMatchObject({ status: 204, length: 0 })
  })

  it('saves an export under its own name', async () => {
    const [one] = (await call<CallOutput<'mission.list'>>('mission.list', { siteId: null })).rows
    const { version } = await call<CallOutput<'mission.get'>>('mission.get', { id: one?.id })
    const out = await call<CallOutput<'mission.export'>>('mission.export', {
      id: one?.id,
      base: version,
      format: 'geojson',
      release: null,
    })
    await desktop.page.evaluate((id) => {
      const link = document.createElement('a')
      link.href = `app://sortie/download/${id}`
      document.body.append(link)
      link.click()
    }, out.downloadId)
    const saved = path.join(desktop.downloads, out.fileName)
    await expect.poll(() => fs.existsSync(saved) && fs.statSync(saved).size > 0).toBe(true)
    expect((JSON.parse(fs.readFileSync(saved, 'utf8')) as { type: string }).type).toBe('FeatureCollection')
    expect(desktop.page.url()).toBe('app://sortie/')
  })

  it('keeps everything when the window is closed and opened again', async () => {
    const before = await call<CallOutput<'workspace.status'>>('workspace.status', {})
    await desktop.quit()
    const again = await openDesktop({ keepHome: desktop.home })
    const status = await again.page.evaluate(() =>
      (window as unknown as { sortie: Door }).sortie.call('workspace.openDemo', {}),
    )
    await again.close()
    expect(status).toMatchObject({ ok: true, value: { journal: before.journal } })
    desktop = await openDesktop({ keepHome: desktop.home })
  })
})
