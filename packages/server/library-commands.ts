import { type Command, Option } from 'commander'

const serverOption = () =>
  new Option(
    '--server <url>',
    'an installation elsewhere: https://misiva.example (default: the database of this one)',
  )
const asOption = () =>
  new Option(
    '--as <email>',
    'who acts; MISIVA_PASSWORD holds the password, or MISIVA_KEY a key instead',
  )
const jsonOption = () => new Option('--json', 'print one JSON object on standard output')

const conflictText = `
A file changed on both sides is never overwritten: the other version is put beside it as
FILE.theirs. Take into FILE what is right of it, delete FILE.theirs, and go on.
Ends with status 1 if there is a conflict.`

/** The commands between a content folder and an installation's library. */
export function addLibraryCommands(program: Command): void {
  addPull(program)
  addPush(program)
  addDiff(program)
  addPerson(program)
}

function addPull(program: Command): void {
  program
    .command('pull')
    .argument('<content>', 'content folder; created if there is none')
    .description('Bring what is in force in an installation into a content folder.')
    .addOption(serverOption())
    .addOption(asOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `${conflictText}

Example:
  misiva pull content --server https://misiva.example --as clara@example.org`,
    )
    .action(async (...given: Parameters<typeof import('./commands/exchange.ts').pull>) =>
      (await import('./commands/exchange.ts')).pull(...given),
    )
}

function addPush(program: Command): void {
  program
    .command('push')
    .argument('<content>', 'content folder: the one that holds misiva.yaml')
    .description('Give what a content folder changed to an installation, as a draft for review.')
    .addOption(serverOption())
    .addOption(asOption())
    .option('--title <words>', 'title of the change')
    .option('--publish', 'put it into force at once; needs the role publisher, and no problems')
    .option('--only <path...>', 'only these files and folders of the content')
    .option(
      '--replace',
      'where the folder never exchanged anything with the installation: what differs replaces what is there',
    )
    .option('--dry-run', 'tell what would be pushed, what is wrong with it and what it needs there')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `${conflictText}
Everything is checked as it would stand there: problems name what is missing in that installation,
and lines with ? the files of the folder that would bring it.

Example:
  misiva push content --only templates/invoice --dry-run --server https://misiva.example`,
    )
    .action(async (...given: Parameters<typeof import('./commands/exchange.ts').push>) =>
      (await import('./commands/exchange.ts')).push(...given),
    )
}

function addDiff(program: Command): void {
  program
    .command('diff')
    .argument('<content>', 'content folder: the one that holds misiva.yaml')
    .description('Show in what a content folder differs from what is in force in an installation.')
    .addOption(serverOption())
    .addOption(asOption())
    .addOption(jsonOption())
    .addHelpText('after', '\nEnds with status 1 if anything differs.')
    .action(async (...given: Parameters<typeof import('./commands/exchange.ts').diff>) =>
      (await import('./commands/exchange.ts')).diff(...given),
    )
}

function addPerson(program: Command): void {
  program
    .command('person')
    .argument('<email>', 'address the person signs in with')
    .description('Enter a person who works with the library, or change what they may do.')
    .requiredOption('--name <name>', 'how others see them')
    .option('--language <tag>', 'language of their screens: en, es, zh', 'en')
    .option(
      '--may <role...>',
      'reader, author, approver, publisher, sender or admin; author:blocks/ for paths that begin so',
    )
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
MISIVA_PASSWORD holds the password; without it one is made and printed, once, for a new person.

Example:
  misiva person clara@example.org --name 'Clara Whitfield' --may author approver:templates/`,
    )
    .action(async (...given: Parameters<typeof import('./commands/person.ts').person>) =>
      (await import('./commands/person.ts')).person(...given),
    )
}
