import { badInput } from './badInput.ts'
import { CALL_NAMES, type CallName, calls } from './calls.ts'
import type { Answer } from './host.ts'
import type { Session } from './session.ts'

/** The most bytes (UTF-8, as JSON) that one call may carry either over IPC or HTTP; files never go this way. */
export const CALL_LIMIT_BYTES = 8 * 1024 * 1024

const DEPTH_LIMIT = 64

/**
 * Whether a value that arrived at a door is plain data (what JSON can say) of a bearable size. Answers the reason
 * when it is not. Never throws, whatever it is given.
 */
export function plainDataProblem(value: unknown, limitBytes = CALL_LIMIT_BYTES): string | null {
  let left = limitBytes
  const walk = (part: unknown, depth: number): string | null => {
    left -= 8
    if (left < 0) return 'too_large'
    if (depth > DEPTH_LIMIT) return 'too_deep'
    if (part === null || part === undefined || typeof part === 'boolean' || typeof part === 'number')
      return null
    if (typeof part === 'string') {
      left -= part.length
      return left < 0 ? 'too_large' : null
    }
    if (typeof part !== 'object') return 'not_plain'
    if (Array.isArray(part)) {
      for (const item of part) {
        const problem = walk(item, depth + 1)
        if (problem) return problem
      }
      return null
    }
    const prototype: unknown = Object.getPrototypeOf(part)
    if (prototype !== null && prototype !== Object.prototype && !isForeignPlain(prototype)) return 'not_plain'
    for (const [key, item] of Object.entries(part)) {
      left -= key.length
      const problem = walk(item, depth + 1)
      if (problem) return problem
    }
    return null
  }
  return walk(value, 0)
}

/** The `Object.prototype` of another realm, which a structured clone may bring. */
const isForeignPlain = (prototype: unknown): boolean =>
  typeof prototype === 'object' && prototype !== null && Object.getPrototypeOf(prototype) === null

const isCallName = (name: unknown): name is CallName =>
  typeof name === 'string' && (CALL_NAMES as string[]).includes(name)

const refusal = (code: string, params: Record<string, string | number> = {}): Answer => ({
  ok: false,
  code,
  params,
})

const checked = new WeakMap<Answer, CallName>()

/** An answer whose value the services held against the contract: a door in the same process need not do it again. */
export function checkedAnswer(name: CallName, value: unknown): Answer {
  const answer: Answer = { ok: true, value }
  checked.set(answer, name)
  return answer
}

/** What runs calls for sessions; a door to another process names its sessions by an id. */
export type Caller<S = Session> = { call(session: S, name: string, input: unknown): Promise<Answer> }

/**
 * One call through a door, checked both ways: the name, that the input is plain and of bearable size, its schema,
 * and that what comes back is what the contract says. Never throws: a failure is an answer with a code.
 */
export async function checkedCall<S>(
  host: Caller<S>,
  session: S,
  name: unknown,
  input: unknown,
): Promise<Answer> {
  if (!isCallName(name)) return refusal('unknown_call', { name: String(name).slice(0, 100) })
  const problem = plainDataProblem(input)
  if (problem) return refusal('bad_input', { path: '', problem })
  const parsed = calls[name].input.safeParse(input)
  if (!parsed.success) return refusal('bad_input', badInput(parsed.error, input))
  let answer: Answer
  try {
    answer = await host.call(session, name, input)
  } catch {
    return refusal('internal', { call: name })
  }
  // What went wrong inside is for the log: no door lets a path, SQL or a stack out with it.
  if (!answer.ok) return answer.code === 'internal' ? refusal('internal', { call: name }) : answer
  if (checked.get(answer) === name) return answer
  const output = calls[name].output.safeParse(answer.value)
  return output.success ? { ok: true, value: output.data } : refusal('internal', { call: name })
}
