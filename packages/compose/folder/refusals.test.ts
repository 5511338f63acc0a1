import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codes, formatProblem } from '@misiva/model'
import { brief, problemsWith, sound } from './test/sound-folder.ts'

const email = 'templates/invoice/email.en.md'
const head = "---\nsubject: 'x'\n---\n\n"
/** What is wrong, the file that shows it, and exactly what is said of it. */
const refused: readonly (readonly [
  name: string,
  changes: Record<string, string | Uint8Array | undefined>,
  ...expected: string[],
])[] = [
  [
    'an expression that does not parse',
    { [email]: `${head}Pay {{ invoice.total + }} now` },
    `${email}:5:23 MSV-C001`,
  ],
  [
    'a group whose name cannot be one, and what does not name one',
    {
      [email]: `${head}| A |\n| - |\n| {group="7 by line.code"} a |\n| {each="line in invoice.lines"} b |\n| {subtotal="a b"} c |\n`,
    },
    `${email}:7:11 MSV-C009`,
    `${email}:9:14 MSV-C009`,
  ],
  [
    'a picture of which nothing is left, and what is no part of one',
    {
      [email]: `${head}::image{src=brand/logo.svg alt=x crop="60% 0 40%"}\n\n![x](brand/logo.svg){crop=5mm focus=50%}\n\n:image{src=brand/logo.svg alt=x fit=covers} x\n`,
    },
    `${email}:5:40 MSV-C009`,
    `${email}:7:27 MSV-C009`,
    `${email}:7:37 MSV-C009`,
    `${email}:9:37 MSV-C009`,
  ],
  [
    'a field that is not closed',
    { [email]: `${head}Pay {{ invoice.total now` },
    `${email}:5:5 MSV-C001`,
  ],
  ['an empty field', { [email]: `${head}Pay {{ }} now` }, `${email}:5:8 MSV-C001`],
  [
    'an unknown field',
    { [email]: `${head}Pay {{ money(invoice.totl) }} now` },
    `${email}:5:22 MSV-C002`,
  ],
  ['an unknown name', { [email]: `${head}Pay {{ invoce.total }} now` }, `${email}:5:8 MSV-C002`],
  [
    'an unknown field in a subject',
    { [email]: "---\nsubject: 'It''s {{ invoice.nmber }}'\n---\n\nHi" },
    `${email}:2:28 MSV-C002`,
  ],
  [
    'an unknown field on the second line of an expression',
    { [email]: `${head}{{ invoice.total >\n  invoice.x ? "a" : "b" }}` },
    `${email}:6:11 MSV-C002`,
  ],
  [
    'an unknown field in a table row with pipes',
    {
      [email]: `${head}| A |\n| --- |\n| {if="invoice.total > 1 || invoice.x"} {{ "|" + invoice.y }} |`,
    },
    `${email}:7:37 MSV-C002`,
    `${email}:7:58 MSV-C002`,
  ],
  ['a wrong type', { [email]: `${head}Pay {{ invoice.total + "!" }}` }, `${email}:5:8 MSV-C003`],
  [
    'a condition that is none',
    { [email]: `${head}::::choose\n:::when{test="invoice.total"}\nx\n:::\n::::` },
    `${email}:6:15 MSV-C003`,
  ],
  [
    'a repetition of what is no list',
    { [email]: `${head}::::each{of=invoice.total as=x}\n{{ x }}\n::::` },
    `${email}:5:13 MSV-C003`,
  ],
  [
    'a name out of its scope',
    { [email]: `${head}::::each{of=invoice.lines as=x}\n{{ x.code }}\n::::\n\n{{ x.code }}` },
    `${email}:9:4 MSV-C002`,
  ],
  [
    'an unknown field in when',
    {
      'templates/invoice/template.yaml': sound['templates/invoice/template.yaml']!.replace(
        'customer.wantsDocument',
        'customer.wantsDocumnt',
      ),
    },
    'templates/invoice/template.yaml:8:20 MSV-C002',
  ],
  [
    'an unknown field in a file name',
    {
      'templates/invoice/template.yaml': sound['templates/invoice/template.yaml']!.replace(
        'invoice.number }}.pdf',
        'invoice.no }}.pdf',
      ),
    },
    'templates/invoice/template.yaml:11:27 MSV-C002',
  ],
  ['an unknown function', { [email]: `${head}{{ mony(invoice.total) }}` }, `${email}:5:4 MSV-C015`],
  ['an unknown block', { [email]: `${head}::block{name=term}` }, `${email}:5:1 MSV-C004`],
  [
    'a block without the language',
    { 'blocks/terms.es.md': undefined },
    'templates/invoice/print.es.md:3:1 MSV-C005',
  ],
  [
    'a language without its text',
    { 'templates/invoice/email.es.md': undefined },
    'templates/invoice/template.yaml:2:17 MSV-C005',
  ],
  [
    'a language without its neutral tone',
    {
      'templates/invoice/email.es.md': undefined,
      'templates/invoice/email.es.formal.md': `${head}Hola`,
    },
    'templates/invoice/template.yaml:2:17 MSV-C005',
  ],
  [
    'a cover text without the language',
    { 'templates/invoice/cover.es.md': undefined },
    'templates/invoice/template.yaml:2:17 MSV-C005',
  ],
  [
    'no default language',
    {
      'templates/invoice/template.yaml': sound['templates/invoice/template.yaml']!.replace(
        '[en, es]',
        '[es]',
      ),
    },
    'templates/invoice/template.yaml:2:12 MSV-C005',
  ],
  [
    'a block within itself',
    {
      'blocks/terms.en.md': '::block{name=more}',
      'blocks/more.en.md': 'x\n\n::block{name=terms}',
      'blocks/more.es.md': 'x',
    },
    'blocks/more.en.md:3:1 MSV-C006',
  ],
  ['a missing picture', { [email]: `${head}![Logo](brand/logo.png)` }, `${email}:5:1 MSV-C007`],
  ['a missing font', { 'brand/Sans.ttf': undefined }, 'brand/style.yaml:3:27 MSV-C007'],
  [
    'an unknown paragraph style',
    { [email]: `${head}:::paragraph{style=nte}\nx\n:::` },
    `${email}:6:1 MSV-C008`,
  ],
  ['an unknown text style', { [email]: `${head}:span[x]{style=smal}` }, `${email}:5:1 MSV-C008`],
  [
    'an unknown box style',
    { [email]: `${head}:::box{style=pannel}\nx\n:::` },
    `${email}:5:1 MSV-C008`,
  ],
  [
    'an unknown colour',
    { 'brand/style.yaml': sound['brand/style.yaml']!.replace('color: ink', 'color: inc') },
    'brand/style.yaml:7:42 MSV-C008',
  ],
  [
    'a style that extends itself',
    { 'brand/style.yaml': sound['brand/style.yaml']!.replace('extends: body', 'extends: note') },
    'brand/style.yaml:8:20 MSV-C008',
  ],
  [
    'a length without a unit',
    { 'brand/style.yaml': sound['brand/style.yaml']!.replace('size: 8pt', 'size: 8') },
    'brand/style.yaml:5:18 MSV-C011',
  ],
  [
    'an unknown key',
    { 'brand/style.yaml': sound['brand/style.yaml']!.replace('padding', 'pading') },
    'brand/style.yaml:12:12 MSV-C009',
  ],
  ['an unknown directive', { [email]: `${head}:::bocks\nx\n:::` }, `${email}:5:1 MSV-C009`],
  [
    'an unknown attribute',
    { [email]: `${head}::image{src=brand/logo.svg alt="x" with=3mm}` },
    `${email}:5:36 MSV-C009`,
  ],
  [
    'a missing attribute',
    { [email]: `${head}::image{src=brand/logo.svg}` },
    `${email}:5:1 MSV-C009`,
  ],
  [
    'an attribute that is no length',
    { [email]: `${head}::space{height=3}` },
    `${email}:5:16 MSV-C009`,
  ],
  ['a directive that is not closed', { [email]: `${head}:::box\nx\n` }, `${email}:5:1 MSV-C009`],
  ['colons that close nothing', { [email]: `${head}x\n:::` }, `${email}:6:1 MSV-C009`],
  [
    'a directive within text',
    { [email]: `${head}See ::block{name=terms} there` },
    `${email}:5:5 MSV-C009`,
  ],
  [
    'a space after the colons',
    { [email]: `${head}::: box\nx\n:::` },
    `${email}:5:1 MSV-C009`,
    `${email}:7:1 MSV-C009`,
  ],
  ['HTML', { [email]: `${head}<b>x</b>` }, `${email}:5:1 MSV-C009`, `${email}:5:5 MSV-C009`],
  [
    'a row with too many cells',
    { [email]: `${head}| A |\n| --- |\n| x | y |` },
    `${email}:7:1 MSV-C009`,
  ],
  [
    'widths for other columns',
    { [email]: `${head}:::table{columns="1fr 1fr"}\n| A |\n| --- |\n| x |\n:::` },
    `${email}:5:19 MSV-C009`,
  ],
  [
    'a cell with nothing to join',
    { [email]: `${head}| A |\n| --- |\n| < |` },
    `${email}:7:1 MSV-C009`,
  ],
  [
    'an answer without a value',
    { [email]: `${head}:::choice{id=x}\nWell?\n\n- Yes\n:::` },
    `${email}:8:1 MSV-C009`,
  ],
  ['an e-mail without a subject', { [email]: 'Hi' }, `${email}:1:1 MSV-C009`],
  [
    'a name that is taken',
    { [email]: `${head}::::each{of=invoice.lines as=invoice}\nx\n::::` },
    `${email}:5:13 MSV-C009`,
  ],
  [
    'a page number where there are no pages',
    { [email]: `${head}Page :page` },
    `${email}:5:1 MSV-C010`,
  ],
  [
    'a block for pages where there are none',
    { [email]: `${head}::block{name=head}` },
    'blocks/head.en.md:1:1 MSV-C010',
    'blocks/head.en.md:1:1 MSV-C010',
  ],
  [
    'YAML that is none',
    { 'topics.yaml': 'a: [1' },
    'topics.yaml:1:6 MSV-C011',
    'templates/invoice/template.yaml:1:8 MSV-C014',
  ],
  [
    'JSON that is none',
    { 'templates/invoice/samples/one.json': '{ "invoice": {}, }' },
    'templates/invoice/samples/one.json:1:18 MSV-C011',
  ],
  [
    'a file that is not UTF-8',
    { 'blocks/terms.en.md': new Uint8Array([65, 10, 0xe9, 10]) },
    'blocks/terms.en.md:2:1 MSV-C011',
  ],
  [
    'no misiva.yaml',
    { 'misiva.yaml': undefined },
    'misiva.yaml:1:1 MSV-C011',
    'templates/invoice/template.yaml:8:20 MSV-C002',
  ],
  [
    'a contract that is no schema',
    {
      'templates/invoice/contract.schema.json':
        '{ "type": "object", "properties": { "a": { "type": "strng" } } }',
    },
    'templates/invoice/contract.schema.json:1:52 MSV-C011',
  ],
  [
    'a time zone that is none',
    { 'misiva.yaml': sound['misiva.yaml']!.replace('Europe/London', 'Europe/Londn') },
    'misiva.yaml:2:11 MSV-C011',
  ],
  ['two files that are one variant', { 'blocks/terms.md': 'x' }, 'blocks/terms.md:1:1 MSV-C011'],
  [
    'a sample that does not fit',
    {
      'templates/invoice/samples/one.json': sound['templates/invoice/samples/one.json']!.replace(
        '"12.50",\n    "due',
        '"12,50",\n    "due',
      ),
    },
    'templates/invoice/samples/one.json:4:14 MSV-C012',
  ],
  [
    'an unknown topic',
    {
      'templates/invoice/template.yaml': sound['templates/invoice/template.yaml']!.replace(
        'topic: invoice',
        'topic: invoces',
      ),
    },
    'templates/invoice/template.yaml:1:8 MSV-C014',
  ],
  [
    'an unknown page master',
    {
      'templates/invoice/template.yaml': sound['templates/invoice/template.yaml']!.replace(
        'master: letter',
        'master: leter',
      ),
    },
    'templates/invoice/template.yaml:3:9 MSV-C014',
  ],
  [
    'an unknown block of a page master',
    { 'brand/style.yaml': sound['brand/style.yaml']!.replace('header: head', 'header: heads') },
    'brand/style.yaml:14:45 MSV-C004',
  ],
  [
    'a text of no alternative',
    { 'templates/invoice/emial.en.md': 'x' },
    'templates/invoice/emial.en.md:1:1 MSV-C014',
  ],
  [
    'carrying what is not there',
    {
      'templates/invoice/template.yaml': sound['templates/invoice/template.yaml']!.replace(
        'carries: print',
        'carries: pint',
      ),
    },
    'templates/invoice/template.yaml:9:14 MSV-C014',
  ],
  [
    'a channel nobody has',
    {
      'templates/invoice/template.yaml': sound['templates/invoice/template.yaml']!.replace(
        'print: { channel: print }',
        'print: { channel: prnt }',
      ),
    },
    'templates/invoice/template.yaml:5:10 MSV-C014',
  ],
  [
    'an alternative that is never used',
    {
      'templates/invoice/template.yaml': sound['templates/invoice/template.yaml']!.replace(
        '    when: customer.wantsDocument\n',
        '',
      ),
    },
    'templates/invoice/template.yaml:11:10 MSV-C016',
  ],
]

for (const [name, changes, ...expected] of refused)
  test(`refused: ${name}`, async () => {
    const found = await problemsWith(changes)
    const told = found.map(formatProblem).join('\n')
    assert.deepEqual(
      found.map((p) => brief(p).split(' ').slice(0, 2).join(' ')).toSorted(),
      [...expected].toSorted(),
      told,
    )
    for (const { code, hint } of found) assert.ok(code in codes && hint, told)
  })
