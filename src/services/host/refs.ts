let counter = 0

/** A reference to a file that nobody can guess, and that says nothing of where it lies. */
export const nextRef = (): string =>
  `${Date.now().toString(36)}-${(++counter).toString(36)}-${Math.random().toString(36).slice(2, 10)}`
