import { pickVariant, printContentFile, sayableOn } from '@misiva/compose'
import type { ActiveAlternative, AlternativeVariant, Release, Takes, Template } from '@misiva/model'

/** Only what has a place there, or all as it is, to be put right afterwards. */
export type Manner = 'said' | 'whole'

interface Begun {
  readonly release: Release
  readonly template: Template
  readonly name: string
  /** Whose content it starts from; undefined for empty texts. */
  readonly source: ActiveAlternative | undefined
  readonly to: Takes
  readonly manner: Manner
}

interface NewFile {
  readonly path: string
  readonly text: string
}

/** The texts an alternative begins with, one in each language and tone its source has. */
export function beginning({
  release,
  template,
  name,
  source,
  to,
  manner,
}: Begun): readonly NewFile[] {
  const folder = `templates/${template.name}`
  if (!source)
    return template.languages.map((language) => ({
      path: `${folder}/${name}.${language}.md`,
      text: printContentFile({ content: [] }),
    }))
  const { defaultLanguage } = release.organisation
  return source.variants.map((variant) => {
    const { language, tone, subject, preheader } = variant
    const blockOf = (block: string) => {
      const found = release.blocks.find((it) => it.name === block)
      return found && pickVariant(found.variants, language, tone, defaultLanguage)?.content
    }
    const content = manner === 'said' ? sayableOn(variant.content, to, blockOf) : variant.content
    const titled = to === 'mime' || to === 'html' || to === 'pages'
    return {
      path: pathOf(`${folder}/${name}`, variant),
      text: printContentFile({
        content,
        ...(titled && subject && { subject }),
        ...(to === 'mime' && preheader && { preheader }),
      }),
    }
  })
}

/** Cover texts around a document: the subject of the e-mail there is, and room to write. */
export function coverTexts(template: Template, name: string): readonly NewFile[] {
  const mails: readonly AlternativeVariant[] = template.alternatives.flatMap((it) =>
    it.kind === 'passive'
      ? it.cover
      : it.variants.some(({ subject }) => subject)
        ? it.variants
        : [],
  )
  return template.languages.map((language) => {
    const like = mails.find((it) => it.language === language && it.tone === 'neutral')
    return {
      path: `templates/${template.name}/${name}-cover.${language}.md`,
      text: printContentFile({ content: [], ...(like?.subject && { subject: like.subject }) }),
    }
  })
}

function pathOf(stem: string, { language, tone }: AlternativeVariant): string {
  return `${stem}.${language}${tone === 'neutral' ? '' : `.${tone}`}.md`
}
