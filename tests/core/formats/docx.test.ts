import { DOMParser } from '@xmldom/xmldom'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { writeApplicationDocx } from '../../../src/core/formats/papers/application.ts'
import type { Mission } from '../../../src/core/mission/mission.ts'
import { plan } from '../../../src/core/route/plan.ts'
import { EXPORTED_AT_MS, aMission } from '../../builders/mission.ts'
import { aSite } from '../../builders/site.ts'

const partsOf = (mission: Mission): Record<string, string> => {
  const input = {
    mission,
    sites: [aSite()],
    route: plan({ mission, sites: [] }),
    releases: [],
    exportedAtMs: EXPORTED_AT_MS,
    revision: 'abc',
  }
  const files = unzipSync(writeApplicationDocx(input).content as Uint8Array)
  return Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]),
  )
}

describe('the application as a text document', () => {
  it('is well-formed, and every part that it names is there', () => {
    const parts = partsOf(aMission({ remarks: '<&>"' }))
    for (const [name, text] of Object.entries(parts)) {
      if (name.endsWith('.png')) continue
      const problems: string[] = []
      new DOMParser({ onError: (_level, message) => problems.push(String(message)) }).parseFromString(
        text,
        'text/xml',
      )
      expect(problems, name).toEqual([])
    }
    const relations = parts['word/_rels/document.xml.rels'] ?? ''
    const targets = [...relations.matchAll(/Id="(\w+)"[^>]*Target="([^"]+)"/g)]
    for (const [, , target] of targets) expect(Object.keys(parts)).toContain(`word/${target}`)
    for (const [, used] of (parts['word/document.xml'] ?? '').matchAll(/r:embed="(\w+)"/g))
      expect(targets.map(([, id]) => id)).toContain(used)
  })

  it('says what the page says: corners, heights, and reminders, one’s own where there are any', () => {
    const text = (mission: Mission) => partsOf(mission)['word/document.xml'] ?? ''
    const usual = text(aMission())
    expect(usual).toContain('申请用')
    expect(usual).toMatch(/41°46′\d\d\.\d\d″N/)
    expect(usual).toContain('60 m')
    expect(usual).toContain('12 时前')
    const own = text(aMission({ reminders: ['向 <空管> 报告 & 备案'] }))
    expect(own).toContain('向 &lt;空管&gt; 报告 &amp; 备案')
    expect(own).not.toContain('12 时前')
  })

  it('is the same bytes for the same mission', () => {
    const input = {
      mission: aMission(),
      sites: [],
      route: plan({ mission: aMission(), sites: [] }),
      releases: [],
      exportedAtMs: EXPORTED_AT_MS,
      revision: 'a',
    }
    expect(writeApplicationDocx(input).content).toEqual(writeApplicationDocx(input).content)
  })
})
