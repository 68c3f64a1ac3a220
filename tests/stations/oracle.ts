/**
 * What several stations must show, by another hand: it knows who acknowledged which document on top of which, and no more.
 * It shares nothing with the product: no hash, no table, no rule of joining, only these laws.
 *
 * 1. A station's heads of a document are the acknowledged states that it was given and that nothing it was given continues.
 * 2. One head is shown as it is. A deletion is held back while something shown refers to it.
 * 3. Of several, either all wait and the last state that all of them continue is shown (or nothing, where there is none; or
 *    what several such states were joined to), or they were joined: then each value that is shown is a head's, and of every
 *    head that has another one, a state had that other one which both continue.
 * 4. Two heads of one parent that changed different members of a kind that is joined by member do not wait.
 */

export type Doc = { readonly id: string } & Readonly<Record<string, unknown>>

/** One acknowledged state of a document. */
type State = {
  readonly key: string
  readonly of: string
  readonly parents: readonly string[]
  readonly doc: Doc | null
}

/** How a station shows a document. */
export type View = {
  readonly shown: Doc | null
  /** The documents of what waits for a decision; null where nothing waits. A deletion is null. */
  readonly waiting: readonly (Doc | null)[] | null
  /** It was deleted, and stays while something refers to it. */
  readonly isHeld: boolean
}

export type Kinds = {
  /** Kinds that are joined member by member; others wait as a whole. */
  readonly byMember: ReadonlySet<string>
  /** Members of a kind (as paths, `name.zh`) that count as one. */
  readonly together: Readonly<Record<string, readonly string[]>>
  /** The documents (`kind id`) that a document refers to. */
  readonly refersTo: (kind: string, doc: Doc) => readonly string[]
}

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.keys(value)
            .sort()
            .map((key) => [key, sorted((value as Record<string, unknown>)[key])]),
        )
      : value

/** A value as a text by which two are the same. */
export const textOf = (value: unknown): string => JSON.stringify(sorted(value)) ?? 'absent'

/** The members of a document by their paths; a list is one member. */
function membersOf(doc: Doc | null | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [key, member] of Object.entries(value)) walk(member, path === '' ? key : `${path}.${key}`)
    else found.set(path, textOf(value))
  }
  walk(doc ?? {}, '')
  return found
}

export class Oracle {
  readonly #kinds: Kinds
  readonly #states = new Map<string, State>()
  /** What each station was given, itself included. */
  readonly #known: Set<string>[]
  /** Edits that were made, and those of them that met another. */
  edits = 0

  constructor(stations: number, kinds: Kinds) {
    this.#kinds = kinds
    this.#known = Array.from({ length: stations }, () => new Set<string>())
  }

  /** A station acknowledged a document (null: its deletion) made on what it showed; `of` is `kind id`. */
  acknowledged(station: number, of: string, doc: Doc | null): void {
    const parents = this.heads(station, of)
      .map(({ key }) => key)
      .sort()
    const key = textOf({ of, parents, doc })
    this.edits += 1
    this.#states.set(key, { key, of, parents, doc })
    this.#knownBy(station).add(key)
  }

