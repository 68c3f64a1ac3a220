type All<Parts extends readonly object[]> = Parts extends readonly [
  infer First,
  ...infer Rest extends object[],
]
  ? First & All<Rest>
  : unknown

/**
 * One table of several that share no key. A literal of as many spreads comes to the same, but the engine gives it a new
 * shape with every key: 60 ms for two thousand words, where this takes less than one.
 */
export const joined = <Parts extends readonly object[]>(...parts: Parts): All<Parts> =>
  Object.assign({}, ...parts) as All<Parts>
