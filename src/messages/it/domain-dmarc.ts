import type { MarkProblem } from '../../evidence.ts';
import type { DmarcFault } from '../../identity/dmarc.ts';
import type { FindingTexts } from '../catalog.ts';
import { type DomainDmarcId, publishSteps } from '../domain-publish.ts';
import { formatsOf } from '../format.ts';
import { publishWords } from './domain-words.ts';

const { list } = formatsOf('it');

const FAULTS: Readonly<Record<DmarcFault, string>> = {
  policy: 'una politica non è né `none` né `quarantine` né `reject`',
  'policy-missing': 'manca la politica (`p=`), che i server meno recenti pretendono',
  tags: 'ci sono parti che non sono "nome=valore", o che si ripetono',
  alignment: '`adkim` o `aspf` non è né `r` né `s`',
  'report-address': 'un indirizzo per i rapporti non è un indirizzo `mailto:`',
};

const MARK_PROBLEMS: Readonly<Record<MarkProblem, string>> = {
  'certificate-unfetched': 'non si può scaricare',
  'logo-unfetched': 'è il logo, e non si può scaricare',
  'certificate-unusable': 'non è un certificato del marchio valido di un’autorità nota',
  'other-domain': 'è un certificato del marchio per un altro dominio',
  'logo-unusable': 'contiene un logo che nessuno mostra',
  'logo-differs': 'è un logo diverso da quello del certificato',
};

const MARK_FIXES: Readonly<Record<MarkProblem, string>> = {
  'certificate-unfetched': 'Rendilo pubblico via https sulla porta 443, in non più di 64 KiB.',
  'logo-unfetched': 'Rendilo pubblico via https sulla porta 443, in non più di 64 KiB.',
  'certificate-unusable':
    'Pubblica in PEM l’intera catena avuta dall’autorità, oppure fai rinnovare il certificato.',
  'other-domain': 'Procurati un certificato per questo dominio, oppure indica quello giusto con `a=`.',
  'logo-unusable': 'Procurati un certificato per un logo in SVG Tiny PS, con un titolo.',
  'logo-differs': 'Pubblica proprio il file per cui è stato fatto il certificato, byte per byte.',
};

