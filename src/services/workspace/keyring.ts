import type { CallOutput } from '../../contract/index.ts'
import type { Result } from '../../core/units/result.ts'
import { readWorkspaceId } from '../../store/journal/own.ts'
import { Refusal } from '../../store/workspace.ts'
import type { Context, Handlers } from '../host/context.ts'

const sure = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Refusal(result.code, result.params)
  return result.value
}

/** The workspace that entries name; one that has no name yet may only be read, and nothing signs in it. */
function workspaceOf({ workspace }: Context): string {
  const id = readWorkspaceId(workspace.db)
  if (id === null) throw new Refusal('read_only', {})
  return id
}

async function stateOf(context: Context): Promise<CallOutput<'keyring.state'>> {
  const { keys, problem } = context.keysAtHand
  const id = readWorkspaceId(context.workspace.db)
  return { isOn: id !== null && sure(keys.isWrapped(id)), problem: await problem() }
}

export const keyringCalls = {
  'keyring.state': (_input: object, context: Context) => stateOf(context),
  'keyring.set': async ({ isOn }: { isOn: boolean }, context: Context) => {
    const { keys, problem, begin } = context.keysAtHand
    const id = workspaceOf(context)
    const why = isOn ? await problem() : null
    if (why !== null) throw new Refusal('keyring_none', { problem: why })
    if (isOn) sure(await begin())
    sure(keys.wrap(id, isOn))
    return stateOf(context)
  },
} satisfies Partial<Handlers>
