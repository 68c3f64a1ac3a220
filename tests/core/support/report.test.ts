import { expect, it } from 'vitest'
import { faultOf, supportText } from '../../../src/core/support/report.ts'

const facts = {
  atMs: 0,
  program: 'Sortie 1',
  versions: [['node', '24']],
  cores: 2,
  memoryMb: 8000,
  freeDiskMb: null,
  zone: 'Asia/Shanghai',
  workspace: {
    schemaVersion: 19,
    isReadOnly: false,
    databaseMb: 1,
    entries: 3,
    unreadable: 0,
    counts: [['site', 2]],
  },
  settings: [['retention', 'policy']],
  verified: { ok: false, counts: [['originals.missing', 1]], codes: ['changed', 'changed'] },
  log: [{ atMs: 1, call: 'site.put', code: 'conflict', fault: '' }],
} as const

it('is the text that is saved, part by part', () => {
  expect(supportText(facts, (word) => word)).toMatchInlineSnapshot(`
    "# title

    ## program
    made: 1970-01-01T00:00:00.000Z
    Sortie 1
    node: 24

    ## computer
    cores: 2
    memory: 8000 MB
    free_disk: ?
    zone: Asia/Shanghai

    ## workspace
    schema: 19
    read_only: no
    database: 1 MB
    entries: 3
    unreadable: 0
    site: 2

    ## settings
    retention: policy

    ## verified
    amiss
    originals.missing: 1
    changed

    ## log
    1970-01-01T00:00:00.001Z site.put conflict
    "
  `)
})

it('has no place for what is no code of ours', () => {
  const planted = '王伟 13904710001'
  const text = supportText(
    {
      ...facts,
      settings: [[planted, 'workspace']],
      verified: { ...facts.verified, codes: [planted] },
      log: [{ atMs: 1, call: planted, code: planted, fault: '' }],
      workspace: { ...facts.workspace, counts: [[planted, 1]] },
    },
    (word) => word,
  )
  expect(text).not.toMatch(/王伟|1390/)
  expect(text).toContain('?')
})

it('tells a fault by its kind and our own files, not by what it says or where they lie', () => {
  const error = new RangeError(
    '41.7512, 109.9723 of 王伟\n    at 13904710001 (file:///home/wangwei/x.ts:1:1)',
  )
  const said = faultOf(error)
  expect(said).toMatch(/^RangeError < report\.test\.ts:\d+:\d+/)
  expect(said).not.toMatch(/王伟|41\.75|home|\//)
  expect(faultOf('王伟')).toBe('string')
  const named = new Error('x')
  named.name = '王伟 13904710001'
  expect(faultOf(named)).toMatch(/^\?/)
})
