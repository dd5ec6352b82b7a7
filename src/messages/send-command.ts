import type { Evidence } from '../evidence.ts';
import { formatHostPort } from '../target.ts';
import { isLmtp, targetOf } from './next-step.ts';

/** Of the characters of an address, those that a shell leaves alone. */
const PLAIN_ADDRESS = /^[a-z\d][a-z\d._+-]{0,63}@[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?$/i;

/** So many recipients fit on a line; the rest stand in the finding. */
const NAMED = 5;

function named(to: string | readonly string[] | undefined): readonly (string | undefined)[] {
  if (to === undefined || typeof to === 'string') return [to];
  return to.length > 0 && to.length <= NAMED ? to : [undefined];
}

/** What the next transaction changes of this one. */
export interface NextSend {
  readonly port?: number;
  readonly from?: string;
  readonly to?: string | readonly string[] | undefined;
  /** Stands for the user name, which no report keeps. */
  readonly user?: string;
  /** Options as typed: `--quit-after rcpt`. */
  readonly options?: string;
}

/** Makes the command that sends again by the same server, in backticks; `placeholder` stands for what no shell would leave alone. */
export function sendCommandIn(placeholder: string): (evidence: Evidence, next?: NextSend) => string {
  const plain = (address: string | undefined) =>
    address !== undefined && PLAIN_ADDRESS.test(address) ? address : placeholder;
  return (evidence, { port, from, to, user, options } = {}) => {
    const { goal, delivery } = evidence;
    const sender = from ?? delivery?.from;
    const words = [
      'smtp-doctor send-test',
      port === undefined ? targetOf(evidence) : formatHostPort(goal.host, port),
      `--from ${sender === '' ? "'<>'" : plain(sender)}`,
      ...named(to ?? delivery?.recipients[0]?.address).map((address) => `--to ${plain(address)}`),
      isLmtp(evidence) && goal.host.startsWith('/') ? '--lmtp' : undefined,
      user === undefined ? undefined : `--user ${user}`,
      options,
    ];
    return `\`${words.filter((word) => word !== undefined).join(' ')}\``;
  };
}
