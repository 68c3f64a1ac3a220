import { Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from './Button.tsx'
import { cx } from './cx.ts'
import styles from './fileDrop.module.css'

/** Files by drag and drop, or chosen with the button. */
export function FileDrop(props: {
  label: string
  hint: string
  accept?: string
  multiple?: boolean
  isDisabled?: boolean
  onFiles: (files: File[]) => void
  testId?: string
}) {
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const take = (list: FileList | null): void => {
    const files = Array.from(list ?? [])
    if (files.length > 0 && !props.isDisabled) props.onFiles(props.multiple ? files : files.slice(0, 1))
  }
  return (
    // Dropping is for the pointer; the button in it does the same from the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      aria-label={props.label}
      className={cx(styles.drop, over && styles.over)}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
    >
      <Button
        icon={<Upload size={16} aria-hidden />}
        isDisabled={props.isDisabled ?? false}
        onPress={() => input.current?.click()}
      >
        {props.label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        data-testid={props.testId}
        multiple={props.multiple}
        accept={props.accept}
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
      <p>{props.hint}</p>
    </section>
  )
}
