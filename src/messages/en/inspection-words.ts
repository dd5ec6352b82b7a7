import { formatsOf } from '../format.ts';
import type { InspectionWords } from '../inspection-words.ts';
import { formatSeconds } from '../quantity.ts';

const { list } = formatsOf('en');

/** The words about a received message in English. */
export const inspectionWords: InspectionWords = {
  labels: {
    from: 'From',
    subject: 'Subject',
    client: 'Handed over by',
    sender: 'Envelope sender',
    spf: 'SPF',
    dkim: 'DKIM',
    dmarc: 'DMARC',
    arc: 'ARC',
    bimi: 'BIMI',
    receiver: 'The receiver says',
    detours: 'Passed on',
    way: 'Way of the message',
    total: 'in all',
    folder: 'Arrived in',
  },
  taken: {
    option: 'as you said',
    received: 'from the topmost Received of another network',
    'return-path': 'from Return-Path',
  },
  helo: (name) => `EHLO ${name}`,
  nullSender: 'none: a report (<>)',
  unknownClient: 'not known: give --ip and --helo to have SPF evaluated',
  unsigned: 'not signed',
  result: (result, domain) => (domain === undefined ? result : `${result} for ${domain}`),
  key: (type, bits) => (bits === undefined ? `${type} key` : `${type} key of ${bits} bits`),
  otherVerdict: (result) => `mailauth says ${result}`,
  moreSignatures: (count) => `${count} more signatures were not looked at`,
  policy: (policy) => `policy ${policy}`,
  alignedBy: (methods) =>
    methods.length === 0 ? 'neither SPF nor DKIM for this domain' : `by ${list(methods)}`,
  said: (server) => (server === undefined ? 'without a name' : server),
  list: (name) => `mailing list ${name}`,
  resent: (by) => `sent again by ${by}`,
  forwarded: (addresses) => `forwarded for ${list(addresses)}`,
  sealed: (domains) => `sealed with ARC by ${list(domains)}`,
  roles: { mua: 'MUA', msa: 'MSA', mta: 'MTA', mx: 'MX', mda: 'MDA' },
  protections: { tls: 'TLS', clear: 'no TLS', local: 'local', unknown: 'not said' },
  delay: (ms) => (ms < 0 ? `-${formatSeconds(-ms / 1_000, 'en')}` : formatSeconds(ms / 1_000, 'en')),
  undated: 'no time',
  unnamed: '(no name)',
};
