import type { Evidence } from '../../evidence.ts';
import type { DeliveryRefusal } from '../../rules/delivery/refusal.ts';
import { isWithinAnnounced } from '../../rules/delivery/sizes.ts';
import { formatsOf } from '../format.ts';
import type { RefusalWords } from '../refusal.ts';
import { sendCommandIn } from '../send-command.ts';

const { size: sized } = formatsOf('it');
const send = sendCommandIn('INDIRIZZO');

/** The sentence about both sizes; undefined where the server announced none, or where the words tell them already. */
export function sizeSentence({ size, detail }: DeliveryRefusal): string | undefined {
  if (!size || (detail === 'message-too-big' && isWithinAnnounced(size))) return undefined;
  return `Il messaggio era di ${sized(size.bytes)}; dopo EHLO il server aveva annunciato un limite di ${sized(size.announcedBytes)}.`;
}

/** The words for a message that is within the announced limit, and refused as too big all the same. */
export function sizeWords({ size, detail }: DeliveryRefusal, evidence: Evidence): RefusalWords | undefined {
  if (detail !== 'message-too-big' || !isWithinAnnounced(size)) return undefined;
  const [own, limit] = [sized(size.bytes), sized(size.announcedBytes)];
  return {
    title: `Il server aveva annunciato ${limit}, eppure rifiuta ${own} come troppo grandi`,
    meaning: `Dopo EHLO il server aveva detto di accettare messaggi fino a ${limit}. Questo era di ${own}, ed è stato rifiutato lo stesso per la dimensione: conta un limite più basso, che l’annuncio nasconde. Può essere quello del destinatario, o di un filtro o di un server che sta dietro a questo. La colpa non è del messaggio, che è solo più grande di quanto conti davvero.`,
    fix: [
      `Scopri quanto viene accettato, con messaggi più piccoli: ${send(evidence, { options: '--kind size:1M' })}`,
      'Se il server è tuo, fagli annunciare il limite più basso lungo il percorso; Postfix: `message_size_limit`, Exim: `message_size_limit`, e quello di ogni filtro che sta dietro.',
      'Intanto metti i file grandi dove si possano scaricare, e manda il link.',
    ],
  };
}
