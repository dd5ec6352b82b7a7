import type { NeededExtension } from '../../smtp/transaction-parameters.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand } from '../next-step.ts';

const { list } = formatsOf('en');

/** Why it is needed, and how to do without. */
const NEEDS: Readonly<Record<NeededExtension, { readonly why: string; readonly without: string }>> = {
  '8BITMIME': {
    why: 'the message holds characters outside ASCII that are not encoded',
    without: 'Encode the text as quoted-printable or base64, as mail programs do.',
  },
  SMTPUTF8: {
    why: 'an address or a header field holds characters outside ASCII',
    without: 'Use addresses in ASCII; domains have a form that begins with xn--.',
  },
  CHUNKING: {
    why: 'the message was to go by BDAT',
    without: 'Leave BDAT out: DATA does the same.',
  },
  DSN: {
    why: 'delivery reports or an envelope id were asked for',
    without: 'Leave the delivery reports out; failures are reported without them.',
  },
  REQUIRETLS: {
    why: 'TLS was demanded for the whole way, which also needs TLS here',
    without: 'Leave REQUIRETLS out, or send by a server that has it.',
  },
  PRDR: {
    why: 'an answer to the message was asked for from each recipient',
    without: 'Leave PRDR out: one answer then counts for all.',
  },
  PIPELINING: {
    why: 'commands were to go in one flight',
    without: 'Leave PIPELINING out: it only saves time.',
  },
  DELIVERBY: {
    why: 'a time was set by which to deliver',
    without: 'Leave --deliver-by out: the server then delivers as soon as it can.',
  },
  FUTURERELEASE: {
    why: 'the message was to be held back',
    without: 'Leave --hold-for and --hold-until out, and send it when it is due.',
  },
  'MT-PRIORITY': {
    why: 'a priority was given for the way',
    without: 'Leave --priority out: mail then goes in the order in which it came.',
  },
  AUTH: {
    why: 'MAIL was to name who handed the message in',
    without: 'Leave --auth-sender out; a server without a login has no use for it.',
  },
};

/** A transaction that was not begun, in English. */
export const extensionTexts: FindingTexts<'mail.extension-missing'> = {
  'mail.extension-missing': {
    title: () => 'The server lacks an extension that is needed',
    meaning: ({ lacking }) =>
      `What was to be sent needs ${list(lacking)}, which the server does not offer in this session; no transaction was begun. ${lacking.map((keyword) => `${keyword}: ${NEEDS[keyword].why}.`).join(' ')}`,
    fix: ({ lacking }, evidence) => [
      ...lacking.map((keyword) => NEEDS[keyword].without),
      `See what it offers, before TLS and after: ${probeCommand(evidence)}`,
      'Or add `--force` to the same command, to see what the server does.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-2.2',
  },
};
