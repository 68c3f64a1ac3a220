/** The built command line from start to end of its process: plan, check, route and export of each area. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type BenchRow, medianMs } from './row.ts'

const root = path.resolve(import.meta.dirname, '../..')
const cli = path.join(root, 'out/node/cli.mjs')
const areas = path.resolve(root, '../shared/fixtures/areas')
const demo = path.join(root, 'missions/demo/missions')
const APPROVAL = {
  number: 'bench',
  authority: 'bench',
  from: '2026-01-01T00:00:00Z',
  to: '2046-12-31T00:00:00Z',
  maxTrueHeightM: 120,
}

export async function rows(): Promise<BenchRow[]> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sortie-bench-'))
  const measured: BenchRow[] = []
  const time = async (command: string, on: string, args: readonly string[]) => {
    const figure = await medianMs(3, () => sortie(args))
    measured.push({ what: `sortie ${command}`, on, figure, unit: 'ms', peer: 'limit', peerFigure: 1000 })
  }
  try {
    const approval = path.join(dir, 'approval.json')
    fs.writeFileSync(approval, JSON.stringify(APPROVAL))
    for (const file of fs.existsSync(areas) ? fs.readdirSync(areas).sort() : []) {
      const area = path.join(areas, file)
      const name = path.basename(file, '.geojson')
      const spacing = JSON.parse(fs.readFileSync(area, 'utf8')).features[0].properties.spacing_m
      const out = path.join(dir, `${name}.json`)
      const survey = ['plan', '--area', area, '--pattern', 'survey', '--spacing', String(spacing)]
      await time('plan', name, [...survey, '--authorisation', approval, '--out', out])
      await time('check', name, ['check', out, '--json'])
      await time('export', name, ['export', out, '--to', 'qgc-plan', '--out', path.join(dir, `${name}.plan`)])
    }
    for (const file of fs.readdirSync(demo).sort()) {
      const mission = path.join(demo, file)
      await time('check', path.basename(file, '.json'), ['check', mission, '--json'])
    }
    return measured
  } finally {
    fs.rmSync(dir, { recursive: true, force: true })
  }
}

/** Exit 1 is an answer ("no") and as good a run as 0. */
function sortie(args: readonly string[]): void {
  try {
    execFileSync(process.execPath, [cli, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  } catch (error) {
    const { status, stderr } = error as { status: number | null; stderr: Buffer }
    if (status !== 1)
      throw new Error(`sortie ${args.join(' ')}: exit ${status}: ${stderr.toString().trim()}`, {
        cause: error,
      })
  }
}
