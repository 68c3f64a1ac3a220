import { z } from 'zod'
import { AGGREGATES } from '../core/journal/kinds.ts'
import { ENTRANCES } from '../core/people/acting.ts'
import { Person } from '../core/people/person.ts'
import { ReleaseSheet } from '../core/people/releaseSheet.ts'
import { AtMs, Id, Name, Sha256, Version } from '../core/units/id.ts'
import { call, nothing } from './call.ts'
import { made, record, written } from './document.ts'
import { EVERYONE, SUPERVISORS, WRITERS } from './roles.ts'
import { Acting, Actor } from './session.ts'

/** What is told of a person: never what their passphrase is kept as, which leaves the services by no call. */
export const PersonShown = Person.omit({ secret: true, recovery: true }).extend({
  hasPassphrase: z.boolean(),
  /** Somebody else set it: they are asked for one of their own. */
  isTemporary: z.boolean(),
  hasRecovery: z.boolean(),
})
export type PersonShown = z.infer<typeof PersonShown>

const Given = Person.pick({
  name: true,
  roles: true,
  unit: true,
  number: true,
  licenceUntil: true,
  phone: true,
})
/** As it is typed; what will do is asked for when one is set. */
const Passphrase = z.string().min(1).max(200)

/**
 * What is to be done with open work of somebody who leaves:
 * - findings that are theirs: `follow`; `recheck`, which wait for a re-check; `awaitAnswer`, of another agency;
 * - orders that they drafted or issued: `issue`, `serve`, `followOrder`;
 * - visits that name them: `visit`, planned; `approve`, planned and nobody approved it; `finishSheet`, begun; `approveAfter`,
 *   over and nobody approved it;
 * - `organise`, a campaign; `nameCrew`, a mission that is to be flown; `draw`, a draw that is committed to and not drawn;
 *   `drawAgain`, one that drew them; `beTold`, the table of who is told of what is overdue;
 * - `codesEnd`: one-time codes, which let nothing pass any more; `decide`: one of the versions that wait is theirs.
 */
export const WORK_TODOS = [
  'follow',
  'recheck',
  'awaitAnswer',
  'issue',
  'serve',
  'followOrder',
  'visit',
  'approve',
  'finishSheet',
  'approveAfter',
  'organise',
  'nameCrew',
  'draw',
  'drawAgain',
  'beTold',
  'codesEnd',
  'decide',
] as const

/** Something that somebody has open. */
export const OpenWork = z.object({
  kind: z.enum(AGGREGATES),
  id: Id,
  /** A title, a number, or the name of who is visited; '' where it has none. */
  title: z.union([z.string(), Name]),
  todo: z.enum(WORK_TODOS),
  /** Whether it goes to whoever takes over. */
  goesOver: z.boolean(),
})
export type OpenWork = z.infer<typeof OpenWork>

/** A sheet of one-time codes without what its codes are kept as. */
export const SheetShown = ReleaseSheet.omit({ codes: true }).extend({
  codes: z.array(ReleaseSheet.shape.codes.element.omit({ phc: true })),
})
export type SheetShown = z.infer<typeof SheetShown>

const Page = z.object({ downloadId: z.string(), fileName: z.string() })
const LANGUAGE = z.enum(['zh', 'en'])

