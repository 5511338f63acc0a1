import { IconLock, IconPaperclip } from '@tabler/icons-react'
import { useSpeech } from '../language/index.tsx'
import type { ViewedFile } from './protocol.ts'
import { usePreviewWords } from './words.ts'
import css from './preview.module.css'

/** Files that go out with a message, to be kept and looked at. */
export function Files({ files }: { files: readonly ViewedFile[] }) {
  const { say } = usePreviewWords()
  const { bytes } = useSpeech()
  return files.map((file) => (
    <span key={file.filename} className={css.attachment}>
      <IconPaperclip size={14} aria-hidden="true" />{' '}
      <button
        type="button"
        aria-label={say('download', { name: file.filename })}
        onClick={() => save(file)}
      >
        {file.filename}
      </button>{' '}
      <span className="soft">{bytes(file.bytes.length)}</span>
    </span>
  ))
}

/** Says that what is shown open goes out shut. */
export function Shut() {
  const { say } = usePreviewWords()
  return (
    <span className={css.attachment}>
      <IconLock size={14} aria-hidden="true" /> {say('shut')}
    </span>
  )
}

function save({ filename, mediaType, bytes }: ViewedFile): void {
  const address = URL.createObjectURL(new Blob([bytes as BlobPart], { type: mediaType }))
  const link = document.createElement('a')
  link.href = address
  link.download = filename
  link.click()
  // The browser has read the address by then, however slow the disk.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
