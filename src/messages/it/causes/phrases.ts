import type { Stage } from '../../../errors.ts';
import type { Interpretation } from '../../../replies/interpretation.ts';
import { formatsOf } from '../../format.ts';
import { formatSeconds, groupDigits } from '../../quantity.ts';
import { hostOf, ipOf, judgedDomainOf, senderDomainOf } from '../../reply-subject.ts';

const { quote } = formatsOf('it');

const MOMENTS: Readonly<Partial<Record<Stage, string>>> = {
  connect: ' durante la connessione',
  greeting: ' già nel saluto, prima di qualsiasi comando',
  hello: ' in risposta a EHLO',
  starttls: ' in risposta a STARTTLS',
  tls: ' durante l’handshake TLS',
  auth: ' durante l’autenticazione',
  mail: ' in risposta a MAIL FROM, prima di conoscere i destinatari',
  rcpt: ' in risposta a RCPT TO, prima di ricevere il messaggio',
  data: ' dopo DATA, al momento di ricevere il messaggio',
  quit: ' in risposta a QUIT',
};

/** When it was said: ` in risposta a EHLO`, with the space before it; empty when the stage says nothing. */
export function at({ statement }: Interpretation): string {
  return statement.stage === undefined ? '' : (MOMENTS[statement.stage] ?? '');
}

/** The host that spoke, as a command takes it, or a placeholder. */
export function host(seen: Interpretation): string {
  return hostOf(seen) ?? 'HOST';
}

/** The sender's domain, as a command takes it, or a placeholder. */
export function senderDomain(seen: Interpretation): string {
  return senderDomainOf(seen) ?? 'DOMINIO';
}

/** The domain that SPF, DKIM or DMARC was checked for, as a command takes it, or a placeholder. */
export function judgedDomain(seen: Interpretation): string {
  return judgedDomainOf(seen) ?? 'DOMINIO';
}

/** The sending address: ` (192.0.2.1)`, with the space before it; empty when the text does not tell. */
export function ip(seen: Interpretation): string {
  const address = ipOf(seen);
  return address === undefined ? '' : ` (${address})`;
}

/** The step for a reply that holds a link. */
export function linkStep({ facts }: Interpretation): string | undefined {
  return facts.url === undefined ? undefined : `Segui il link nella risposta: ${quote(facts.url)}`;
}

/** How long the reply asks to wait, or else what is usual. */
export function waitOr({ facts }: Interpretation, usual: string): string {
  return facts.waitSeconds === undefined ? usual : formatSeconds(facts.waitSeconds, 'it');
}

/** The sentence about the limit that the text names, of `what` (with a space before it, or empty); empty when it names none. */
export function limit({ facts }: Interpretation, what: string): string {
  return facts.limit === undefined
    ? ''
    : ` Il testo indica un limite di ${groupDigits(facts.limit, 'it')}${what}.`;
}

/** Who must act, closer than an actor tells. */
export const REPLIER = 'chi gestisce il server che ha risposto';
export const SENDING_SERVER = 'chi gestisce il server che spedisce';
export const SENDER_DOMAIN_OWNER = 'il titolare del dominio del mittente';
export const RECIPIENT_DOMAIN_OWNER = 'il titolare del dominio del destinatario';

/** The step of a user, who does not run the server that sends. */
export const SEND_TO_PROVIDER = 'Se usi un provider, mandagli questa risposta: il resto tocca a lui.';

/** The step where only the receiver's administrator can act. */
export const ASK_POSTMASTER =
  'Scrivi al postmaster del dominio ricevente: indirizzo IP da cui spedisci, ora con il fuso, risposta completa.';
