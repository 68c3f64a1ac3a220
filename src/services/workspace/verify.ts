import type { CallInput, CallOutput } from '../../contract/index.ts'
import { type HeadOfChain, readHeadText } from '../../core/units/headCode.ts'
import { verifyWorkspace } from '../../store/verify.ts'
import { Refusal } from '../../store/workspace.ts'
import type { Context, Handlers } from '../host/context.ts'
import { progressOf } from '../host/progress.ts'

export const verifyCalls = {
  'workspace.verify': async (
    { heads }: CallInput<'workspace.verify'>,
    context: Context,
  ): Promise<CallOutput<'workspace.verify'>> => {
    const given = headsIn(heads ?? [])
    const progress = progressOf(context, 'workspace.verify')
    try {
      return await verifyWorkspace(
        context.workspace,
        (done, total) => progress.tell('', done, total),
        (file, onBytes) => context.threads.run('hash', { file }, { onBytes }),
        given,
      )
    } finally {
      progress.end()
    }
  },
} satisfies Partial<Handlers>

/** @throws {Refusal} `head_unreadable` at the first that is mistyped. */
const headsIn = (texts: readonly string[]): HeadOfChain[] =>
  texts.map((text) => {
    const head = readHeadText(text)
    if (!head.ok) throw new Refusal(head.code, head.params)
    return head.value
  })
