/**
 * `node scripts/schemas.mjs` (Node 24) writes the JSON Schemas of Sortie's own files into docs/schemas, from the zod schemas
 * that read them. `tests/scripts/schemas.test.ts` holds what is there against them.
 */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { DrawRecord } from '../src/core/draw/record.ts'
import { Manifest } from '../src/core/journal/exchange.ts'
import { EntryHead } from '../src/core/journal/entry.ts'
import { MissionFile } from '../src/core/mission/missionFile.ts'
import { Policy } from '../src/core/policy/policy.ts'

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../docs/schemas')

/** Each file of ours, under the name of its schema, with what it is. */
const FILES = [
  {
    name: 'mission',
    schema: MissionFile,
    title: 'Sortie mission file: a mission with its sites and releases',
  },
  { name: 'policy', schema: Policy, title: 'Sortie policy file: what is set for all computers' },
  { name: 'draw-record', schema: DrawRecord, title: 'Sortie record of a random draw' },
  {
    name: 'exchange-manifest',
    schema: Manifest,
    title: 'Sortie exchange file: the record that says what it holds',
  },
  { name: 'journal-entry', schema: EntryHead, title: 'Sortie journal entry, as it is hashed' },
]

/**
 * The texts of docs/schemas by their file names. Rules between several members, which JSON Schema cannot say, are checked by
 * Sortie alone.
 *
 * @returns {Record<string, string>}
 */
export const schemaFiles = () =>
  Object.fromEntries(
    FILES.map(({ name, schema, title }) => {
      const { $schema, ...body } = z.toJSONSchema(schema, {
        io: 'input',
        unrepresentable: 'any',
        reused: 'ref',
      })
      return [`${name}.schema.json`, `${JSON.stringify({ $schema, title, ...body }, null, 2)}\n`]
    }),
  )

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  fs.mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(schemaFiles())) fs.writeFileSync(path.join(folder, name), text)
}