  /** What a station knows at this moment, as it would send it. */
  sent(station: number): ReadonlySet<string> {
    return new Set(this.#knownBy(station))
  }

  received(station: number, sent: ReadonlySet<string>): void {
    for (const key of sent) this.#knownBy(station).add(key)
  }

  /** Every document that a station knows of. */
  documents(station: number): string[] {
    return [...new Set([...this.#knownBy(station)].map((key) => this.#state(key).of))]
  }

  heads(station: number, of: string): State[] {
    const own = [...this.#knownBy(station)].map((key) => this.#state(key)).filter((state) => state.of === of)
    const continued = new Set(own.flatMap(({ parents }) => parents))
    return own.filter(({ key }) => !continued.has(key))
  }

  /** Edits that met another one: neither continues the other. */
  collided(): number {
    const all = [...this.#states.values()]
    const before = new Map(all.map(({ key }) => [key, this.#before(key)]))
    return all.filter((one) =>
      all.some(
        (other) =>
          other.of === one.of &&
          other.key !== one.key &&
          !before.get(one.key)?.has(other.key) &&
          !before.get(other.key)?.has(one.key),
      ),
    ).length
  }

  /** What is wrong with how a station shows its documents; empty where all laws hold. */
  faults(station: number, view: (of: string) => View): string[] {
    const found: string[] = []
    for (const of of this.documents(station)) {
      const fault = this.#faultOf(station, of, view)
      if (fault) found.push(`station ${station}, ${of}: ${fault}`)
    }
    return found
  }

  #faultOf(station: number, of: string, view: (of: string) => View): string | null {
    const heads = this.heads(station, of)
    const { shown, waiting, isHeld } = view(of)
    const [only] = heads
    if (heads.length === 1 && only) {
      if (waiting) return 'one state, and it waits'
      if (only.doc !== null)
        return textOf(shown) === textOf(only.doc) ? null : 'not the newest state is shown'
      const isReferredTo = this.documents(station).some((other) => {
        const doc = other === of ? null : view(other).shown
        return doc !== null && this.#kinds.refersTo(other.split(' ')[0] ?? '', doc).includes(of)
      })
      if (!isReferredTo) return shown === null && !isHeld ? null : 'deleted, and still shown'
      if (!isHeld) return 'deleted, though something refers to it'
      // What was deleted may have been several states that were joined.
      const before = only.parents.map((key) => this.#state(key))
      return this.#notJoined(of, shown, before) === null
        ? null
        : 'what is held back is not the state that was deleted'
    }
    const docs = new Set(heads.map(({ doc }) => textOf(doc)))
    const common = this.#common(heads)
    if (waiting) {
      const listed = new Set(waiting.map(textOf))
      if (listed.size !== docs.size || [...docs].some((doc) => !listed.has(doc)))
        return 'not every state that waits is listed'
      if (!this.#isShownMeanwhile(of, shown, common))
        return 'what is shown meanwhile is not what all continue'
      return this.#mustJoin(of, heads) ? 'nothing stands against a join, and it waits' : null
    }
    return this.#notJoined(of, shown, heads)
  }

  /**
   * Of the states that all continue the last one is shown; of several last ones, what they were joined to, or where they
   * waited too, what was shown then.
   */
  #isShownMeanwhile(of: string, shown: Doc | null, common: readonly State[]): boolean {
    const continued = new Set(common.flatMap(({ key }) => [...this.#before(key)]))
    const last = common.filter(({ key }) => !continued.has(key))
    if (last.length <= 1) return textOf(shown) === textOf(last[0]?.doc ?? null)
    const before = this.#common(last)
    return this.#notJoined(of, shown, last) === null || this.#isShownMeanwhile(of, shown, before)
  }

  /** Why what is shown is not what states were joined to; null where it may be. */
  #notJoined(of: string, shown: Doc | null, heads: readonly State[]): string | null {
    const isByMember = this.#kinds.byMember.has(of.split(' ')[0] ?? '')
    const values = (doc: Doc | null) => (isByMember && doc ? membersOf(doc) : new Map([['', textOf(doc)]]))
    const found = values(shown)
    const ofHeads = heads.map(({ doc }) => values(doc))
    const lost = [...new Set(ofHeads.flatMap((one) => [...one.keys()]))].find(
      (member) => !this.#isOfAll(heads, (doc) => values(doc).get(member), found.get(member)),
    )
    return lost === undefined ? null : `${lost || 'an edit'} was lost`
  }

  /** Whether a value is a head's, and every other head has it too, or one that a state had which both continue. */
  #isOfAll(
    heads: readonly State[],
    valueOf: (doc: Doc | null) => string | undefined,
    found: string | undefined,
  ): boolean {
    return heads.some(
      (one) =>
        valueOf(one.doc) === found &&
        heads.every((other) => {
          const value = valueOf(other.doc)
          return value === found || this.#common([one, other]).some(({ doc }) => valueOf(doc) === value)
        }),
    )
  }

  #mustJoin(of: string, heads: readonly State[]): boolean {
    const kind = of.split(' ')[0] ?? ''
    const [a, b] = heads
    if (heads.length !== 2 || !a?.doc || !b?.doc || !this.#kinds.byMember.has(kind)) return false
    if (a.parents.length !== 1 || a.parents.join() !== b.parents.join()) return false
    const before = this.#state(a.parents[0] ?? '').doc
    if (!before) return false
    const as = this.#changed(kind, before, a.doc)
    return ![...this.#changed(kind, before, b.doc)].some((member) => as.has(member))
  }

  #changed(kind: string, before: Doc, after: Doc): Set<string> {
    const together = this.#kinds.together[kind] ?? []
    const [was, is] = [membersOf(before), membersOf(after)]
    const group = (member: string): string =>
      together.includes(member.split('.')[0] ?? '') ? (together[0] ?? member) : member
    return new Set([...was.keys(), ...is.keys()].filter((one) => was.get(one) !== is.get(one)).map(group))
  }

  /** The states that every head continues. */
  #common(heads: readonly State[]): State[] {
    const [first, ...rest] = heads.map(({ key }) => this.#before(key))
    return [...(first ?? [])]
      .filter((key) => rest.every((before) => before.has(key)))
      .map((key) => this.#state(key))
  }

  /** Everything before a state. */
  #before(key: string): Set<string> {
    const found = new Set<string>()
    const open = [...this.#state(key).parents]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (found.has(next)) continue
      found.add(next)
      open.push(...this.#state(next).parents)
    }
    return found
  }

  #state(key: string): State {
    const state = this.#states.get(key)
    if (!state) throw new Error(`no such state: ${key}`)
    return state
  }

  #knownBy(station: number): Set<string> {
    const known = this.#known[station]
    if (!known) throw new Error(`no such station: ${station}`)
    return known
  }
}
