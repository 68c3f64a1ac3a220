/** A paper of today holds against the journal of tomorrow, and not against one that somebody made anew or took back. */
import fs from 'node:fs'
import path from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readHeadText } from '../../../src/core/units/headCode.ts'
import { keysIn } from '../../../src/store/station/keys.ts'
import { keysHome } from '../../../src/store/station/keysHome.ts'
import { anEnterprise, anId } from '../../builders/enterprise.ts'
import { forge } from '../../builders/forged.ts'
import { aMission } from '../../builders/mission.ts'
import { called, openServices, scratchServices, type ScratchServices } from '../../builders/services.ts'
import { aSite } from '../../builders/site.ts'

let services: ScratchServices
const papers: Record<string, string> = {}
const put = (id: number) =>
  called(services, 'enterprise.put', { base: null, doc: anEnterprise({ id: anId(id) }) })
const FORMATS = ['sheet', 'application', 'application-docx', 'application-csv'] as const

beforeAll(async () => {
  services = scratchServices({ pollMs: 0 })
  await put(1)
  const file = {
    format: 'sortie-mission',
    version: 1,
    mission: aMission(),
    sites: [aSite({ enterpriseId: anId(1) })],
    releases: [],
  }
  for (const format of FORMATS) {
    const { downloadId } = await called(services, 'mission.exportFile', {
      file: file as never,
      format,
      release: null,
    })
    const bytes = fs.readFileSync(services.download(downloadId)?.path ?? '')
    papers[format] =
      format === 'application-docx'
        ? strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())
        : bytes.toString()
  }
  fs.cpSync(path.join(services.dir, 'w'), path.join(services.dir, 'older'), { recursive: true })
  await put(2)
})
afterAll(() => services.close())

/** The head as a person reads it off a paper and types it. */
function typedFrom(paper: string): string {
  const rows = paper.match(/(?:[0-9A-HJKMNP-TV-Z]{4} ){3}[0-9A-HJKMNP-TV-Z]{4}/g)
  if (rows) return rows.join(' ')
  return /[0-9a-f]{32}:\d+:[0-9a-f]{64}/.exec(paper)?.[0] ?? ''
}

/** As on another computer: no key here has signed anything of it. */
const verified = async (dir: string, head: string) => {
  const keys = process.env['SORTIE_KEYS'] ?? ''
  process.env['SORTIE_KEYS'] = path.join(services.dir, 'other-keys')
  const door = openServices({ workspaceDir: dir, home: path.join(services.dir, 'nobody'), pollMs: 0 })
  try {
    return await called(door, 'workspace.verify', { heads: [head] })
  } finally {
    await door.close()
    process.env['SORTIE_KEYS'] = keys
  }
}

describe('the head on a paper', () => {
  it.each(FORMATS)('stands on %s, and holds against the journal later', async (format) => {
    const report = await called(services, 'workspace.verify', { heads: [typedFrom(papers[format] ?? '')] })
    expect(report).toMatchObject({ ok: true, journal: { brokenAt: null } })
    expect(report.journal.stations[0]?.checkedTo).toBeGreaterThan(0)
  })

  it('vouches for a folder that nothing else vouches for, as far as it goes', async () => {
    const head = readHeadText(typedFrom(papers['sheet'] ?? ''))
    const report = await verified(path.join(services.dir, 'older'), typedFrom(papers['sheet'] ?? ''))
    expect(report.ok).toBe(true)
    expect(report.journal.stations[0]?.checkedTo).toBe(head.ok ? head.value.seq : 0)
  })

  it('catches a folder that was taken back', async () => {
    const status = await called(services, 'workspace.verify', {})
    const own = status.journal.stations[0]
    const later = `${own?.station}:${own?.entries}:${own?.head}`
    expect(await verified(path.join(services.dir, 'older'), later)).toMatchObject({
      ok: false,
      journal: { problem: expect.stringMatching(/^given_ahead:/) },
    })
  })

  it('catches a chain that its owner hashed and signed anew', async () => {
    const dir = path.join(services.dir, 'forged')
    fs.cpSync(path.join(services.dir, 'older'), dir, { recursive: true })
    const head = readHeadText(typedFrom(papers['sheet'] ?? ''))
    if (!head.ok) throw new Error(head.code)
    const key = keysIn(keysHome(process.env)).read(head.value.station)
    if (!key.ok || !key.value) throw new Error('no key')
    forge(
      dir,
      head.value.station,
      (doc) => ('creditCode' in doc ? { ...doc, address: 'elsewhere' } : doc),
      key.value.key,
    )
    expect(await verified(dir, typedFrom(papers['sheet'] ?? ''))).toMatchObject({
      ok: false,
      journal: { problem: 'given_other' },
    })
  })

  it('that was mistyped is told as such, before anything is looked at', async () => {
    const typed = typedFrom(papers['sheet'] ?? '')
    const wrong = typed.startsWith('7') ? `8${typed.slice(1)}` : `7${typed.slice(1)}`
    expect(await services.call('workspace.verify', { heads: [wrong] })).toMatchObject({
      ok: false,
      code: 'head_unreadable',
      params: { problem: 'head_row', row: 1 },
    })
  })
})
