/** Records heads from one number to another at a key, for the test that has several processes do so at once. */
import { keysIn } from '../../../src/store/station/keys.ts'
import { aHead } from '../../builders/station.ts'

const [dir = '', station = '', from = '1', to = '0'] = process.argv.slice(2)
const keys = keysIn(dir)
for (let seq = Number(from); seq <= Number(to); seq++) keys.record(station, aHead(seq))
