import type { CallOutput, CallParsed } from '../../contract/index.ts'
import type { Enterprise } from '../../core/site/enterprise.ts'
import { enterpriseNames, enterprisePage, enterprisesCoded } from '../../store/enterprises.ts'
import { type Context, type Handlers, write } from '../host/context.ts'
import { documentCalls } from '../host/documents.ts'

const documents = documentCalls<Enterprise>('enterprise')

export const enterpriseCalls = {
  'enterprise.list': (
    { text, after, limit }: CallParsed<'enterprise.list'>,
    context: Context,
  ): CallOutput<'enterprise.list'> => enterprisePage(context.workspace.db, text, { after, most: limit }),
  'enterprise.names': (_input: object, context: Context): CallOutput<'enterprise.names'> =>
    enterpriseNames(context.workspace.db),
  'enterprise.get': documents.get,
  'enterprise.put': (
    { base, doc }: CallParsed<'enterprise.put'>,
    context: Context,
  ): CallOutput<'enterprise.put'> => {
    const twins = enterprisesCoded(context.workspace.db, doc.creditCode)
      .filter((one) => one.doc.id !== doc.id)
      .map((one) => ({ id: one.doc.id, name: one.doc.name }))
    return write(context, `enterprise.${base === null ? 'create' : 'edit'}`, (tx) => ({
      ...tx.put('enterprise', base, doc),
      doc,
      twins,
    }))
  },
  'enterprise.remove': documents.remove,
} satisfies Partial<Handlers>
