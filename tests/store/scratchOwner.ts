/** Holds a scratch with a file in it until it is killed, for the test that kills it. */
import fs from 'node:fs'
import path from 'node:path'
import { openScratch } from '../../src/store/scratch.ts'

const [, , prefix = '', root = ''] = process.argv
const file = path.join(openScratch(prefix, root).folder('uploads'), 'unmasked.mp4')
fs.writeFileSync(file, 'x', { mode: 0o444 })
process.stdout.write(`${file}\n`)
setInterval(() => undefined, 1000)
