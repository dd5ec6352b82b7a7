import { UsageError } from '../../errors.ts';
import type { Evidence } from '../../evidence.ts';
import type { ImapServer } from '../../net/imap.ts';
import { type ArrivalPlan, awaitArrival } from '../../probes/arrival.ts';
import type { NetworkChoice } from '../../probes/plan.ts';
import { acceptanceOf } from '../../rules/delivery/fate.ts';
import { parseTarget } from '../../target.ts';
import { imapPasswordOf } from '../credentials/imap-password.ts';
import type { SendTestOptions } from '../send-test.ts';

const TLS_PORT = 993;
const STARTTLS_PORT = 143;

/**
 * Settles where an accepted message is looked for, and comes by the password; undefined where nobody asks for it.
 *
 * @throws UsageError for a server, a user or a password that cannot be used.
 */
export async function arrivalPlan(
  options: SendTestOptions,
  network: NetworkChoice,
  signal: AbortSignal,
): Promise<ArrivalPlan | undefined> {
  const { imap, imapUser: user, imapTimeout, allowCleartext, proxy } = options;
  if (imap === undefined) return undefined;
  if (user === undefined) throw new UsageError('--imap does not say whose mailbox', 'add --imap-user NAME');
  if (proxy !== undefined) throw new UsageError('--imap cannot go through --proxy', 'leave one of them out');
  const place = placeOf(imap);
  const { ca } = network.tls;
  const password = await imapPasswordOf(options, signal);
  const server = { ...place, user, password, allowCleartext: allowCleartext === true, ...(ca ? { ca } : {}) };
  const { resolver, family } = network;
  return { server, resolver, ...(family ? { family } : {}), limitMs: imapTimeout * 1000 };
}

/** `imap://` begins in clear text and goes on by STARTTLS, whatever the port. */
function placeOf(text: string): Pick<ImapServer, 'host' | 'port' | 'security'> {
  const [, scheme, rest = ''] = /^(?:(imaps?):\/\/)?(.*)$/i.exec(text) ?? [];
  const target = parseTarget(rest);
  if (target.kind !== 'host' || target.scheme !== undefined) {
    throw new UsageError(`--imap "${text}" is no host`, 'give HOST, HOST:PORT or imap://HOST:PORT');
  }
  const isClear = scheme?.toLowerCase() === 'imap';
  const { host, port = isClear ? STARTTLS_PORT : TLS_PORT } = target;
  const isStartTls = isClear || (scheme === undefined && port === STARTTLS_PORT);
  return { host, port, security: isStartTls ? 'starttls' : 'tls' };
}

/** Looks for the message in its mailbox, where that was asked for and the server has accepted it. */
export async function withArrival(
  evidence: Evidence,
  plan: ArrivalPlan | undefined,
  signal: AbortSignal,
): Promise<Evidence> {
  const { delivery } = evidence;
  const { messageId, token } = delivery?.message ?? {};
  const isLost = messageId === undefined && token === undefined;
  if (!plan || !delivery || isLost || acceptanceOf(delivery) === undefined) return evidence;
  const key = messageId === undefined ? { text: token ?? '' } : { messageId };
  return { ...evidence, arrival: await awaitArrival(plan, key, signal) };
}
