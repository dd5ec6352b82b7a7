import { UsageError } from '../../errors.ts';
import type { DisplayOptions } from '../options.ts';
import { processSurroundings } from '../surroundings.ts';
import type { CredentialOptions } from './options.ts';
import { checkedSecret } from './secret.ts';
import {
  checkStdin,
  type ImapPasswordOptions,
  imapPasswordSources,
  onlySource,
  passwordSources,
  tokenSources,
} from './sources.ts';

/**
 * Comes by the password of the mailbox that a message is looked for in; who sits at the terminal is asked.
 *
 * @throws UsageError that never quotes a secret; SmtpError `aborted`.
 */
export async function imapPasswordOf(
  options: ImapPasswordOptions & CredentialOptions & Pick<DisplayOptions, 'lang'>,
  signal: AbortSignal,
): Promise<string> {
  const surroundings = processSurroundings(options.lang);
  const source = onlySource('IMAP password', imapPasswordSources(options));
  checkStdin([source, ...passwordSources(options), ...tokenSources(options)]);
  if (source) return source.read({ signal, surroundings });
  if (surroundings.isTerminal) {
    return checkedSecret(await surroundings.ask(({ names }) => names['imap-password']), 'the prompt');
  }
  throw new UsageError(
    'no password for --imap-user',
    'give --imap-password-stdin, --imap-password-file or --imap-password-env, or run on a terminal to be asked',
  );
}
