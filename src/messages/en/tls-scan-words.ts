import type { TlsScanWords } from '../tls-scan-words.ts';

/** What a scan of TLS is told with, in English. */
export const tlsScanWords: TlsScanWords = {
  labels: {
    scan: 'What TLS accepts here',
    groups: 'Groups',
    signatures: 'Signatures',
    keys: 'Certificates',
    fields: 'Diffie-Hellman',
    features: 'Features',
    connections: 'Connections',
  },
  refused: 'refused',
  unknown: 'not found out',
  preferences: { server: 'in the server’s order', client: 'in the client’s order' },
  strengths: { ageing: 'ageing', weak: 'weak', worthless: 'worthless' },
  ciphers: (count) => (count === 1 ? '1 cipher' : `${count} ciphers`),
  derivedFrom: (protocol) => `as in ${protocol}`,
  unasked: (count) =>
    `${count === 1 ? '1 more was' : `${count} more were`} not asked for: key exchange and cipher are accepted above, each beside others`,
  incomplete: 'there may be more',
  features: {
    compression: ['compression', 'no compression'],
    secureRenegotiation: ['secure renegotiation', 'no secure renegotiation'],
    fallbackScsv: ['notices forced fallbacks', 'does not notice forced fallbacks'],
    sessionTickets: ['session tickets', 'no session tickets'],
    extendedMasterSecret: ['extended master secret', 'no extended master secret'],
    heartbeat: ['heartbeat', 'no heartbeat'],
    ocspStapling: ['OCSP response stapled', 'no OCSP response stapled'],
  },
  parts: {
    protocols: 'versions',
    suites: 'ciphers',
    groups: 'groups',
    'signature-schemes': 'signature schemes',
    fallback: 'forced fallbacks',
  },
  ends: {
    budget: 'the connections allowed were used up',
    deadline: 'the time allowed was over',
    throttled: 'the server kept turning connections away',
    aborted: 'it was interrupted',
  },
  key: (type, bits) => `${type}, ${bits} bits`,
  field: (bits, prime) => (prime === undefined ? `${bits} bits` : `${bits} bits (${prime}, shared by many)`),
  used: (connections, most, time) => `${connections} of at most ${most}, in ${time}`,
  turnedAway: (times, stage, text) =>
    `turned away ${times === 1 ? 'once' : `${times} times`}, first at ${stage}: ${text}`,
};
