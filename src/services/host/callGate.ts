import {
  type Answer,
  badInput,
  BEFORE_SIGN_IN,
  type CallName,
  calls,
  checkedAnswer,
  notAllowed,
  type Role,
  type Session,
  WHILE_LOCKED,
  writesWorkspace,
} from '../../contract/index.ts'
import { AtMs } from '../../core/units/id.ts'
import { fail, type Failure } from '../../core/units/result.ts'
import { failureOf } from '../../store/failure.ts'
import { Refusal, type Workspace } from '../../store/workspace.ts'
import type { Context, Handlers, HostHandlers } from './context.ts'
import type { Failures } from './failures.ts'
import type { FileLease, FileRefs } from './fileRefs.ts'
import type { Workspaces } from './workspaces.ts'

/** Who acts in a session: in one of some roles, and why they may do nothing (null: they may). */
export type Who = {
  readonly actor: { readonly role: Role }
  readonly roles: readonly Role[]
  readonly refusal: 'sign_in_first' | 'locked' | null
}

/** How an answer is held against the contract while it is made. */
export type Checks = Pick<Context, 'answer' | 'isChecked'>

/** Calls that have done with the files given to them once they are through. */
const TAKES_FILES: readonly CallName[] = [
  'footage.keepFrame',
  'footage.keepPoster',
  'footage.export',
  'layer.import',
  'layer.picture',
  'mission.import',
  'workspace.receive',
]
/** The same, whether it came to its end or not: what is left of a card is brought in anew. */
const ALWAYS_TAKES_FILES: readonly CallName[] = ['footage.ingest']

type Parts = {
  /** Calls that need no open workspace: they say what is wrong, or open another one. */
  readonly hostCalls: HostHandlers
  readonly aggregateCalls: Handlers
  readonly workspaces: Workspaces
  readonly files: FileRefs
  readonly nowMs: () => number
  /** Called before whatever may write: keys that the keyring keeps are at hand then. */
  readonly unlock: () => Promise<void> | null
  readonly who: (session: Session) => Who
  /** `needed`: the roles that may make the call. */
  readonly context: (
    session: Session,
    workspace: Workspace,
    checks: Checks,
    lease: FileLease,
    needed: readonly Role[],
  ) => Context
  /** Called before the work of every call in the workspace. */
  readonly before: (name: CallName, context: Context) => void
  /** Called after every call, whatever came of it. */
  readonly after: () => void
  /** Where failures are noted for whoever helps. */
  readonly failures: Failures
}

type Handle = (input: unknown, by: unknown) => unknown

/**
 * Runs calls for sessions: whether its actor may make it, whether it can be done now, its input and its answer by the
 * contract. Nothing thrown gets out: what was foreseen is its code, what was not is `internal` and stands in the log.
 */
export function callGate(parts: Parts): (session: Session, name: string, input: unknown) => Promise<Answer> {
  const { hostCalls, aggregateCalls, workspaces, files, unlock } = parts

  async function handled(
    name: CallName,
    input: unknown,
    session: Session,
    checks: Checks,
    lease: FileLease,
  ): Promise<unknown> {
    if (Object.hasOwn(hostCalls, name))
      return (hostCalls[name as keyof HostHandlers] as Handle)(input, session)
    const handle = aggregateCalls[name as keyof Handlers] as Handle
    const unlocking = calls[name].kind === 'read' ? null : unlock()
    if (unlocking) await unlocking
    return workspaces.using((workspace) => {
      const context = parts.context(session, workspace, checks, lease, calls[name].who)
      parts.before(name, context)
      return handle(input, context)
    })
  }

  async function answered(session: Session, name: string, input: unknown): Promise<Answer> {
    if (!Object.hasOwn(calls, name)) return fail('unknown_call', { name: String(name).slice(0, 60) })
    const known = name as CallName
    const failed = (error: unknown): Failure => {
      if (error instanceof Refusal) return fail(error.code, error.params)
      const failure = failureOf(error, workspaces.now()?.dir ?? known)
      // A fault of ours: the door gets a code, the log has what happened.
      return failure.ok || failure.code === 'internal' ? fail('internal', { call: known }) : failure
    }
    try {
      // Who acts stands in the workspace too, whose disk may fail.
      const refused = refusalBefore(known, parts.who(session), workspaces.now(), parts.nowMs)
      if (refused) return refused
    } catch (error) {
      return failed(error)
    }
    const parsed = calls[known].input.safeParse(input)
    if (!parsed.success) return fail('bad_input', { call: known, ...badInput(parsed.error, input) })
    // A write has its answer checked before it is committed: it cannot fail the contract afterwards. What a thread made is
    // checked there. Neither is looked at twice, which takes long where it is large.
    let checked: unknown
    const checks: Checks = {
      answer(value) {
        checked = calls[known].output.parse(value)
        return checked
      },
      isChecked(value) {
        checked = value
        return value
      },
    }
    const lease = files.lease()
    let isDone = false
    try {
      const value = await handled(known, parsed.data, session, checks, lease)
      isDone = true
      return checkedAnswer(known, value === checked ? value : calls[known].output.parse(value))
    } catch (error) {
      return failed(error)
    } finally {
      parts.after()
      lease.end(ALWAYS_TAKES_FILES.includes(known) || (isDone && TAKES_FILES.includes(known)))
    }
  }

  return async function call(session, name, input) {
    const answer = await answered(session, name, input)
    if (!answer.ok && answer.code !== 'internal') parts.failures.note(name, answer.code, null)
    return answer
  }
}

/** Why a call is not begun at all, whatever its input: who asks may not, or nothing can be written now. */
function refusalBefore(
  name: CallName,
  { actor, roles, refusal }: Who,
  workspace: Workspace | null,
  nowMs: () => number,
): Failure | null {
  const isWriting = writesWorkspace(name)
  if (isWriting && workspace?.isReadOnly) return fail('read_only', {})
  if (refusal === 'sign_in_first' && !BEFORE_SIGN_IN.includes(name)) return fail('sign_in_first', {})
  if (refusal === 'locked' && !WHILE_LOCKED.includes(name)) return fail('locked', {})
  const isForAll = refusal !== null && BEFORE_SIGN_IN.includes(name)
  if (!isForAll && !roles.some((role) => calls[name].who.includes(role)))
    return fail('not_allowed', notAllowed(name, actor.role))
  return !isWriting || AtMs.safeParse(nowMs()).success ? null : fail('clock_wrong', { atMs: nowMs() })
}
