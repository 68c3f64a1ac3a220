/** MAVLink's tables are an LGPL library: the built program takes them from `node_modules`, where another can stand. */
import fs from 'node:fs'
import path from 'node:path'
import * as common from 'mavlink-mappings/dist/lib/common.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MessageClass } from '../../src/link/messages.ts'
import { encodePacket } from '../../src/link/packet.ts'
import { builtSortie, type Sortie } from './sortie.ts'

const root = path.resolve(import.meta.dirname, '../..')
const library = path.join(root, 'node_modules', 'mavlink-mappings')
const mission = path.join(root, 'missions/demo/missions/2-sulfuric-acid-works-survey.json')
/** A checksum seed of PARAM_VALUE that no version of the library has. */
const OTHER_SEED = 1

/** A `.tlog` that says one parameter, in a packet whose checksum has the message's seed. */
function tlog(message: MessageClass): Buffer {
  const packet = encodePacket(
    message,
    { paramId: 'RTL_ALT', paramValue: 1500, paramType: 9, paramCount: 1, paramIndex: 0 },
    { system: 1, component: 1 },
    0,
  )
  return Buffer.concat([Buffer.alloc(8), packet])
}

let sortie: Sortie
beforeAll(async () => {
  sortie = await builtSortie()
  fs.writeFileSync(path.join(sortie.dir, 'usual.tlog'), tlog(common.ParamValue))
  fs.writeFileSync(
    path.join(sortie.dir, 'other.tlog'),
    tlog({
      MSG_ID: common.ParamValue.MSG_ID,
      MSG_NAME: common.ParamValue.MSG_NAME,
      PAYLOAD_LENGTH: common.ParamValue.PAYLOAD_LENGTH,
      FIELDS: common.ParamValue.FIELDS,
      MAGIC_NUMBER: OTHER_SEED,
    }),
  )
})
afterAll(() => sortie.close())

/** What the program says of the parameters in both logs: whether it could read them. */
const reads = () =>
  ['usual.tlog', 'other.tlog'].map(
    (name) => !/No parameters in the file/.test(sortie.run('check', mission, '--params', name).err),
  )

test('another version in its place is the one that is used', () => {
  expect(reads()).toEqual([true, false])
  // Nearer to the program than the installed one, which stays as it is for every other test.
  const place = path.join(path.dirname(sortie.program.args.at(-1) ?? ''), 'node_modules', 'mavlink-mappings')
  fs.cpSync(library, place, { recursive: true })
  fs.appendFileSync(
    path.join(place, 'dist/lib/magic-numbers.js'),
    `\nexports.MSG_ID_MAGIC_NUMBER['${common.ParamValue.MSG_ID}'] = ${OTHER_SEED};\n`,
  )
  expect(reads()).toEqual([false, true])
})
