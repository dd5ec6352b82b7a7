import { formatsOf } from '../format.ts';
import type { InspectionWords } from '../inspection-words.ts';
import { formatSeconds } from '../quantity.ts';

const { list } = formatsOf('it');

/** The words about a received message in Italian. */
export const inspectionWords: InspectionWords = {
  labels: {
    from: 'Da',
    subject: 'Oggetto',
    client: 'Consegnato da',
    sender: 'Mittente busta',
    spf: 'SPF',
    dkim: 'DKIM',
    dmarc: 'DMARC',
    arc: 'ARC',
    bimi: 'BIMI',
    receiver: 'Chi riceve dice',
    detours: 'Inoltri',
    way: 'Percorso del messaggio',
    total: 'in tutto',
    folder: 'Arrivato in',
  },
  taken: {
    option: 'come indicato da te',
    received: 'dal primo Received di un’altra rete',
    'return-path': 'da Return-Path',
  },
  helo: (name) => `EHLO ${name}`,
  nullSender: 'nessuno: un rapporto (<>)',
  unknownClient: 'non si sa: indica --ip e --helo per far valutare SPF',
  unsigned: 'senza firma',
  result: (result, domain) => (domain === undefined ? result : `${result} per ${domain}`),
  key: (type, bits) => (bits === undefined ? `chiave ${type}` : `chiave ${type} da ${bits} bit`),
  otherVerdict: (result) => `mailauth dice ${result}`,
  moreSignatures: (count) => `altre ${count} firme non sono state esaminate`,
  policy: (policy) => `policy ${policy}`,
  alignedBy: (methods) =>
    methods.length === 0 ? 'né SPF né DKIM per questo dominio' : `grazie a ${list(methods)}`,
  said: (server) => (server === undefined ? 'senza nome' : server),
  list: (name) => `mailing list ${name}`,
  resent: (by) => `rispedito da ${by}`,
  forwarded: (addresses) => `inoltrato per ${list(addresses)}`,
  sealed: (domains) => `sigillato con ARC da ${list(domains)}`,
  roles: { mua: 'MUA', msa: 'MSA', mta: 'MTA', mx: 'MX', mda: 'MDA' },
  protections: { tls: 'TLS', clear: 'senza TLS', local: 'locale', unknown: 'non detto' },
  delay: (ms) => (ms < 0 ? `-${formatSeconds(-ms / 1_000, 'it')}` : formatSeconds(ms / 1_000, 'it')),
  undated: 'senza ora',
  unnamed: '(senza nome)',
};
