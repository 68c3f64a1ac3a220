import { useState } from 'react'
import { keepDraft, useDraft } from '../api/drafts.ts'
import { useAuthor } from '../api/hooks.ts'

/** How whoever acts has a list arranged, the first way until they choose another: kept beside their half forms. */
export function useArranged<T extends string>(
  list: 'missions' | 'flights' | 'findings',
  ways: readonly [T, ...T[]],
): readonly [T, (way: T) => void] {
  const by = useAuthor()
  const key = `list/${list}`
  const kept = useDraft(key)
  const [chosen, setChosen] = useState<T | null>(null)
  const way = chosen ?? ways.find((one) => one === kept) ?? ways[0]
  return [
    way,
    (next) => {
      setChosen(next)
      if (by !== undefined) keepDraft({ key, value: next, by })
    },
  ]
}
