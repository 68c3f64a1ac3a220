import fs from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { schemaFiles } from '../../scripts/schemas.mjs'

const folder = path.resolve(import.meta.dirname, '../../docs/schemas')

it('has the schemas of our own files as they are read: node scripts/schemas.mjs renews them', () => {
  const written = Object.fromEntries(
    fs.readdirSync(folder).map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]),
  )
  expect(written).toEqual(schemaFiles())
})

it('names every member that a file may have, and lets out none that it must have', () => {
  const policy = JSON.parse(schemaFiles()['policy.schema.json'] ?? '') as {
    required: string[]
    properties: object
    additionalProperties: boolean
  }
  expect(Object.keys(policy.properties)).toEqual([
    'version',
    'setBy',
    'language',
    'workspaces',
    'updates',
    'settings',
  ])
  expect(policy.required).toEqual(['version', 'setBy'])
  expect(policy.additionalProperties).toBe(false)
})
