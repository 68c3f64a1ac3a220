import { Hint } from '../../../ui/layout.tsx'

/** What a format is for; what is to be done with the file, line by line, where that takes steps. */
export function FormatHint({ words: said }: { words: string }) {
  const [first, ...steps] = said.split('\n')
  return (
    <>
      <Hint>{first}</Hint>
      {steps.length > 0 ? (
        <ol>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      ) : null}
    </>
  )
}
