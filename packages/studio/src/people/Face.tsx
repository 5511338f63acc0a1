import { Avatar } from '@mantine/core'
import { useSpeech } from '../language/index.tsx'
import { rolesOf } from './queries.ts'
import type { Person } from './queries.ts'
import css from './people.module.css'

interface FaceProps {
  readonly person: Person
  readonly size?: number
  /** What stands under the name; otherwise what they may do. */
  readonly under?: string
}

/** A person as they stand in menus and lists. */
export function Face({ person, size = 28, under }: FaceProps) {
  const { word } = useSpeech()
  return (
    <>
      <Avatar
        name={person.name}
        color="petrol"
        variant="filled"
        radius="xl"
        size={size}
        aria-hidden
      />
      <span className={css.who}>
        <strong>{person.name}</strong>
        <span className="soft small">
          {under ??
            rolesOf(person)
              .map((role) => word('role', role))
              .join(' · ')}
        </span>
      </span>
    </>
  )
}
