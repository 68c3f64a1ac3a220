import { afterEach, expect, it, vi } from 'vitest'
import { api } from '../../../renderer/api/client.ts'
import { draftsKept, keepDraft } from '../../../renderer/api/drafts.ts'

afterEach(() => vi.restoreAllMocks())

it('what waits of several forms is sent at once: a window that is left has no time for one after the other', async () => {
  const sent: unknown[] = []
  const answers: (() => void)[] = []
  vi.spyOn(api, 'call').mockImplementation(((
    _name: string,
    { key, value }: { key: string; value: unknown },
  ) => {
    sent.push([key, value])
    return new Promise((done) => answers.push(() => done({})))
  }) as never)
  for (const key of ['window', 'site/new', 'finding/new']) keepDraft({ key, by: 'a', value: 1 })
  keepDraft({ key: 'site/new', by: 'a', value: 2 })
  let isKept = false
  const kept = draftsKept().then(() => {
    isKept = true
  })
  expect(sent).toEqual([
    ['window', 1],
    ['site/new', 2],
    ['finding/new', 1],
  ])
  // What is changed of the same form meanwhile comes after it, and is waited for as well.
  keepDraft({ key: 'window', by: 'a', value: 3 })
  const all = draftsKept()
  expect(sent).toHaveLength(3)
  for (const answer of answers.splice(0)) answer()
  await kept
  expect(isKept).toBe(true)
  // A turn of the loop, for what follows the answers.
  await new Promise((done) => setTimeout(done))
  expect(sent.at(-1)).toEqual(['window', 3])
  for (const answer of answers) answer()
  await all
})