export const personCalls = {
  /** How one gets in, and who is in; asked before anybody is. */
  'person.entrance': call(
    'read',
    EVERYONE,
    nothing,
    z.object({
      entrance: z.enum(ENTRANCES),
      /** Whether this session may do anything; what `isLocked` covers goes on. */
      isIn: z.boolean(),
      isLocked: z.boolean(),
      actor: Acting,
      /** Their passphrase was set by somebody else. */
      mustChange: z.boolean(),
      /** After so many minutes without a hand on it a window locks itself; null: never. */
      idleMinutes: z.number().nullable(),
      /** Who may sign in. */
      persons: z.array(Person.pick({ id: true, name: true, roles: true, unit: true, number: true })),
      /** How many steps were made alone that whoever acts has not looked at; 0 for who is alone. */
      toReview: z.number().int(),
    }),
  ),
  /** All persons, those who left too. */
  'person.list': call('read', EVERYONE, nothing, z.array(record(PersonShown))),
  /** The first person of a workspace says who they are, and acts from then on. */
  'person.begin': call('write', WRITERS, Given.extend({ id: Id.optional() }), written(PersonShown)),
  /**
   * Takes somebody in, or changes what is known of them. From the second one on each has a passphrase, the first one too
   * (`passphrase_first`); the new one is asked for their own when they first sign in.
   */
  'person.put': call(
    'write',
    SUPERVISORS,
    z.object({ base: Version.nullable(), doc: Given.extend({ id: Id }), passphrase: Passphrase.nullable() }),
    written(PersonShown),
  ),
  /** All that somebody has open: what any document names them for (`core/journal/personMembers.ts`). */
  'person.openWork': call('read', EVERYONE, z.object({ id: Id }), z.array(OpenWork)),
  /**
   * Somebody leaves. What of their open work `goesOver` goes to another person, or stays with their name where that
   * `isConfirmed`; what does not is done by whoever may. Their unused one-time codes are withdrawn.
   */
  'person.leave': call(
    'write',
    SUPERVISORS,
    z.object({ id: Id, base: Version, handOverToId: Id.nullable(), isConfirmed: z.boolean() }),
    written(PersonShown),
  ),
  /** Sets one's own passphrase; `old`: null where there is none. Read-only people have one too. */
  'person.setPassphrase': call(
    'write',
    EVERYONE,
    z.object({ old: Passphrase.nullable(), passphrase: Passphrase }),
    written(PersonShown),
  ),
  /** Sets another's, who forgot it. */
  'person.resetPassphrase': call(
    'write',
    SUPERVISORS,
    z.object({ id: Id, base: Version, passphrase: Passphrase }),
    written(PersonShown),
  ),
  /** A page with one's own recovery code, to be printed: it lets in once who forgot their passphrase. */
  'person.makeRecovery': call('write', WRITERS, z.object({ language: LANGUAGE }), Page.extend(made)),
  /** Sets a passphrase by the printed recovery code, which is used up by it. */
  'person.recover': call(
    'write',
    EVERYONE,
    z.object({ id: Id, code: z.string().min(1).max(100), passphrase: Passphrase }),
    z.object(made),
  ),
  /** Signs in, by id or by name or number; without a passphrase only in the demo. */
  'person.signIn': call(
    'session',
    EVERYONE,
    z.object({
      id: Id.nullable(),
      name: z.string().max(100).nullable(),
      passphrase: Passphrase.nullable(),
    }),
    Acting,
  ),
  'person.signOut': call('session', EVERYONE, nothing, nothing),
  /** Nothing but what was begun goes on in this session until its person signs in again. */
  'person.lock': call('session', EVERYONE, nothing, nothing),
  /** What was done alone (单人办理), for who came later to look at. */
  'person.alone': call(
    'read',
    EVERYONE,
    nothing,
    z.array(
      z.object({
        entry: Sha256,
        atMs: AtMs,
        actor: Actor,
        action: z.string(),
        /** What it was done to, by name; '' of what has none. */
        names: z.array(z.object({ aggregate: z.string(), id: Id, name: z.string() })),
        isSeen: z.boolean(),
      }),
    ),
  ),
  /** Whoever acts has looked at all that was done alone before now. */
  'person.reviewAlone': call('write', WRITERS, nothing, written(PersonShown)),
  'release.sheets': call('read', EVERYONE, nothing, z.array(record(SheetShown))),
  /** Makes a sheet of one-time codes and the page to print; the codes stand on the page alone. */
  'release.print': call(
    'write',
    SUPERVISORS,
    z.object({ count: z.number().int().min(1).max(32), language: LANGUAGE }),
    Page.extend({ ...made, id: Id }),
  ),
  'release.withdraw': call('write', SUPERVISORS, z.object({ id: Id, base: Version }), written(SheetShown)),
} as const

/** What may be asked before anybody is signed in. */
export const BEFORE_SIGN_IN: readonly string[] = [
  'workspace.status',
  'workspace.openOwn',
  'workspace.openDemo',
  'actor.set',
  'person.entrance',
  'person.signIn',
  'person.signOut',
  'person.lock',
  'person.recover',
  'policy.get',
]
/** What a locked session goes on with: files that are on their way come to their end, and what was begun can be stopped. */
export const WHILE_LOCKED: readonly string[] = [
  ...BEFORE_SIGN_IN,
  'files.release',
  'flight.put',
  'footage.ingest',
  'footage.keepPoster',
  'footage.match',
  'link.cancel',
  'link.close',
  'link.status',
  'task.cancel',
]
