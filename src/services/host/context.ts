import type {
  Actor,
  CallName,
  CallOutput,
  CallParsed,
  ContractEvent,
  Role,
  Session,
} from '../../contract/index.ts'
import type { EntryRef } from '../../core/journal/entry.ts'
import type { Entrance } from '../../core/people/acting.ts'
import { needsSecond } from '../../core/people/alone.ts'
import type { Cost } from '../../core/people/secret.ts'
import type { Policy } from '../../core/policy/policy.ts'
import type { DocumentRef } from '../../store/journal/projecting.ts'
import { type Made, Refusal, type Tx, transact, type Workspace } from '../../store/workspace.ts'
import type { Threads } from './jobTable.ts'
import type { Adding, AddingCall } from './addDocument.ts'
import type { Failures } from './failures.ts'
import type { Running } from './running.ts'
import type { PrintPage } from './printPdf.ts'
import type { KeysAtHand } from './stationKeys.ts'
import type { Work } from './work.ts'

/** Opens a read-only copy of a file of a hash, under a name, with the system's own program. */
export type OpenOutside = (original: string, fileName: string, sha256: string) => Promise<void>

/** What a use case works with: the open workspace, who asks, and the world outside as functions. */
export type Context = {
  readonly workspace: Workspace
  /** What people call the workspace. */
  readonly workspaceName: string
  readonly session: Session
  /** Who acts, in the role that the call asks for; and all of their roles. */
  readonly actor: Actor
  readonly roles: readonly Role[]
  /** How one gets in here. */
  readonly entrance: Entrance
  /** Nobody else works here: what a second person should look at is marked (`core/people/alone.ts`). */
  readonly isAlone: boolean
  /** The stations' keys of this computer's user, and the keyring where there is one. */
  readonly keysAtHand: KeysAtHand
  /** The calls that failed since the program began. */
  readonly failures: Failures
  /** What is set for everybody at this computer; null: nothing is. */
  readonly policy: Policy | null
  readonly nowMs: () => number
  /** Where originals are read, hashed and copied. */
  readonly threads: Threads
  /** Where files are taken apart that a person chose: missions, drawings, elevation models. */
  readonly readers: Threads
  /** Where passphrases and codes are hashed: nobody waits at a lock for a card to be copied. */
  readonly guards: Threads
  /** What a hash of a secret costs, where it is not the usual. */
  readonly secretCost: Cost | null
  /** The path behind a file reference, or a thrown `unknown_file`. */
  readonly filePath: (ref: string) => { path: string; name: string }
  /** Keeps bytes for the window to fetch once. */
  readonly offerDownload: (fileName: string, mimeType: string, bytes: Uint8Array) => string
  /** A path for a file that goes away with the services. */
  readonly scratchFile: () => string
  /** Lets the window fetch a file of our scratch. */
  readonly offerFile: (fileName: string, mimeType: string, path: string) => string
  /** Opens a read-only copy of a file with the system's own program; null where there is no way to. */
  readonly openOutside: OpenOutside | null
  /** Prints a page that lies in a file of ours as PDF; null where nothing at hand can. */
  readonly printPage: PrintPage
  readonly emit: (event: ContractEvent) => void
  /** Holds what a write will answer against the call's contract, before it is committed; what it gives is answered. */
  readonly answer: (value: object) => unknown
  /** Says of an answer that a thread held it against the call's contract; it is given as it is. */
  readonly isChecked: <T extends object>(value: T) => T
  /** Begins long work under a name; `task.cancel` fires its signal. One of a name at a time, unless it `mayShare`. */
  readonly begin: Running['begin']
}

/** Calls that the host answers itself, whether a workspace is open or not. */
type HostCall =
  | 'workspace.status'
  | 'workspace.openOwn'
  | 'workspace.openDemo'
  | 'actor.set'
  | 'person.entrance'
  | 'person.signIn'
  | 'person.signOut'
  | 'person.lock'
  | 'files.opened'
  | 'files.release'
  | 'task.cancel'
  | 'policy.get'
