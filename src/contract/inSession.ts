import type { Answer, ServicesHost } from './host.ts'
import type { ContractEvent } from './events.ts'
import type { Session } from './session.ts'

/** The services as one session has them. */
export type InSession = Omit<ServicesHost, 'call' | 'on' | 'bytesRefusal'> & {
  call(name: string, input: unknown): Promise<Answer>
  on(listener: (event: ContractEvent) => void): () => void
}

/** For a door with one session alone, as a run of the command line is. */
export const inSession = (host: ServicesHost, session: Session = host.session()): InSession => ({
  ...host,
  call: (name, input) => host.call(session, name, input),
  on: (listener) => host.on(session, listener),
})
