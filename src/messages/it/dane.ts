import type { TlsaFault } from '../../tls/dane.ts';
import { zoneLine } from '../../tls/tlsa.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand, steps } from '../next-step.ts';

const { date, days, list, quote } = formatsOf('it');

const MISMATCHES: Readonly<Record<'other' | 'name' | 'expired', string>> = {
  other:
    'Succede quando un certificato viene rinnovato con una chiave nuova, o è rilasciato da un’altra autorità.',
  name: 'Un record dell’autorità corrisponde, ma allora il certificato deve essere per il nome dell’host, e non lo è.',
  expired:
    'Un record dell’autorità corrisponde, ma allora il certificato deve essere in corso di validità, e non lo è.',
};

const UNUSABLE: Readonly<Record<TlsaFault, string>> = {
  usage: 'gli usage 0 e 1 non significano niente per la posta',
  parameters: 'selector o matching type sconosciuti',
  length: 'i dati non hanno la lunghezza del loro digest',
  other: '',
  name: '',
  expired: '',
};

type Id =
  | 'tls.dane-mismatch'
  | 'tls.dane-lookup-failed'
  | 'tls.dane-unsigned'
  | 'tls.dane-unproven'
  | 'tls.dane-record-unusable'
  | 'tls.dane-renewal-fragile';

const SEE = 'https://www.rfc-editor.org/rfc/rfc7672';

/** TLSA records, in Italian. */
export const daneTexts: FindingTexts<Id> = {
  'tls.dane-mismatch': {
    title: () => 'Nessun record TLSA corrisponde al certificato (DANE)',
    meaning: ({ records, fault }) =>
      `I record TLSA firmati con DNSSEC legano il server ad altre chiavi: ${records.map((record) => quote(record)).join(', ')}. Chi controlla DANE qui non consegna. ${MISMATCHES[fault === 'name' || fault === 'expired' ? fault : 'other']}`,
    fix: ({ name, fitting, fittingIssuer }) =>
      steps(
        `Pubblica il record che corrisponde: \`${zoneLine(name, fitting)}\``,
        fittingIssuer !== undefined &&
          `Oppure quello dell’autorità, che sopravvive ai rinnovi: \`${zoneLine(name, fittingIssuer)}\``,
        'Togli il vecchio record quando il suo TTL è passato.',
        'D’ora in poi conserva la chiave al rinnovo, o pubblica prima il record successivo.',
      ),
    see: SEE,
  },
  'tls.dane-lookup-failed': {
    title: () => 'I record TLSA non si riescono a leggere (DANE)',
    meaning: ({ name, status }) =>
      `L’indirizzo dell’host è firmato con DNSSEC, ma la richiesta dei record TLSA di ${name} finisce con ${status.toUpperCase()}. Una firma è scaduta o sbagliata, oppure un name server non conosce il tipo. Chi controlla DANE deve prenderlo per un attacco, e trattiene la posta.`,
    fix: ({ name }) => [
      `Guarda che cosa non va: \`delv ${name}. TLSA\`, oppure https://dnsviz.net per la zona.`,
      'Firma di nuovo la zona, e fa’ che le firme si rinnovino da sole.',
      'Se è un name server o un firewall a scartare la richiesta, aggiornalo: basta una risposta vuota.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7672#section-2.1.2',
  },
  'tls.dane-unsigned': {
    title: () => 'Ci sono record TLSA, ma senza DNSSEC non vincolano nessuno',
    meaning: ({ name, matched }) =>
      `I record di ${name} ${matched ? 'corrispondono al certificato' : 'non corrispondono nemmeno al certificato'}, ma il resolver non dice che DNSSEC li garantisca: o la zona non è firmata, o il resolver non valida. Senza firme nessuno li guarda.`,
    fix: ({ name }) => [
      `Chiedi a un resolver che valida: \`delv ${name}. TLSA\`, oppure \`--dns tls://9.9.9.9\`.`,
      'Firma la zona dell’host, e consegna il record DS al registrar.',
      'Oppure togli i record TLSA.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7672#section-2.2',
  },
  'tls.dane-unproven': {
    title: () => 'Da qui il DNSSEC dei record TLSA non è provato',
    meaning: ({ name, source }) =>
      `Il resolver${source === undefined ? '' : ` (${source})`} dice che i record di ${name} sono firmati, ma chiunque lungo il percorso potrebbe averlo detto al suo posto.`,
    fix: (_data, evidence) => [
      `Chiedi a un resolver che valida su questo computer: ${probeCommand(evidence, { options: '--dns 127.0.0.1' })}`,
      `O a uno pubblico, su TLS: ${probeCommand(evidence, { options: '--dns tls://9.9.9.9' })}`,
      'Oppure, se il percorso fino al resolver è tutto tuo, aggiungi `--dns-trusted`.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc4035#section-4.9.3',
  },
  'tls.dane-record-unusable': {
    title: ({ isAll }) =>
      isAll
        ? 'Nessun record TLSA è utilizzabile da chi spedisce'
        : 'Alcuni record TLSA non dicono niente a chi spedisce',
    meaning: ({ unusable, isAll }) =>
      `${unusable.map(({ record, fault }) => `${quote(record)}: ${UNUSABLE[fault ?? 'other']}`).join('; ')}. ${isAll ? 'Postfix allora cifra senza verificare niente, ed Exim non consegna.' : 'Vengono saltati, e contano gli altri.'}`,
    fix: ({ name, fitting, unusable }) => [
      `Pubblica un record che conti: \`${zoneLine(name, fitting)}\``,
      `Togli ${list(unusable.map(({ record }) => quote(record)))}.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7672#section-3.1.3',
  },
  'tls.dane-renewal-fragile': {
    title: ({ survival }) =>
      survival === 'nothing'
        ? 'Il prossimo rinnovo del certificato romperà DANE'
        : 'Un rinnovo con una chiave nuova romperà DANE',
    meaning: ({ survival, validTo, days: left }) =>
      `Il record che corrisponde è ${survival === 'nothing' ? 'proprio di questo certificato' : 'della sua chiave'}, e per dopo non ce n’è un altro. Il certificato scade il ${date(validTo)}${left > 0 ? `, fra ${days(left)}` : ''}: ${survival === 'nothing' ? 'quello che verrà' : 'una chiave nuova'} non corrisponderà, e chi controlla DANE tratterrà la posta.`,
    fix: ({ name, fitting, survival }) =>
      steps(
        survival === 'nothing' && `Pubblica accanto il record della chiave: \`${zoneLine(name, fitting)}\``,
        'Conserva la chiave al rinnovo (certbot: `--reuse-key`; acme.sh lo fa da sé).',
        'Oppure genera ora la prossima chiave, pubblica il suo record accanto a questo, e cambia il certificato dopo due TTL.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc7671#section-8',
  },
};
