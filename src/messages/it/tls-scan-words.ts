import type { TlsScanWords } from '../tls-scan-words.ts';

/** What a scan of TLS is told with, in Italian. */
export const tlsScanWords: TlsScanWords = {
  labels: {
    scan: 'Che cosa accetta TLS qui',
    groups: 'Gruppi',
    signatures: 'Firme',
    keys: 'Certificati',
    fields: 'Diffie-Hellman',
    features: 'Funzioni',
    connections: 'Connessioni',
  },
  refused: 'rifiutato',
  unknown: 'non accertato',
  preferences: { server: 'nell’ordine del server', client: 'nell’ordine del client' },
  strengths: { ageing: 'superata', weak: 'debole', worthless: 'senza valore' },
  ciphers: (count) => (count === 1 ? '1 cifratura' : `${count} cifrature`),
  derivedFrom: (protocol) => `come in ${protocol}`,
  unasked: (count) =>
    `${count === 1 ? '1 altra non è stata chiesta' : `altre ${count} non sono state chieste`}: scambio di chiavi e cifratura sono accettati qui sopra, ciascuno insieme ad altri`,
  incomplete: 'potrebbero essercene altre',
  features: {
    compression: ['compressione', 'nessuna compressione'],
    secureRenegotiation: ['rinegoziazione sicura', 'nessuna rinegoziazione sicura'],
    fallbackScsv: ['si accorge dei ripieghi forzati', 'non si accorge dei ripieghi forzati'],
    sessionTickets: ['ticket di sessione', 'nessun ticket di sessione'],
    extendedMasterSecret: ['extended master secret', 'nessun extended master secret'],
    heartbeat: ['heartbeat', 'nessun heartbeat'],
    ocspStapling: ['risposta OCSP allegata', 'nessuna risposta OCSP allegata'],
  },
  parts: {
    protocols: 'versioni',
    suites: 'cifrature',
    groups: 'gruppi',
    'signature-schemes': 'schemi di firma',
    fallback: 'ripieghi forzati',
  },
  ends: {
    budget: 'le connessioni concesse sono finite',
    deadline: 'il tempo concesso è finito',
    throttled: 'il server ha continuato a respingere connessioni',
    aborted: 'è stata interrotta',
  },
  key: (type, bits) => `${type}, ${bits} bit`,
  field: (bits, prime) => (prime === undefined ? `${bits} bit` : `${bits} bit (${prime}, comune a molti)`),
  used: (connections, most, time) => `${connections} su ${most} al massimo, in ${time}`,
  turnedAway: (times, stage, text) =>
    `respinti ${times === 1 ? 'una volta' : `${times} volte`}, la prima durante ${stage}: ${text}`,
};