type Handle<N extends CallName, By> = (input: CallParsed<N>, by: By) => CallOutput<N> | Promise<CallOutput<N>>

export type HostHandlers = { [N in HostCall]: Handle<N, Session> }
/** One handler a call of an aggregate; input and output are checked against the contract around it. */
export type Handlers = { [N in Exclude<CallName, HostCall>]: Handle<N, Context> }

/**
 * Reading that somebody may call off by the name of its call.
 * @throws {Refusal} `cancelled` when somebody did.
 */
export async function during<T>(
  context: Pick<Context, 'begin'>,
  task: CallName,
  read: (work: Work) => Promise<T>,
): Promise<T> {
  const { signal, end } = context.begin(task, true)
  try {
    return await read({ signal })
  } catch (error) {
    if (signal.aborted) throw new Refusal('cancelled', {})
    throw error
  } finally {
    end()
  }
}

/**
 * Runs one write as one transaction and one entry, tells the doors, and throws its refusal. What `work` gives is the
 * call's whole answer but for the entry that it makes, and for `also`, which is asked once all of it is shown: it is checked
 * before anything is committed.
 */
export function write<T extends object, A extends object = object>(
  context: Context,
  action: string,
  work: (tx: Tx) => T,
  undoes: EntryRef | null = null,
  also?: () => A,
): T & A & Made {
  const done = transact(
    context.workspace,
    { actor: actorOf(context, action), atMs: context.nowMs(), action, undoes },
    work,
    (value, made) => context.answer({ ...value, ...also?.(), ...made }) as T & A & Made,
  )
  if (!done.ok) throw new Refusal(done.code, done.params)
  const { entry, value, told } = done.value
  context.emit({
    type: 'changed',
    arrival: entry.arrival,
    changes: [...told],
  })
  return value
}

/** Who makes an entry: who acts, and that nobody could look at it where somebody should. */
const actorOf = ({ actor, isAlone }: Context, action: string): Actor =>
  isAlone && needsSecond(action) ? { ...actor, alone: true } : actor

/**
 * Notes that somebody did something with a document which changes nothing of it: one entry, and the doors are told.
 * @throws {Refusal} as a write does.
 */
export function note(context: Context, action: string, about: DocumentRef): void {
  const { workspace, nowMs } = context
  const said = { actor: actorOf(context, action), atMs: nowMs(), action, about }
  const done = transact(workspace, said, () => null)
  if (!done.ok) throw new Refusal(done.code, done.params)
  context.emit({ type: 'changed', arrival: done.value.entry.arrival, changes: [] })
}

/** Large documents are added one after the other, by workspace: each knows what is there. */
const adding = new WeakMap<Workspace, Promise<unknown>>()

/**
 * Adds a document that a reader gave as JSON, in a thread: as `write` does it, but that nobody waits for it who does not
 * write himself. `over`: members that are known only when its turn comes.
 */
export async function add<N extends AddingCall>(
  context: Context,
  call: N,
  document: Pick<Adding, 'name' | 'table' | 'text' | 'notes'> & { over?: () => Adding['over'] },
): Promise<CallOutput<N>> {
  const { workspace, actor } = context
  const { over = () => ({}), ...rest } = document
  const before = adding.get(workspace)
  const mine = (async () => {
    await before?.catch(() => undefined)
    const { dir } = workspace
    return context.readers.run('add', {
      ...rest,
      call,
      dir,
      keys: workspace.keys.place(),
      actor,
      atMs: context.nowMs(),
      over: over(),
    })
  })()
  adding.set(workspace, mine)
  const answer = await mine
  context.emit({
    type: 'changed',
    arrival: answer.arrival,
    changes: [{ aggregate: document.table, id: answer.doc.id }],
  })
  return context.isChecked(answer) as CallOutput<N>
}
