import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { planningClient } from '../../../renderer/planning/client.ts'
import type { Answer, Question } from '../../../renderer/planning/worker.ts'
import { aMission } from '../../builders/mission.ts'

/** A worker that keeps what it is asked, and answers when told to. */
function aPort() {
  const port = {
    asked: [] as Question[],
    isEnded: false,
    onmessage: null as ((event: { data: Answer }) => void) | null,
    postMessage: (question: Question) => void port.asked.push(question),
    terminate: () => {
      port.isEnded = true
    },
    answer: () => {
      const { id } = port.asked.at(-1) as Question
      port.onmessage?.({ data: { id, route: { id }, verdict: {} } as unknown as Answer })
    },
  }
  return port
}

describe('the planning client', () => {
  let ports: ReturnType<typeof aPort>[]
  let told: [number, boolean][]
  let client: ReturnType<typeof planningClient>
  const ask = (isDraft = false) => client.ask(aMission(), [], 0, isDraft)
  const portOf = (n: number) => {
    const port = ports[n]
    if (!port) throw new Error(`no worker ${n}`)
    return port
  }
  beforeEach(() => {
    vi.useFakeTimers()
    ports = []
    told = []
    client = planningClient(
      () => {
        const port = aPort()
        ports.push(port)
        return port
      },
      ({ route }, isNewest) => void told.push([(route as unknown as { id: number }).id, isNewest]),
    )
  })
  afterEach(() => void vi.useRealTimers())

  test('asks one question at a time; of those that wait, the newest alone is asked', () => {
    for (let i = 0; i < 5; i++) ask(true)
    expect(portOf(0).asked.map(({ id }) => id)).toEqual([1])
    portOf(0).answer()
    expect(portOf(0).asked.map(({ id }) => id)).toEqual([1, 5])
    portOf(0).answer()
    expect(told).toEqual([
      [1, false],
      [5, true],
    ])
  })

  test('gives up a long planning that an edit has overtaken, and asks a new worker', () => {
    ask()
    ask()
    expect(portOf(0).isEnded).toBe(false)
    vi.advanceTimersByTime(1000)
    expect(portOf(0).isEnded).toBe(true)
    expect(portOf(1).asked.map(({ id }) => id)).toEqual([2])
    portOf(0).answer()
    portOf(1).answer()
    expect(told).toEqual([[2, true]])
  })

  test('leaves a planning alone that nothing has overtaken, and a draft that is soon done', () => {
    ask()
    vi.advanceTimersByTime(60_000)
    expect(portOf(0).isEnded).toBe(false)
    portOf(0).answer()
    ask(true)
    ask(true)
    vi.advanceTimersByTime(60_000)
    expect(ports).toHaveLength(1)
    expect(portOf(0).isEnded).toBe(false)
  })

  test('a draft that takes long is given up once the drag is over', () => {
    ask(true)
    ask(false)
    expect(portOf(0).isEnded).toBe(false)
    vi.advanceTimersByTime(1000)
    expect(portOf(0).isEnded).toBe(true)
    expect(portOf(1).asked.map(({ id }) => id)).toEqual([2])
  })

  test.each([true, false])(
    'ends at once what belongs to another document, or was stopped (draft: %s)',
    (isDraft) => {
      ask(isDraft)
      ask(isDraft)
      client.drop()
      expect(portOf(0).isEnded).toBe(true)
      portOf(0).answer()
      vi.advanceTimersByTime(1000)
      expect(told).toEqual([])
      expect(ports).toHaveLength(1)
      ask()
      portOf(1).answer()
      expect(told).toEqual([[3, true]])
    },
  )
})
