import type { Evidence } from '../evidence.ts';
import { formatHostPort } from '../target.ts';
import { targetOf } from './next-step.ts';

/** Of the characters of an address, those that a shell leaves alone. */
const PLAIN_ADDRESS = /^[a-z\d][a-z\d._+-]{0,63}@[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?$/i;

/** What the next transaction changes of this one. */
export interface NextSend {
  readonly port?: number;
  readonly from?: string;
  readonly to?: string | undefined;
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
      `--to ${plain(to ?? delivery?.recipients[0]?.address)}`,
      user === undefined ? undefined : `--user ${user}`,
      options,
    ];
    return `\`${words.filter((word) => word !== undefined).join(' ')}\``;
  };
}
