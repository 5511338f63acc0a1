import { Command, InvalidArgumentError, Option } from 'commander'
import { addLibraryCommands } from './library-commands.ts'

/** The command line, with what each command needs loaded when it is asked for: `misiva COMMAND …`; each command's `--help` is enough to use it. */
export function createProgram(): Command {
  const program = new Command('misiva')
    .description('Customer communications from one source, on every channel.')
    .showHelpAfterError('(add --help for what is possible)')
    .addHelpText(
      'after',
      `
Settings come from the environment:
  MISIVA_PORT      port of the studio and the HTTP interface (4600)
  MISIVA_HOST      address they listen on (127.0.0.1)
  MISIVA_URL       where customers reach the portal (http://localhost:PORT)
  MISIVA_DATA      folder of database, archive and sandboxes (.misiva)
  DATABASE_URL     a PostgreSQL of yours instead of the embedded one
  MISIVA_THREADS   threads that compose (one for each core)
  MISIVA_EMAIL_HOST, MISIVA_SMS_SYSTEM_ID, MISIVA_PRINT_FOLDER …
                   settings of a channel; without any it delivers to its sandbox
  MISIVA_EMAIL_PACE …  messages a second at most on a channel
`,
    )
  addStart(program)
  addRun(program)
  addCompose(program)
  addCheck(program)
  addImpact(program)
  addPreview(program)
  addLibraryCommands(program)
  addWorker(program)
  addSandbox(program)
  return program
}

/** Options several commands have, worded once. */
const contentOption = () =>
  new Option(
    '--content <dir>',
    'content folder: the one that holds misiva.yaml',
  ).makeOptionMandatory()
const dataOption = () =>
  new Option(
    '--data <file>',
    'data file: CSV, JSON Lines or JSON, also gzipped',
  ).makeOptionMandatory()
const sourceOption = () =>
  new Option(
    '--source <name>',
    'which of the content’s sources/NAME.yaml describes the data (needed if there are several)',
  )
const limitOption = () =>
  new Option('--limit <n>', 'only the first n records').argParser((text) => {
    const n = Number(text)
    if (!Number.isInteger(n) || n < 1)
      throw new InvalidArgumentError('It is a whole number from 1 on.')
    return n
  })
const jsonOption = () =>
  new Option('--json', 'print one JSON object on standard output; progress stays on standard error')

function addStart(program: Command): void {
  program
    .command('start')
    .description(
      'Open the house: database, sandboxes, studio; the first time also run the example.',
    )
    .option('--no-example', 'do not run the example')
    .addHelpText(
      'after',
      `
Everything is kept in MISIVA_DATA (.misiva): remove that folder to begin from nothing. Ctrl-C ends
everything this command started.`,
    )
    .action(async (...given: Parameters<typeof import('./commands/start.ts').start>) =>
      (await import('./commands/start.ts')).start(...given),
    )
}

function addRun(program: Command): void {
  program
    .command('run')
    .argument('<template>', 'name of a template: invoice')
    .description('Send a communication to every record of a data file, and account for each.')
    .option(
      '--content <dir>',
      'content folder: the one that holds misiva.yaml (default: what the library has in force)',
    )
    .addOption(dataOption())
    .addOption(sourceOption())
    .addOption(limitOption())
    .option(
      '--out <dir>',
      'write every message as it went out to DIR/CHANNEL/, and DIR/index.jsonl',
    )
    .option(
      '--wait <seconds>',
      'wait so long for receipts and retries after the last message',
      '10',
    )
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
The same command after an interruption or a crash goes on where it stopped: nothing is sent twice.
Once a run is done, the same command begins a new one. Ends with status 0 only if every record and
every message is accounted for.

Example:
  misiva run invoice --content examples/retailer --data examples/retailer/example.csv`,
    )
    .action(async (...given: Parameters<typeof import('./commands/run.ts').run>) =>
      (await import('./commands/run.ts')).run(...given),
    )
}

function addCompose(program: Command): void {
  program
    .command('compose')
    .argument('<template>', 'name of a template: invoice')
    .description('Compose a data file for one channel into a folder; nothing is sent or kept.')
    .addOption(contentOption())
    .addOption(dataOption())
    .addOption(new Option('--channel <name>', 'channel to compose for').makeOptionMandatory())
    .addOption(
      new Option(
        '--out <dir>',
        'folder for DIR/CHANNEL/KEY.pdf and the like',
      ).makeOptionMandatory(),
    )
    .addOption(sourceOption())
    .addOption(limitOption())
    .option(
      '--date <instant>',
      'what stands on the documents as their date: 2026-11-22T00:00:00Z (default: today)',
    )
    .option('--profile', 'cost by stage, composing pages on one thread')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Needs no database. The same content, data and date give the same bytes. A record the reader rejects
counts as failed, with its place and what to do told on standard error. Ends with status 0 unless a
record that was read could not be composed, or nothing was.

Example:
  misiva compose invoice --content examples/retailer --data examples/retailer/example.csv --channel print --out out`,
    )
    .action(async (...given: Parameters<typeof import('./commands/compose.ts').compose>) =>
      (await import('./commands/compose.ts')).compose(...given),
    )
}

