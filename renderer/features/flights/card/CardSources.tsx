import { useT } from '../../../i18n/index.ts'
import { Select } from '../../../ui/fields.tsx'
import type { ChosenSource, Match } from './card.ts'

/** Whose track is taken of each log in which several speak: the first that saw enough, unless somebody says otherwise. */
export function CardSources(props: {
  matches: readonly Match[]
  names: ReadonlyMap<string, string>
  sources: readonly ChosenSource[]
  onChange: (sources: ChosenSource[]) => void
}) {
  const { matches, names, sources, onChange } = props
  const t = useT()
  return matches
    .filter((match) => match.sources.length > 1)
    .map(({ file, sources: heard }) => (
      <Select
        key={file}
        label={t('card.source', { file: names.get(file) ?? file })}
        value={heard.find(({ isTaken }) => isTaken)?.name ?? ''}
        options={heard.map(({ name, points }) => ({
          value: name,
          label: t('card.sourceOf', { name, n: points }),
        }))}
        onChange={(source) => onChange([...sources.filter((one) => one.file !== file), { file, source }])}
        testId="card-source"
      />
    ))
}
