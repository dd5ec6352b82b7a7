import type { DkimKeyFault } from '../../identity/dkim-key.ts';
import type { FindingTexts } from '../catalog.ts';
import { type DomainDkimId, publishSteps } from '../domain-publish.ts';
import { formatsOf } from '../format.ts';
import { publishWords } from './domain-words.ts';

const { list } = formatsOf('it');

const FAULTS: Readonly<Record<DkimKeyFault | 'several', string>> = {
  version: 'la sua versione non è DKIM1',
  tags: 'contiene parti che non sono "nome=valore"',
  'key-absent': 'non contiene una chiave (`p=`)',
  'key-unreadable': 'la chiave è illeggibile, come se fosse stata troncata o rovinata nel copiarla',
  'key-type': 'il tipo di chiave è sconosciuto',
  service: 'non vale per la posta',
  hash: 'non ammette SHA-256, il solo hash ancora valido',
  several: 'c’è più di un record',
};

/** How a key is made, and where its public half goes. */
function newKey(name: string): string {
  return `Fai creare una nuova chiave dal tuo server o dal tuo provider, e pubblica il record che ti dà: \`${name}. TXT "v=DKIM1; k=rsa; p=…"\``;
}

/** DKIM, in Italian. */
export const domainDkimTexts: FindingTexts<DomainDkimId> = {
  'domain.dkim-key-absent': {
    title: ({ selector }) => `Non c’è una chiave DKIM per "${selector.slice(0, 20)}"`,
    meaning: ({ name }) =>
      `Il DNS non ha una chiave in ${name}. Le firme fatte con questo selettore non si possono verificare e non valgono niente.`,
    fix: ({ name }) => [
      'Confronta il selettore con la voce `s=` della firma di un messaggio spedito.',
      newKey(name),
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.6.2',
  },
  'domain.dkim-missing': {
    title: () => 'Il dominio non ha chiavi DKIM',
    meaning: ({ domain }) =>
      `Sotto _domainkey.${domain} non esiste niente: nessun messaggio può essere firmato a nome del dominio. I grandi servizi si aspettano una firma, e la posta inoltrata non ha altra prova.`,
    fix: ({ domain }) => [
      'Attiva DKIM nel tuo server di posta o presso il tuo provider.',
      newKey(`default._domainkey.${domain}`),
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6376',
  },
  'domain.dkim-unseen': {
    title: () => 'Nessuna chiave DKIM sotto i selettori più usati',
    meaning: ({ count }) =>
      `Nessuno di ${count} selettori comuni ha una chiave. Il DNS non elenca i selettori: può essercene uno con un altro nome.`,
    fix: ({ domain }) => [
      `Prendi il selettore dalla voce \`s=\` di una firma e riprova: \`smtp-doctor domain ${domain} --selector NOME\``,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.1',
  },
  'domain.dkim-key-malformed': {
    title: () => 'Il record di una chiave DKIM è inutilizzabile',
    meaning: ({ name, faults }) =>
      `Il record in ${name} non va: ${list(faults.map((fault) => FAULTS[fault]))}. Le firme fatte con questa chiave non valgono niente.`,
    fix: ({ name }) => [
      newKey(name),
      'Bada che nella chiave non entrino spazi, virgolette o interruzioni di riga.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1',
  },
  'domain.dkim-key-weak': {
    title: ({ bits }) => `Una chiave DKIM ha solo ${bits} bit`,
    meaning: ({ name, bits, least, good }) =>
      bits < least
        ? `La chiave in ${name} ha ${bits} bit. Chi riceve non deve accettarne meno di ${least}, perché una chiave così si può forzare: le firme fatte con essa non valgono niente.`
        : `La chiave in ${name} ha ${bits} bit. È ancora accettata, ma oggi la regola è ${good}.`,
    fix: ({ name, good }) => [
      `Crea una chiave da ${good} bit sotto un nuovo selettore, e passa a firmare con quella.`,
      `Quando non c’è più posta in viaggio con la vecchia, togli \`${name}\`.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8301#section-3.2',
  },
  'domain.dkim-key-revoked': {
    title: () => 'Una chiave DKIM è stata revocata',
    meaning: ({ name }) =>
      `Il record in ${name} ha una chiave vuota. Le firme fatte con essa sono nulle, com’è normale per una chiave che non si usa più.`,
    fix: ({ selector }) => [`Controlla che niente firmi più con il selettore "${selector}".`],
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1',
  },
  'domain.dkim-key-testing': {
    title: () => 'Una chiave DKIM è segnata come prova',
    meaning: ({ name }) =>
      `Il record in ${name} contiene \`t=y\`. Chi riceve può trattare la posta così firmata come se non lo fosse.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1',
  },
};