function addCheck(program: Command): void {
  program
    .command('check')
    .argument('<content>', 'content folder: the one that holds misiva.yaml')
    .description('Check a content folder: every expression, reference, variant and sample.')
    .option('--json', 'print the problems as a JSON array on standard output')
    .addHelpText(
      'after',
      `
Every problem is told at once, as file:line:column code message, with a hint. Every sample is
composed in every alternative and language. Ends with status 0 if there is none.`,
    )
    .action(async (...given: Parameters<typeof import('./commands/check.ts').check>) =>
      (await import('./commands/check.ts')).check(...given),
    )
}

function addImpact(program: Command): void {
  program
    .command('impact')
    .argument('<content>', 'content folder: the one that holds misiva.yaml')
    .description('Show what a changed block, style or template alters, without changing anything.')
    .addOption(
      new Option(
        '--change <file=newfile>',
        'a file by its path in the content, and the file that would replace it; without NEWFILE it would be deleted; may be given several times',
      )
        .argParser((value: string, before: string[] | undefined) => [...(before ?? []), value])
        .makeOptionMandatory(),
    )
    .option('--out <dir>', 'write what differs side by side, with marks: pages as PNG, HTML')
    .option('--json', 'print one JSON list on standard output')
    .addHelpText(
      'after',
      `
Every sample that could come out differently is composed in every alternative and language, before
and after. One line for each that differs: what differs, pages and segments gained or lost.

Example:
  misiva impact examples/retailer --change blocks/payment-terms.en.md=new-terms.md --out impact`,
    )
    .action(async (...given: Parameters<typeof import('./commands/impact.ts').impact>) =>
      (await import('./commands/impact.ts')).impact(...given),
    )
}

function addPreview(program: Command): void {
  program
    .command('preview')
    .argument('<template>', 'name of a template: invoice')
    .description('Compose a sample in every alternative and language, as it would go out.')
    .addOption(contentOption())
    .addOption(
      new Option(
        '--sample <name>',
        'which of the template’s samples, or an edge of its contract: edge/longest-texts',
      ).makeOptionMandatory(),
    )
    .addOption(
      new Option(
        '--out <dir>',
        'folder for DIR/ALTERNATIVE.LANGUAGE.pdf and the like',
      ).makeOptionMandatory(),
    )
    .option('--json', 'print one JSON list on standard output')
    .addHelpText(
      'after',
      `
Beside what goes out: each page as PNG, and the HTML of an e-mail to open in a browser.

Example:
  misiva preview invoice --content examples/retailer --sample median --out preview`,
    )
    .action(async (...given: Parameters<typeof import('./commands/preview.ts').preview>) =>
      (await import('./commands/preview.ts')).preview(...given),
    )
}

function addWorker(program: Command): void {
  program
    .command('worker')
    .description('Lend this machine’s cores to the runs of a database, until stopped.')
    .addHelpText(
      'after',
      `
Start as many as you like, on as many machines: each takes chunks of whatever runs there are. They
need the same DATABASE_URL and see the same MISIVA_DATA (the archive's files).

Example:
  DATABASE_URL=postgres://misiva@db/misiva MISIVA_DATA=/srv/misiva misiva worker`,
    )
    .action(async (...given: Parameters<typeof import('./commands/worker.ts').work>) =>
      (await import('./commands/worker.ts')).work(...given),
    )
}

function addSandbox(program: Command): void {
  program
    .command('sandbox')
    .description('Keep the channels’ sandboxes open in a process of their own, until stopped.')
    .option('--json', 'print the settings that reach them as one JSON object')
    .addHelpText(
      'after',
      `
A sandbox speaks its channel's real protocol and delivers to nobody. Commands open them by
themselves; as a process of their own they outlive a run, and several processes share them.`,
    )
    .action(async (...given: Parameters<typeof import('./commands/sandbox.ts').open>) =>
      (await import('./commands/sandbox.ts')).open(...given),
    )
}
