import { UsageError } from '../../errors.ts';
import { inspectMessage } from '../../probes/inspect/inspect.ts';
import { collect } from '../explain/input.ts';
import type { InspectOptions } from '../inspect.ts';
import { networkChoice } from '../network.ts';
import { runCommand } from '../run.ts';
import { openSource, openStdin, type Reading } from '../send-test/source.ts';

/** No mail server that is known takes a larger message. */
const MESSAGE_BYTES = 50 * 1024 * 1024;

/**
 * Reads a received message and judges it; gives the exit code: 0, or 1 with a finding at or above `--fail-on`.
 *
 * @throws UsageError for what is no message, cannot be read, or is larger than 50 MiB.
 */
export async function inspect(file: string, options: InspectOptions): Promise<number> {
  const { resolver, deadlineMs } = await networkChoice(options);
  const message = await readMessage(file, { deadlineMs, isStdinTaken: false });
  const { ip, helo, mailfrom } = options;
  const wishes = {
    ...(ip === undefined ? {} : { ip }),
    ...(helo === undefined ? {} : { helo }),
    ...(mailfrom === undefined ? {} : { mailFrom: mailfrom }),
  };
  const subject = file === '-' ? 'stdin' : file;
  return runCommand('inspect', options, async ({ signal, onStage, onEvidence }) => {
    onStage(subject, 'domain');
    const evidence = await inspectMessage({ message, subject, wishes, resolver, deadlineMs, signal });
    onEvidence(subject, evidence, [0, 0]);
    return undefined;
  });
}

/**
 * Reads a message from a file, a pipe, or `-` for stdin.
 *
 * @throws UsageError for what cannot be read, or is larger than 50 MiB.
 */
export async function readMessage(file: string, reading: Reading): Promise<Uint8Array> {
  const open =
    file === '-' ? await openStdin('"-"', reading) : await openSource('the message', file, reading);
  const { bytes, isCut } = await collect(open(), MESSAGE_BYTES);
  if (!isCut) return bytes;
  throw new UsageError(
    'the message is larger than 50 MiB',
    'take its attachments out of a copy, or give its header',
  );
}
