import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, need } from '../api/client.ts'
import { commentsQuery } from '../changes/queries.ts'
import type { Comment } from '../changes/queries.ts'
import type { Anchor, ContentEditorProps, Remark } from '../editor/props.ts'
import { useSay } from '../forms/language/index.ts'
import { useSpeech } from '../language/index.tsx'
import { usePerson } from '../people/session.ts'

type Wired = Pick<ContentEditorProps, 'remarks' | 'onRemark' | 'onResolve' | 'onReopen'>

/**
 * The change's comments on a file as the editor has them, each at its words. Whoever reads may
 * comment; a verdict on a suggestion is kept as an answer to it.
 */
export function useRemarks(path: string, change: string | undefined): Wired {
  const { t } = useSpeech()
  const say = useSay()
  const client = useQueryClient()
  const person = usePerson()
  const comments = useQuery({ ...commentsQuery(change ?? ''), enabled: change !== undefined })
  const told = () => client.invalidateQueries({ queryKey: ['change', change] })
  const add = useMutation({
    mutationFn: async (body: {
      text: string
      anchor?: Anchor
      suggestion?: string
      answers?: string
    }) => {
      const { anchor, ...rest } = body
      return need(
        await api.POST('/api/changes/{change}/comments', {
          params: { path: { change: change! } },
          body: { path, ...rest, ...(anchor && { anchor: { ...anchor } }) },
        }),
      )
    },
    onSuccess: told,
  })
  const resolve = useMutation({
    mutationFn: async ({ id, resolved }: { id: string; resolved: boolean }) =>
      need(
        await api.PATCH('/api/changes/{change}/comments/{comment}', {
          params: { path: { change: change!, comment: id } },
          body: { resolved },
        }),
      ),
    onSuccess: told,
  })
  if (change === undefined || !comments.data) return {}
  const items = comments.data.items.filter((it) => it.path === path)
  const outcome = (it: Comment) => {
    const answer = items.findLast(({ answers }) => answers === it.id)
    const by = it.resolvedBy ? t('resolvedBy', { name: it.resolvedBy.name }) : undefined
    return [answer?.text, by].filter(Boolean).join(' · ')
  }
  const remarks = items
    .filter(({ answers }) => answers === null)
    .map((it): Remark => ({
      id: it.id,
      anchor: anchorIn(it.anchor),
      text: it.text === dash ? '' : it.text,
      author: it.author.name,
      at: it.at,
      ...(it.suggestion !== null && { suggestion: it.suggestion }),
      resolved: it.resolvedAt !== null,
      ...(it.resolvedAt !== null && { outcome: outcome(it) }),
    }))
  if (!person) return { remarks }
  return {
    remarks,
    onRemark: ({ anchor, text, suggestion }) =>
      // A suggestion may speak for itself; a comment has words.
      add.mutate({ anchor, text: text || dash, ...(suggestion !== undefined && { suggestion }) }),
    onResolve: (id, how) => {
      if (how !== 'done')
        add.mutate({ text: say(how === 'accepted' ? 'accepted' : 'declined'), answers: id })
      resolve.mutate({ id, resolved: true })
    },
    onReopen: (id) => resolve.mutate({ id, resolved: false }),
  }
}

const dash = '–'

/** A comment on the file as a whole, as the change's page writes them, stands at no words. */
function anchorIn(raw: Readonly<Record<string, unknown>>): Anchor {
  const { quote, occurrence } = raw
  return {
    quote: typeof quote === 'string' ? quote : '',
    occurrence: typeof occurrence === 'number' ? occurrence : 0,
  }
}
