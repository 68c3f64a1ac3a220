import { FolderOpen, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from './Button.tsx'
import { cx } from './cx.ts'
import styles from './fileDrop.module.css'
import { type ChosenFolder, folderDropped, folderOfInput } from './folderFiles.ts'

/** Files by drag and drop, or chosen with the button; a whole folder too where `onFolder` takes one. */
export function FileDrop(props: {
  label: string
  hint: string
  accept?: string
  multiple?: boolean
  isDisabled?: boolean
  onFiles: (files: File[]) => void
  folder?: { label: string; onFolder: (folder: ChosenFolder) => void }
  testId?: string
}) {
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const folderInput = useRef<HTMLInputElement>(null)
  const { folder } = props
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
        const dropped = folder && !props.isDisabled ? folderDropped(event.dataTransfer) : null
        if (folder && dropped) folder.onFolder(dropped)
        else take(event.dataTransfer.files)
      }}
    >
      <div className={styles.buttons}>
        <Button
          icon={<Upload size={16} aria-hidden />}
          isDisabled={props.isDisabled ?? false}
          onPress={() => input.current?.click()}
        >
          {props.label}
        </Button>
        {folder ? (
          <Button
            icon={<FolderOpen size={16} aria-hidden />}
            isDisabled={props.isDisabled ?? false}
            onPress={() => folderInput.current?.click()}
          >
            {folder.label}
          </Button>
        ) : null}
      </div>
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
      {folder ? (
        <input
          ref={(element) => {
            folderInput.current = element
            // No attribute that React knows.
            element?.setAttribute('webkitdirectory', '')
          }}
          type="file"
          hidden
          data-testid={props.testId && `${props.testId}-folder`}
          onChange={(event) => {
            const chosen = folderOfInput(Array.from(event.target.files ?? []))
            if (chosen) folder.onFolder(chosen)
            event.target.value = ''
          }}
        />
      ) : null}
      <p>{props.hint}</p>
    </section>
  )
}
