import { type Command, Option } from 'commander';
import { UsageError } from '../../errors.ts';
import { argument } from '../options.ts';

/** RFC 6376 §3.4: of the header, then of the body. */
const CANONICALIZATIONS = ['relaxed/relaxed', 'relaxed/simple', 'simple/relaxed', 'simple/simple'] as const;

/** What commander makes of the options about the message. */
export interface MessageOptions {
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly header?: readonly string[];
  readonly attach?: readonly string[];
  readonly eml?: string;
  readonly stdin?: true;
  readonly kind?: string;
  readonly dkimKey?: readonly string[];
  readonly dkimSelector?: readonly string[];
  readonly dkimDomain?: string;
  readonly dkimCanonicalization: (typeof CANONICALIZATIONS)[number];
  readonly dkimOversign?: true;
}

/** Adds what the message is made of, or where it comes from, and how it is signed. */
export function addMessageOptions(command: Command): Command {
  return addSigningOptions(addContentOptions(command));
}

function addContentOptions(command: Command): Command {
  const own = ['subject', 'text', 'html', 'header', 'attach'];
  return command
    .option('--subject <text>', 'subject in the place of ours, which holds a token', argument(oneLine))
    .option('--text <text>', 'text of the message')
    .option('--html <html>', 'the same as HTML, beside or in the place of the text')
    .option(
      '--header <field>',
      '"Name: value", in the place of ours or beside them (repeatable)',
      collect(oneLine),
    )
    .option('--attach <file>', 'send FILE along (repeatable)', collect(oneLine))
    .addOption(
      new Option('--eml <file>', 'send this message as it is; Unix line ends become CRLF')
        .argParser(argument(oneLine))
        .conflicts([...own, 'stdin', 'kind']),
    )
    .addOption(
      new Option('--stdin', 'send the message on stdin as it is; Unix line ends become CRLF').conflicts([
        ...own,
        'kind',
      ]),
    )
    .addOption(
      new Option(
        '--kind <kind>',
        'test one thing: gtube, eicar, long-line, eight-bit, bare-lf, null-byte, size:25M, smtputf8, empty',
      ).conflicts(['text', 'html', 'attach']),
    );
}

function addSigningOptions(command: Command): Command {
  return command
    .option(
      '--dkim-key <file>',
      'sign with the RSA or Ed25519 key in FILE, PEM (repeatable)',
      collect(oneLine),
    )
    .option('--dkim-selector <name>', 'selector of the key, as many as keys (repeatable)', collect(selector))
    .option('--dkim-domain <domain>', "domain that signs in the place of From's", argument(oneLine))
    .addOption(
      new Option('--dkim-canonicalization <header/body>', 'canonical form of what is signed')
        .choices(CANONICALIZATIONS)
        .default(CANONICALIZATIONS[0]),
    )
    .option('--dkim-oversign', 'sign that no second From, To, Subject, Date … may be added');
}

/** What goes into a command or a header must not be able to bring another with it. */
export function oneLine(text: string): string {
  if (!/[\0\r\n]/.test(text)) return text;
  throw new UsageError('a line break or NUL cannot stand here', 'give it on one line');
}

/** Makes an option repeatable. */
export function collect(parse: (text: string) => string) {
  const checked = argument(parse);
  return (text: string, previous: readonly string[] = []): string[] => [...previous, checked(text)];
}

/** RFC 6376 §3.1, with the underscore that many use. */
function selector(text: string): string {
  if (/^(?=.{1,190}$)[a-z\d_](?:[\w-]{0,61}[a-z\d_])?(?:\.[a-z\d_](?:[\w-]{0,61}[a-z\d_])?)*$/i.test(text)) {
    return text;
  }
  throw new UsageError(
    `"${text}" is no selector`,
    'give letters, digits and hyphens, e.g. the "mail" of mail._domainkey.example.org',
  );
}
