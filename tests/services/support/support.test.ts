import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../src/core/finding/settings.ts'
import { ok } from '../../../src/core/units/result.ts'
import { anEnterprise } from '../../builders/enterprise.ts'
import { called, openServices } from '../../builders/services.ts'

const NAME = '王伟国'
const PHONE = '13904715566'
const PLACE = ['41.7512', '109.9723']
const dir = fs.mkdtempSync(path.join(os.tmpdir(), `sortie-${NAME}-`))
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }))

it('says what helps, and no name, number, place or path that anybody wrote', async () => {
  const retention = { ...DEFAULT_SETTINGS.retention, months: 12, source: `${NAME} ${PHONE}` }
  const services = openServices({
    workspaceDir: path.join(dir, `${NAME}的工作区`),
    home: path.join(dir, 'home'),
    actor: { name: NAME, role: 'supervisor' },
    policy: ok({
      file: path.join(dir, 'p.json'),
      policy: { version: 1, setBy: NAME, settings: [retention] },
    }),
  })
  try {
    const enterprise = anEnterprise()
    await called(services, 'enterprise.put', {
      base: null,
      doc: {
        ...enterprise,
        name: { zh: `${NAME}化工`, en: NAME },
        address: `${NAME} ${PLACE.join(',')}`,
        remarks: `${NAME} ${PHONE}`,
      },
    })
    const escalation = {
      ...DEFAULT_SETTINGS.escalation,
      rows: [{ level: 'general', days: 0, whom: `${NAME} ${PHONE}` } as const],
    }
    await called(services, 'setting.put', { base: null, value: escalation })
    // Calls that fail carry what was given: an input that does not fit, a file that is not there, a conflict.
    await services.call('enterprise.put', { base: null, doc: { ...enterprise, name: PHONE } })
    await services.call('enterprise.put', { base: null, doc: enterprise })
    await services.call(`${NAME}.${PHONE}`, {})
    await services.call('mission.import', { file: path.join(dir, NAME) })
    for (const language of ['zh', 'en'] as const) {
      const made = await called(services, 'support.make', { language, isVerified: true })
      for (const planted of [NAME, PHONE, ...PLACE, dir, os.homedir(), os.hostname(), enterprise.id, '/tmp'])
        expect(made.text, planted).not.toContain(planted)
      expect(made.text).toMatch(/conflict/)
      expect(made.text).toMatch(/bad_input/)
      expect(made.text).toMatch(/enterprise: 1/)
      expect(made.text).not.toMatch(/undefined|\[object/)
      const offered = services.download(made.downloadId)
      expect(fs.readFileSync(offered?.path ?? '', 'utf8')).toBe(made.text)
    }
    const { text } = await called(services, 'support.make', { language: 'en', isVerified: false })
    expect(text).toMatch(/retention: .*polic/)
    expect(text).toMatch(/escalation: .*workspace/)
    expect(text).toMatch(/holidays: as delivered/)
  } finally {
    await services.close()
  }
})
