import type { fromMarkdown } from 'mdast-util-from-markdown'

/** The nodes of Markdown's syntax tree, as the parser's own types give them. */
export type Root = ReturnType<typeof fromMarkdown>
export type RootContent = Root['children'][number]
export type Node = RootContent
export type Paragraph = Extract<RootContent, { type: 'paragraph' }>
export type PhrasingContent = Paragraph['children'][number]
export type Heading = Extract<RootContent, { type: 'heading' }>
export type Image = Extract<RootContent, { type: 'image' }>
export type List = Extract<RootContent, { type: 'list' }>
export type ListItem = List['children'][number]
export type Table = Extract<RootContent, { type: 'table' }>
export type TableRow = Table['children'][number]
export type TableCell = TableRow['children'][number]
export type Text = Extract<PhrasingContent, { type: 'text' }>
