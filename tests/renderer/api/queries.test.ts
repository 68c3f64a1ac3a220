import { QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, it } from 'vitest'
import { askAgain, invalidate, queryClient } from '../../../renderer/api/queries.ts'

afterEach(() => queryClient.clear())

/** A question whose answers come when they are let go, each what held when it was asked. */
function question(name: string) {
  let held = 'before'
  const waiting: (() => void)[] = []
  const observer = new QueryObserver<string>(queryClient, {
    queryKey: [name, {}],
    queryFn: () => {
      const said = held
      return new Promise((resolve) => waiting.push(() => resolve(said)))
    },
  })
  const stop = observer.subscribe(() => {})
  return {
    shown: () => observer.getCurrentResult().data,
    now: (value: string) => {
      held = value
    },
    asked: () => waiting.length,
    answer: async (which: number) => {
      await expect.poll(() => waiting.length).toBeGreaterThan(which)
      waiting[which]?.()
    },
    stop,
  }
}

it.each([
  ['a change of what it is about', () => invalidate(['craft'])],
  ['another person at the window', () => askAgain()],
])('what is asked for the first time during %s is asked once more', async (_what, happens) => {
  const one = question('mission.application')
  one.now('after')
  const done = happens()
  await one.answer(0)
  await one.answer(1)
  await done
  await expect.poll(one.shown).toBe('after')
  expect(one.asked()).toBe(2)
  one.stop()
})

it('what is asked for the first time during a change of something else is asked once', async () => {
  const one = question('mission.application')
  const done = invalidate(['layer'])
  await one.answer(0)
  await done
  await expect.poll(one.shown).toBe('before')
  expect(one.asked()).toBe(1)
  one.stop()
})

it('a first question that fails during a change is asked once more all the same', async () => {
  let asked = 0
  const observer = new QueryObserver<string>(queryClient, {
    queryKey: ['craft.list', {}],
    queryFn: async () => {
      asked += 1
      if (asked === 1) throw new Error('no answer')
      return 'after'
    },
  })
  const stop = observer.subscribe(() => {})
  await invalidate(['craft'])
  await expect.poll(() => observer.getCurrentResult().data).toBe('after')
  stop()
})
