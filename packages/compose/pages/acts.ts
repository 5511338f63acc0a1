/** What asks something of the reader, on paper: where to go, what to answer, who signs. */
import type { Block as ContentBlock } from '@misiva/model'
import type { Block, Inline } from '@misiva/typeset'
import { answerAddress, spokenAddress } from '../program/address.ts'
import { addressPieces, say, sayAddress } from '../program/context.ts'
import { compileInlines } from './inline.ts'
import type { InlinePart } from './inline.ts'
import { sourceOf } from './blocks.ts'
import type { PagesGround } from './blocks.ts'
import { around, blocksOf, sequence } from './part.ts'
import type { Part } from './part.ts'
import type { Run } from '../program/scope.ts'

/** A button has no finger on paper: its words, and the address in full to type or tap. */
export function compileButton(block: ContentBlock & { type: 'button' }, ground: PagesGround): Part {
  const { context, styles } = ground
  const href = addressPieces(block.href, context, block.place)
  const label = compileInlines(block.children, context, styles, block.place)
  const strong = styles.text(['strong'], undefined)
  const link = styles.text(undefined, undefined, 'link')
  const source = sourceOf(block.place)
  return {
    emit: (run, out) => {
      const to = sayAddress(href, run)
      const words = strongly(inlinesOf(label, run), strong)
      const address: Inline = { type: 'link', to, content: spokenAddress(to), style: link }
      const content: Inline[] = [...words, ': ', address]
      out.push({ type: 'paragraph', content, ...(source && { source }) })
    },
  }
}

function inlinesOf(part: InlinePart, run: Run): readonly Inline[] {
  const content = 'constant' in part ? part.constant : part.build(run)
  return typeof content === 'string' ? [content] : content
}

function strongly(inlines: readonly Inline[], style: ReturnType<PagesGround['styles']['text']>) {
  return inlines.map((inline): Inline =>
    typeof inline === 'string' ? { type: 'text', text: inline, style } : inline,
  )
}

const portalExpression = { source: 'links.portal' }

/** Side of the code on paper: a telephone reads 0.4 mm modules, a page's address has about 45. */
const codeSide = 62

/** The question, its options, and a code that leads to the page where it is answered. */
export function compileChoice(block: ContentBlock & { type: 'choice' }, ground: PagesGround): Part {
  const { context, styles } = ground
  const question = compileInlines(block.question, context, styles, block.place)
  const options = block.options.map((option) => context.pieces(option.label))
  const portal = context.slot(portalExpression, 'text')
  const strong = styles.text(['strong'], undefined)
  const link = styles.text(undefined, undefined, 'link')
  const source = sourceOf(block.place)
  const { words } = context.ground
  const columns = Object.freeze([
    Object.freeze({ kind: 'fraction' as const, share: 1 }),
    Object.freeze({ kind: 'fixed' as const, width: codeSide }),
  ])
  return {
    emit: (run, out) => {
      // To be typed it is the page alone, which asks what was asked here; the code names the question.
      const page = run.text(portal)
      const address = answerAddress(page, block.id, '').replace(/&answer=$/, '')
      const asked: Block[] = [
        { type: 'paragraph', content: strongly(inlinesOf(question, run), strong) },
        {
          type: 'list',
          marker: { kind: 'box' },
          items: options.map((label) => ({
            content: [{ type: 'paragraph', content: say(label, run) }],
          })),
          spaceAfter: 4,
        },
        {
          type: 'paragraph',
          content: [
            `${words.answerAt} `,
            { type: 'link', to: address, content: spokenAddress(page), style: link },
          ],
        },
      ]
      const code: Block = {
        type: 'barcode',
        symbology: 'qrcode',
        text: address,
        width: codeSide,
        alt: `${words.answerAt} ${spokenAddress(page)}`,
      }
      const content = [asked, [code]]
      out.push({
        ...{ type: 'sideBySide', columns, content, gap: 16, spaceAfter: 10 },
        ...(source && { source }),
      })
    },
  }
}

/** Picture, name and role, never torn apart. */
export function compileSignature(
  block: ContentBlock & { type: 'signature' },
  ground: PagesGround,
): Part {
  const { context, styles } = ground
  if (block.image) context.asset(block.image, block.place)
  const picture: Block[] = block.image
    ? [{ type: 'image', image: block.image, height: 34, alternative: { decorative: true } }]
    : [{ type: 'space', height: 34 }]
  const inlines = [
    { text: context.pieces(block.name), style: styles.text(['strong'], undefined) },
    ...(block.role ? [{ text: context.pieces(block.role), style: undefined }] : []),
  ]
  const lines: Part = {
    emit: (run, out) => {
      const content: Inline[] = []
      for (const { text, style } of inlines) {
        const said = say(text, run)
        if (said === '') continue
        if (content.length > 0) content.push({ type: 'lineBreak' })
        content.push(style ? { type: 'text', text: said, style } : said)
      }
      if (content.length > 0) out.push({ type: 'paragraph', content })
    },
  }
  const steady = inlines.every(({ text }) => text.every((piece) => typeof piece === 'string'))
  const named: Part = steady ? { constant: Object.freeze(blocksOf(lines, noRun)) } : lines
  const all = sequence([{ constant: Object.freeze(picture) }, named])
  const source = sourceOf(block.place)
  return around(all, (content) => ({
    type: 'keepTogether',
    content,
    ...(source && { source }),
  }))
}

/** Constant pieces never ask the run anything. */
const noRun = undefined as unknown as Run
