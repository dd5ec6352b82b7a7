import type { NeededExtension } from '../../smtp/transaction-parameters.ts';
import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { probeCommand } from '../next-step.ts';

const { list } = formatsOf('it');

/** Why it is needed, and how to do without. */
const NEEDS: Readonly<Record<NeededExtension, { readonly why: string; readonly without: string }>> = {
  '8BITMIME': {
    why: 'il messaggio contiene caratteri non ASCII che non sono codificati',
    without: 'Codifica il testo in quoted-printable o base64, come fanno i programmi di posta.',
  },
  SMTPUTF8: {
    why: 'un indirizzo o un campo dell’intestazione contiene caratteri non ASCII',
    without: 'Usa indirizzi in ASCII; i domini ne hanno una forma che comincia con xn--.',
  },
  CHUNKING: {
    why: 'il messaggio doveva andare con BDAT',
    without: 'Rinuncia a BDAT: DATA fa lo stesso.',
  },
  DSN: {
    why: 'erano richieste notifiche di consegna o un identificativo della busta',
    without: 'Rinuncia alle notifiche di consegna: gli errori vengono segnalati comunque.',
  },
  REQUIRETLS: {
    why: 'era richiesto TLS per tutto il percorso, e quindi anche qui',
    without: 'Rinuncia a REQUIRETLS, o spedisci da un server che lo offre.',
  },
  PRDR: {
    why: 'era richiesta una risposta al messaggio per ogni destinatario',
    without: 'Rinuncia a PRDR: una sola risposta vale allora per tutti.',
  },
  PIPELINING: {
    why: 'i comandi dovevano partire tutti insieme',
    without: 'Rinuncia a PIPELINING: fa solo risparmiare tempo.',
  },
  DELIVERBY: {
    why: 'era indicato entro quando consegnare',
    without: 'Rinuncia a --deliver-by: il server consegna appena può.',
  },
  FUTURERELEASE: {
    why: 'il messaggio andava trattenuto',
    without: 'Rinuncia a --hold-for e --hold-until, e spediscilo quando è ora.',
  },
  'MT-PRIORITY': {
    why: 'era indicata una priorità',
    without: 'Rinuncia a --priority: la posta parte nell’ordine in cui è arrivata.',
  },
  AUTH: {
    why: 'MAIL doveva dire chi ha consegnato il messaggio',
    without: 'Rinuncia a --auth-sender: a un server senza login non serve.',
  },
};

/** A transaction that was not begun, in Italian. */
export const extensionTexts: FindingTexts<'mail.extension-missing'> = {
  'mail.extension-missing': {
    title: () => 'Al server manca un’estensione necessaria',
    meaning: ({ lacking }) =>
      `Per ciò che volevi spedire serve ${list(lacking)}, che il server non offre in questa sessione; la transazione non è iniziata. ${lacking.map((keyword) => `${keyword}: ${NEEDS[keyword].why}.`).join(' ')}`,
    fix: ({ lacking }, evidence) => [
      ...lacking.map((keyword) => NEEDS[keyword].without),
      `Guarda che cosa offre, prima e dopo TLS: ${probeCommand(evidence)}`,
      'Oppure aggiungi `--force` allo stesso comando, per vedere che cosa fa il server.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5321#section-2.2',
  },
};
