/** Registers of 100,000 findings in every format, through the services; and what memory the longest takes. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { RegisterAsked } from '../../src/contract/index.ts'
import { REGISTER_FORMATS } from '../../src/core/papers/registerKinds.ts'
import { isWorkspace } from '../../src/store/workspace.ts'
import { called, openServices } from '../builders/services.ts'
import { districtFolder, fillDistrict, type Sizes } from './district.ts'
import type { BenchRow } from './row.ts'

const SIZES: Sizes = {
  enterprises: 1000,
  sites: 1200,
  missions: 100,
  flights: 1000,
  footage: 100,
  findings: 100_000,
}
const LIMIT_S = 10
const LIMIT_MB = 200
const LOOK_MS = 50

export async function rows(): Promise<BenchRow[]> {
  const aside = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-bench-registers-'))
  const dir = districtFolder(path.join(aside, 'district'))
  if (!isWorkspace(dir)) fillDistrict(dir, SIZES)
  const services = openServices({ home: path.join(aside, 'home'), workspaceDir: dir })
  const of: Extract<RegisterAsked, { kind: 'findings' }> = {
    kind: 'findings',
    enterpriseId: null,
    states: [],
    level: null,
    overdueOnly: false,
    text: '',
  }
  const found: BenchRow[] = []
  try {
    // The list's own index is made when it is first asked for.
    await called(services, 'finding.list', { ...of, limit: 1 })
    for (const format of REGISTER_FORMATS) {
      const beforeMb = process.memoryUsage.rss() / 1e6
      let mostMb = beforeMb
      const looking = setInterval(() => {
        mostMb = Math.max(mostMb, process.memoryUsage.rss() / 1e6)
      }, LOOK_MS)
      const beganMs = performance.now()
      const answer = await called(services, 'register.export', { of, format, language: 'zh' })
      const tookS = (performance.now() - beganMs) / 1000
      clearInterval(looking)
      const { size } = fs.statSync(services.download(answer.downloadId)?.path ?? '')
      const on = `${answer.rows} findings, ${Math.round(size / 1e6)} MB`
      found.push(
        { what: `register as ${format}`, on, figure: tookS, unit: 's', peer: 'limit', peerFigure: LIMIT_S },
        {
          what: `register as ${format}, memory more`,
          on,
          figure: mostMb - beforeMb,
          unit: 'MB',
          peer: 'limit',
          peerFigure: LIMIT_MB,
        },
      )
    }
    return found
  } finally {
    await services.close()
    fs.rmSync(aside, { recursive: true, force: true })
  }
}
