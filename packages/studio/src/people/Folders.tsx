import { Avatar, Tooltip } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useFolders } from './folder-names.ts'
import { useSpeech } from '../language/index.tsx'
import { lacksFourEyes, whoMay } from './queries.ts'
import type { Person } from './queries.ts'
import css from './people.module.css'

const shown = ['author', 'approver', 'publisher', 'sender'] as const

/** Folder by folder who may do what, and where nobody could look at another’s work. */
export function Folders({ people }: { people: readonly Person[] }) {
  const { t, word } = useSpeech()
  const own = people.flatMap(({ rights }) => rights.map(({ prefix }) => prefix))
  const folders = [...new Set([...useFolders(), ...own])].toSorted()
  return (
    <>
      <p className={`soft ${css.lead}`}>{t('byFolderText')}</p>
      <div className={`sheet ${css.scroll}`} tabIndex={0} role="group" aria-label={t('byFolder')}>
        <table className={css.matrix}>
          <thead>
            <tr>
              <th scope="col">{t('folder')}</th>
              {shown.map((role) => (
                <th scope="col" key={role}>
                  {word('role', role)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {folders.map((folder) => (
              <tr key={folder}>
                <th scope="row">
                  {folder === '' ? t('everything') : <code>{folder}</code>}
                  {lacksFourEyes(people, folder) && (
                    <span className={css.gap}>
                      <IconAlertTriangle size={14} aria-hidden /> {t('lacksFourEyes')}
                    </span>
                  )}
                </th>
                {shown.map((role) => (
                  <td key={role}>
                    <Those people={whoMay(people, role, folder)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Those({ people }: { people: readonly Person[] }) {
  const { t } = useSpeech()
  if (people.length === 0) return <span className="soft">{t('nobody')}</span>
  return (
    <Avatar.Group spacing={6}>
      {people.slice(0, 6).map(({ id, name }) => (
        <Tooltip key={id} label={name}>
          <Avatar
            name={name}
            size={26}
            color="petrol"
            variant="light"
            role="img"
            aria-label={name}
          />
        </Tooltip>
      ))}
      {people.length > 6 && <Avatar size={26}>+{people.length - 6}</Avatar>}
    </Avatar.Group>
  )
}
