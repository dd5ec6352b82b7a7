import type { SpfFaultKind } from '../../identity/spf.ts';
import type { FindingTexts } from '../catalog.ts';
import { type DomainSpfId, publishSteps } from '../domain-publish.ts';
import { formatsOf } from '../format.ts';
import { steps } from '../next-step.ts';
import { publishWords } from './domain-words.ts';

const { list, quote } = formatsOf('it');

const FAULTS: Readonly<Record<SpfFaultKind, string>> = {
  'unknown-mechanism': 'non è un meccanismo di SPF',
  'argument-missing': 'manca di ciò che va dopo i due punti',
  'argument-forbidden': 'non vuole niente dopo di sé',
  address: 'non contiene un indirizzo del suo tipo',
  prefix: 'ha una lunghezza di rete impossibile',
  domain: 'non indica un dominio',
  macro: 'ha una macro illeggibile',
  repeated: 'può comparire una volta sola',
};

const DEAD_ENDS = {
  missing: 'non ha un record SPF',
  multiple: 'ha più di un record SPF',
  loop: 'riporta al record che lo richiama',
} as const;

const VOID = 'Chi riceve vede "permerror": tratta la posta come se SPF non ci fosse, oppure la rifiuta.';

/** SPF, in Italian. */
export const domainSpfTexts: FindingTexts<DomainSpfId> = {
  'domain.spf-missing': {
    title: () => 'Il dominio non ha un record SPF',
    meaning: ({ domain, takesMail }) =>
      takesMail
        ? `${domain} non dice quali server spediscono la sua posta. I grandi servizi si fidano meno di questa posta o la rifiutano, e chiunque può usare il dominio come mittente.`
        : `${domain} non riceve posta, ma non dichiara di non spedirne. Chiunque può usarlo come mittente.`,
    fix: ({ publish, takesMail }) => [
      ...publishSteps(publish, publishWords),
      takesMail
        ? 'Aggiungi un `include:` o un `ip4:` per ogni altro servizio che spedisce per il dominio, come newsletter e negozi online.'
        : 'Se invece il dominio spedisce, indica in quel record i suoi server.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7208',
  },
  'domain.spf-several': {
    title: () => 'Il dominio ha più di un record SPF',
    meaning: ({ domain, count }) => `${domain} ha ${count} record SPF, e può averne uno solo. ${VOID}`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-4.5',
  },
  'domain.spf-malformed': {
    title: () => 'Il record SPF contiene un errore',
    meaning: ({ faults }) =>
      `${faults.map(({ owner, term, kind }) => `${quote(term)} nel record di ${owner} ${FAULTS[kind]}`).join('; ')}. ${VOID}`,
    fix: ({ publish, domain, faults: [fault] }) =>
      publish.length > 0
        ? publishSteps(publish, publishWords)
        : [
            fault?.owner === domain
              ? `Correggi ${quote(fault.term)} nel record di ${domain}.`
              : `Chiedi a ${fault?.owner} di correggere il suo record, oppure toglilo dal tuo.`,
          ],
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-4.6',
  },
  'domain.spf-include-unusable': {
    title: () => 'Il record SPF ne richiama uno inutilizzabile',
    meaning: ({ term, target, why }) => `${quote(term)} porta a ${target}, che ${DEAD_ENDS[why]}. ${VOID}`,
    fix: ({ publish, term, target }) => [
      `Controlla com’è scritto ${target} in ${quote(term)}; un servizio che non usi più si può togliere.`,
      ...publishSteps(publish, publishWords),
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-5.2',
  },
  'domain.spf-lookups-exceeded': {
    title: () => 'Il record SPF richiede troppe interrogazioni DNS',
    meaning: ({ count, isLeast, limit, terms }) =>
      `Per leggerlo servono ${isLeast ? 'almeno ' : ''}${count} interrogazioni, e chi riceve si ferma a ${limit}. Quasi tutte vengono da ${list(terms.slice(0, 3).map(({ term, lookups }) => `${quote(term)} (${lookups})`))}. ${VOID}`,
    fix: ({ publish, terms: [most] }) =>
      publish.length > 0
        ? publishSteps(publish, publishWords)
        : steps(
            'Togli i servizi che non spediscono più per il dominio.',
            most &&
              `Fai spedire da un sottodominio proprio un servizio che richiede molte interrogazioni, come ${quote(most.term)}.`,
          ),
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-4.6.4',
  },
  'domain.spf-voids-exceeded': {
    title: () => 'Il record SPF cerca troppi nomi che non esistono',
    meaning: ({ count, limit, terms }) =>
      `${count} interrogazioni non trovano niente, e chi riceve si ferma a ${limit}: ${list(terms.map(quote))}. ${VOID}`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-4.6.4',
  },
  'domain.spf-hosts-exceeded': {
    title: () => 'Il record SPF conta su troppi server di posta',
    meaning: ({ owner, term, hosts, limit }) =>
      `${quote(term)} nel record di ${owner} vale per ${hosts} server di posta, e chi riceve ne guarda al massimo ${limit}. ${VOID}`,
    fix: ({ publish, owner, domain, term }) =>
      publish.length > 0
        ? publishSteps(publish, publishWords)
        : [
            owner === domain
              ? `Al posto di ${quote(term)} indica le reti di questi server con \`ip4:\` e \`ip6:\`.`
              : `Chiedi a ${owner} di correggere il suo record, oppure toglilo dal tuo.`,
          ],
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-4.6.4',
  },
  'domain.spf-open': {
    title: () => 'Il record SPF lascia spedire tutta Internet',
    meaning: ({ domain }) =>
      `Secondo questo record ogni server del mondo può spedire la posta di ${domain}. Non protegge nessuno, e per i filtri antispam è un punto a sfavore.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-5.1',
  },
  'domain.spf-neutral': {
    title: () => 'Il record SPF non dice niente degli altri server',
    meaning: ({ isAbsent }) =>
      isAbsent
        ? 'Il record non finisce con `all`: per chi riceve ogni server che non vi è indicato è neutro. I falsi non si distinguono.'
        : 'Il record finisce con `?all`, per cui ogni server che non vi è indicato è neutro. I falsi non si distinguono.',
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-5.1',
  },
  'domain.spf-ptr': {
    title: () => 'Il record SPF usa "ptr"',
    meaning: () =>
      '`ptr` è lento e inaffidabile, e lo standard dice di non pubblicarlo. Alcuni server lo ignorano, e allora la posta che conta su di esso non supera il controllo.',
    fix: ({ publish }) => [
      ...publishSteps(publish, publishWords),
      'Indica con `ip4:`, `ip6:` o `a:` i server che contavano su di esso.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-5.5',
  },
  'domain.spf-terms-unreached': {
    title: () => 'Una parte del record SPF non viene mai letta',
    meaning: ({ terms }) =>
      `Con \`all\` il record finisce, e chi riceve non arriva mai a ${list(terms.map(quote))}. I server indicati lì non sono autorizzati a spedire.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-5.1',
  },
  'domain.spf-too-long': {
    title: () => 'Il record SPF è molto lungo',
    meaning: ({ length, limit }) =>
      `Ha ${length} caratteri; oltre i ${limit} circa la risposta non sta in un solo piccolo pacchetto, e dietro un firewall mal configurato potrebbe non arrivare mai.`,
    fix: ({ domain }) => [
      `Spostane una parte in un record a sé: \`_spf1.${domain}. TXT "v=spf1 … -all"\`, e al suo posto scrivi \`include:_spf1.${domain}\`.`,
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-3.4',
  },
  'domain.spf-sender-refused': {
    title: ({ address }) => `SPF non autorizza ${address}`,
    meaning: ({ domain, address, result }) =>
      `Per ${address} il record SPF di ${domain} dà "${result}". La posta spedita da lì desta sospetto, o viene rifiutata se DKIM non la garantisce.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-8',
  },
};