/** DMARC and BIMI, in Italian. */
export const domainDmarcTexts: FindingTexts<DomainDmarcId> = {
  'domain.dmarc-missing': {
    title: () => 'Il dominio non ha un record DMARC',
    meaning: ({ domain }) =>
      `Né ${domain} né un dominio al di sopra dice che cosa fare della posta che finge di venire da lì. I falsi vengono consegnati, e i grandi servizi pretendono un record da chi spedisce molto.`,
    fix: ({ publish }) => [
      ...publishSteps(publish, publishWords),
      'Leggi i rapporti per qualche settimana; quando tutta la tua posta supera i controlli, passa a `p=quarantine` e poi a `p=reject`.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc9989',
  },
  'domain.dmarc-several': {
    title: () => 'Il dominio ha più di un record DMARC',
    meaning: ({ domain, count }) =>
      `_dmarc.${domain} ha ${count} record DMARC, e può averne uno solo. Così chi riceve non ne usa nessuno.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc9989#section-4.10',
  },
  'domain.dmarc-malformed': {
    title: () => 'Il record DMARC contiene un errore',
    meaning: ({ name, faults, isVoid }) =>
      `Nel record in ${name} ${list(faults.map((fault) => FAULTS[fault]))}. ${isVoid ? 'Chi riceve lo ignora.' : 'Chi riceve usa quel che ne resta.'}`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc9989#section-4.7',
  },
  'domain.dmarc-policy-none': {
    title: () => 'La politica DMARC non chiede niente',
    meaning: ({ domain, from, hasReports }) => {
      const where = from === domain ? `La politica di ${domain}` : `La politica di ${from} per ${domain}`;
      const reports = hasReports
        ? 'I rapporti arrivano, e per le prime settimane va bene così.'
        : 'Manca anche un indirizzo per i rapporti: non ha alcun effetto.';
      return `${where} è \`none\`: la posta falsa viene consegnata come ogni altra. ${reports}`;
    },
    fix: ({ publish }) => [
      'Verifica nei rapporti che tutta la tua posta superi i controlli.',
      ...publishSteps(publish, publishWords),
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc9989#section-4.7',
  },
  'domain.dmarc-subdomains-open': {
    title: () => 'I sottodomini non sono protetti da DMARC',
    meaning: ({ domain, policy, onlyNonexistent }) =>
      `Per i falsi di ${domain} vale \`${policy}\`, per quelli ${onlyNonexistent ? 'dei sottodomini che non esistono' : 'dei suoi sottodomini'} niente. Chi falsifica usa un nome qualsiasi sotto ${domain}.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc9989#section-4.7',
  },
  'domain.dmarc-testing': {
    title: () => 'La politica DMARC è in prova',
    meaning: ({ policy }) =>
      `La politica è \`${policy}\`, ma \`t=y\` o un \`pct\` sotto 100 la ridimensiona: chi riceve fa un passo di meno, o la applica solo a una parte della posta.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc9989#section-4.7',
  },
  'domain.dmarc-reports-absent': {
    title: () => 'Nessuno riceve i rapporti DMARC',
    meaning: ({ domain }) =>
      `Nel record manca \`rua\`. Senza rapporti il titolare di ${domain} non sa chi usa il nome, né se la propria posta supera i controlli.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc9990',
  },
  'domain.dmarc-reports-unwanted': {
    title: () => 'Chi riceve i rapporti DMARC non ha acconsentito',
    meaning: ({ address, name }) =>
      `I rapporti devono andare a ${address}, fuori dal dominio, e nel DNS manca il consenso in ${name}. Nessuno li spedisce.`,
    fix: ({ publish }) => [
      'Chiedi a chi raccoglie i rapporti di provvedere, oppure indica un indirizzo del tuo dominio.',
      ...publishSteps(publish, publishWords),
    ],
    who: () => 'chi raccoglie i rapporti',
    see: 'https://www.rfc-editor.org/rfc/rfc9990#section-4',
  },
  'domain.dmarc-tags-removed': {
    title: () => 'Il record DMARC ha voci del vecchio standard',
    meaning: ({ name, tags }) =>
      `Il record in ${name} contiene ${list(tags.map((tag) => `\`${tag}\``))}. RFC 9989 non lo prevede più; chi riceve lo ignora.`,
    fix: ({ publish }) => publishSteps(publish, publishWords),
    see: 'https://www.rfc-editor.org/rfc/rfc9989',
  },
  'domain.bimi-malformed': {
    title: () => 'Il record BIMI è inutilizzabile',
    meaning: ({ domain }) =>
      `Il record in default._bimi.${domain} non dice dove si trova il logo con un indirizzo https. Nessun logo viene mostrato.`,
    fix: ({ example }) => publishSteps(example, publishWords),
    see: 'https://datatracker.ietf.org/doc/draft-brand-indicators-for-message-identification/',
  },
  'domain.bimi-policy-weak': {
    title: () => 'Per il logo serve una politica DMARC più severa',
    meaning: ({ domain, policy }) =>
      policy === 'absent'
        ? `${domain} ha un record BIMI, ma non una politica DMARC. Senza \`quarantine\` o \`reject\` nessun logo viene mostrato.`
        : `${domain} ha un record BIMI, ma la sua politica DMARC è \`${policy}\`. Finché non è \`quarantine\` o \`reject\`, nessun logo viene mostrato.`,
    fix: () => ['Porta prima la politica DMARC a `quarantine` o `reject`.'],
    see: 'https://datatracker.ietf.org/doc/draft-brand-indicators-for-message-identification/',
  },
  'domain.bimi-certificate-absent': {
    title: () => 'Il logo non ha un certificato del marchio',
    meaning: ({ domain }) =>
      `Il record BIMI di ${domain} indica un logo, ma non un certificato (\`a=\`). Senza, Gmail e Apple Mail non lo mostrano.`,
    fix: () => [
      'Procurati un Verified Mark Certificate o un Common Mark Certificate per il logo, e indicalo con `a=`.',
    ],
    see: 'https://datatracker.ietf.org/doc/draft-fetch-validation-vmc-wchuang/',
  },
  'domain.bimi-certificate-unusable': {
    title: () => 'Il certificato del marchio non prova niente',
    meaning: ({ domain, url, problem, code, validTo }) =>
      `Il record BIMI di ${domain} indica ${url}, che ${MARK_PROBLEMS[problem]}${code === undefined ? '' : ` (${code})`}${validTo === undefined ? '' : `; è valido fino al ${validTo.slice(0, 10)}`}. Gmail e Apple Mail non mostrano il logo.`,
    fix: ({ problem }) => [MARK_FIXES[problem]],
    see: 'https://datatracker.ietf.org/doc/draft-fetch-validation-vmc-wchuang/',
  },
};
