import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallOutput, RegisterAsked } from '../../src/contract/index.ts'
import { readTables } from '../../src/core/formats/tables/readTables.ts'
import { textIn } from '../../src/core/formats/tables/table.ts'
import {
  REGISTER_KINDS,
  type RegisterFormat,
  type RegisterKind,
} from '../../src/core/papers/registerKinds.ts'
import { ogrinfo, OPENPYXL_ROWS, pythonWithOpenpyxl, saidBy, textBy } from '../builders/outside.ts'
import { called, demoServices, type ScratchServices } from '../builders/services.ts'

let services: ScratchServices
let dir = ''
beforeAll(async () => {
  services = await demoServices()
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'registers-'))
})
afterAll(async () => {
  await services.close()
  fs.rmSync(dir, { recursive: true, force: true })
})

const EVERYTHING: Readonly<Record<RegisterKind, RegisterAsked>> = {
  enterprises: { kind: 'enterprises', text: '' },
  sites: { kind: 'sites', enterpriseId: null },
  findings: { kind: 'findings', enterpriseId: null, states: [], level: null, overdueOnly: false, text: '' },
  orders: { kind: 'orders', enterpriseId: null, openOnly: false },
  flights: { kind: 'flights', siteId: null, text: '' },
  visits: { kind: 'visits', enterpriseId: null, campaignId: null },
}

/** A register in a format, as a file of this machine; how many rows it says that it has. */
async function written(
  of: RegisterAsked,
  format: RegisterFormat,
): Promise<{ file: string; rows: number; fileName: string }> {
  const answer = await called(services, 'register.export', { of, format, language: 'zh' })
  const file = path.join(dir, `${of.kind}.${format}`)
  fs.copyFileSync(services.download(answer.downloadId)?.path ?? '', file)
  return { file, rows: answer.rows, fileName: answer.fileName }
}

const headNow = async (): Promise<CallOutput<'workspace.status'>['journal']> =>
  (await called(services, 'workspace.status', {})).journal

type Features = {
  features: { geometry: unknown; properties: Record<string, unknown> }[]
  about: Record<string, string>
}

describe('a register', () => {
  it.each(REGISTER_KINDS)(
    'of %s has the same rows in every format, with filter, zone and journal head',
    async (kind) => {
      const of = EVERYTHING[kind]
      const { head } = await headNow()
      const json = await written(of, 'geojson')
      const { features, about } = JSON.parse(fs.readFileSync(json.file, 'utf8')) as Features
      expect(features.length).toBe(json.rows)
      expect(json.rows).toBeGreaterThan(0)
      expect(about['筛选条件']).toBe('全部')
      expect(about['留痕账头（工作站:序号:哈希）']).toMatch(new RegExp(`^[0-9a-f]{32}:\\d+:${head}$`))
      expect(about['签名账头']).toContain('— ')
      const ids = features.map(({ properties }) => properties['id'])
      expect(new Set(ids).size).toBe(ids.length)

      for (const format of ['xlsx', 'csv'] as const) {
        const { file, rows } = await written(of, format)
        const [table, second] = readTables(fs.readFileSync(file)).value ?? []
        const lines = (table?.rows ?? []).map(({ cells }) => cells)
        const [heads] = lines
        expect(rows).toBe(json.rows)
        const atId = [...(heads ?? [])].find(([, cell]) => textIn(cell) === '编号')?.[0] ?? 0
        expect(lines.slice(1, rows + 1).map((cells) => textIn(cells.get(atId)))).toEqual(ids)
        const said = (format === 'xlsx' ? (second?.rows ?? []) : (table?.rows.slice(rows + 1) ?? []))
          .map(({ cells }) => `${textIn(cells.get(1))} ${textIn(cells.get(2))}`)
          .join('\n')
        expect(said).toContain(head)
        expect(said).toContain('UTC+8')
      }
    },
  )

  it('holds what its list does, in its order', async () => {
    const filter = {
      enterpriseId: null,
      states: ['closed' as const],
      level: null,
      overdueOnly: false,
      text: '',
    }
    const listed = await called(services, 'finding.list', filter)
    const { file } = await written({ kind: 'findings', ...filter }, 'geojson')
    const { features, about } = JSON.parse(fs.readFileSync(file, 'utf8')) as Features
    expect(features.map(({ properties }) => properties['id'])).toEqual(listed.rows.map(({ id }) => id))
    expect(about['筛选条件']).toBe('状态: 已销号')
    const none = await written({ kind: 'findings', ...filter, text: '没有这样的隐患' }, 'xlsx')
    expect(none.rows).toBe(0)
    expect(none.fileName).toMatch(/^隐患台账-\d{4}-\d{2}-\d{2}\.xlsx$/)
  })

  it.skipIf(pythonWithOpenpyxl === null)('is read by openpyxl, its times as times', async () => {
    const { file, rows } = await written(EVERYTHING.findings, 'xlsx')
    const said = saidBy<
      Record<string, { rows: unknown[][]; types: string[][]; frozen: string; filter: string }>
    >(pythonWithOpenpyxl ?? '', ['-c', OPENPYXL_ROWS, file])
    const sheet = said['隐患台账']
    expect(sheet?.rows).toHaveLength(rows + 1)
    expect(sheet?.frozen).toBe('A2')
    const at = sheet?.rows[0]?.indexOf('发现时间（UTC+8）') ?? -1
    for (const types of sheet?.types.slice(1) ?? []) expect(types[at]).toBe('d')
    expect(Object.keys(said)).toEqual(['隐患台账', '说明'])
  })

  it.skipIf(ogrinfo === null).each(REGISTER_KINDS)('of %s is read by GDAL as a GeoPackage', async (kind) => {
    const { file, rows } = await written(EVERYTHING[kind], 'gpkg')
    const said = textBy(ogrinfo ?? '', ['-al', '-so', file])
    expect(said).toContain(`Layer name: ${kind}`)
    expect(said).toContain(`Feature Count: ${rows}`)
    expect(said).toContain('WGS 84')
    expect(said).not.toMatch(/Warning|ERROR/)
    const all = textBy(ogrinfo ?? '', ['-al', file])
    if (kind === 'sites') expect(all).toContain('POLYGON ((')
    if (kind === 'findings') expect(all).toMatch(/POINT \(109\.\d+ 41\.\d+\)/)
    if (kind === 'enterprises') expect(all).toContain('砂泉岭酸业有限公司')
  })
})
