import type { TlsDepthWords } from '../tls-depth-words.ts';

/** What is told of TLS in depth, in Italian. */
export const tlsDepthWords: TlsDepthWords = {
  labels: {
    depth: 'TLS in profondità',
    profile: 'Metro di giudizio',
    chain: 'Catena inviata',
    staple: 'Risposta OCSP',
    timestamps: 'Marche SCT',
    caa: 'CAA',
    beforeTls: 'Prima di TLS',
    addresses: 'Indirizzi',
  },
  profiles: {
    modern: 'profilo «modern» di Mozilla (linee guida 6.0)',
    intermediate: 'profilo «intermediate» di Mozilla (linee guida 6.0)',
    opportunistic: 'quello che fanno i mittenti tra server (opportunistic)',
  },
  isAsked: (isAsked) => (isAsked ? 'come richiesto' : 'secondo l’uso della porta'),
  verdicts: { met: 'rispettato', unmet: 'non rispettato', open: 'rispettato, per quanto si sa' },
  root: 'radice, non serve inviarla',
  superfluous: 'qui non porta da nessuna parte',
  until: (date) => `fino al ${date}`,
  staples: {
    good: 'allegata: valido',
    revoked: 'allegata: revocato',
    unknown: 'allegata: sconosciuto all’emittente',
    error: 'allegata, ma è un errore',
    'other-certificate': 'allegata, ma per un altro certificato',
    forged: 'allegata, ma non firmata dall’emittente',
    unreadable: 'allegata, ma illeggibile',
  },
  noStaple: 'nessuna allegata',
  mustStaple: 'il certificato la esige',
  isUnverified: 'firma non verificata: il certificato dell’emittente non è stato inviato',
  usableUntil: (date) => `valida fino al ${date}`,
  timestamps: (count, where) => `${count} ${where === 'certificate' ? 'nel certificato' : 'nell’handshake'}`,
  caaAllows: (name, issuers) =>
    `${name} ammette ${issuers.length === 0 ? 'nessun emittente' : issuers.join(', ')}`,
  caaRestrictsNothing: 'nessun record limita chi può emettere',
  caaFailed: (name, status) => `${name} non ha risposto (${status})`,
  mail: (code, isTaken) => `MAIL ${isTaken ? 'accettato' : 'rifiutato'} (${code})`,
  login: (code, isTaken) => `AUTH ${isTaken ? 'accettato' : 'rifiutato'} (${code})`,
  injections: {
    answered: 'un comando infilato di nascosto viene eseguito',
    discarded: 'un comando infilato di nascosto viene scartato',
    refused: 'un comando infilato di nascosto fa fallire il tentativo',
    unclear: 'non si sa se un comando infilato di nascosto venga eseguito',
  },
  noTls: 'senza TLS',
};
