import fs from 'node:fs'
import path from 'node:path'

/** Each test file has a folder for keys of its own, and so has whatever it starts. */
const base = process.env['SORTIE_TEST_KEYS']
if (!base) throw new Error('tests/setup/suite.ts is not among the global setups of this configuration')
process.env['SORTIE_KEYS'] = fs.mkdtempSync(path.join(base, 'keys-'))
