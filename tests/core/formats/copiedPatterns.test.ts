import { expect, it } from 'vitest'
import { pasted, readCopied, writeCopied } from '../../../src/core/formats/copiedPatterns.ts'
import { Mission } from '../../../src/core/mission/mission.ts'
import type { Pattern } from '../../../src/core/mission/pattern.ts'
import { aMission } from '../../builders/mission.ts'
import { aPerimeter, aSurvey, aVisit } from '../../builders/patterns.ts'
import { waypoints } from '../../builders/mission.ts'
import { place } from '../../builders/site.ts'

const ALL: readonly Pattern[] = [aSurvey(), aPerimeter(), aVisit(), waypoints([place(0, 0), place(9, 9)])]
let made = 0
const newId = () => `new-${++made}`

it('patterns go over the clipboard as they are', () => {
  expect(readCopied(writeCopied(ALL))).toEqual(ALL)
})

it('what is no patterns is nothing, whatever it is', () => {
  for (const text of ['', '41.77, 109.97', '{', '{}', '[1]', '{"format":"sortie-patterns","patterns":[]}'])
    expect(readCopied(text)).toBeNull()
  expect(readCopied(writeCopied(ALL).replace('"kind":"survey"', '"kind":"sorcery"'))).toBeNull()
})

it('a copy in another mission lies where its original does, under ids of its own', () => {
  const other = aMission({ patterns: [aSurvey({ id: 'own' })] })
  const { mission, ids } = pasted(other, ALL, newId)
  expect(Mission.safeParse(mission).success).toBe(true)
  expect(mission.patterns.slice(1).map(({ id }) => id)).toEqual(ids)
  const parts = mission.patterns.flatMap((one) => [
    one.id,
    ...(one.kind === 'visit' ? one.targets : one.kind === 'waypoints' ? one.steps : []).map(({ id }) => id),
  ])
  expect(new Set(parts).size).toBe(parts.length)
  expect((mission.patterns[1] as (typeof other.patterns)[0] & { area: unknown }).area).toEqual(aSurvey().area)
})

it('a copy in its own mission lies beside its original', () => {
  const own = aMission({ patterns: [aSurvey()] })
  const { mission } = pasted(own, own.patterns, newId)
  const [before, after] = mission.patterns as [ReturnType<typeof aSurvey>, ReturnType<typeof aSurvey>]
  expect(before).toEqual(aSurvey())
  expect(after.area[0]?.lat).toBeLessThan(before.area[0]?.lat ?? 0)
  expect(after.area[0]?.lon).toBeGreaterThan(before.area[0]?.lon ?? 0)
})
