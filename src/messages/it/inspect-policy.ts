import type { FindingTexts } from '../catalog.ts';
import { formatsOf } from '../format.ts';
import { steps } from '../next-step.ts';

const { list: listed, quote } = formatsOf('it');

const domainCommand = (domain: string | undefined): string => `\`smtp-doctor domain ${domain ?? 'DOMINIO'}\``;

/** SPF, DMARC and ARC of a received message, in Italian. */
export const inspectPolicyTexts: FindingTexts<
  | 'domain.from-unusable'
  | 'domain.spf-client-refused'
  | 'domain.spf-unevaluated'
  | 'domain.dmarc-failed'
  | 'domain.arc-broken'
  | 'domain.results-differ'
> = {
  'domain.from-unusable': {
    title: ({ kind }) =>
      kind === 'absent'
        ? 'Il messaggio non ha un From'
        : kind === 'several-fields'
          ? 'Il messaggio ha più di un campo From'
          : 'From non indica un solo autore',
    meaning: ({ kind, from }) => {
      const named = listed(from.map(quote));
      const what = {
        absent: 'Ogni messaggio deve avere un campo From, e questo non ce l’ha.',
        'several-fields': `Contiene ${named}, ma può averne uno solo. I programmi ne mostrano uno e ne verificano un altro: così si falsifica un mittente aggirando DKIM e DMARC.`,
        'several-authors': `${named} non si legge come l’indirizzo di un solo autore.`,
      }[kind];
      return `${what} DMARC non si può valutare, e molti server rifiutano un messaggio così.`;
    },
    fix: ({ kind }) => [
      kind === 'several-fields'
        ? 'Non fidarti del mittente che vedi. Se il messaggio è tuo, fai in modo che il programma che l’ha creato scriva un solo campo From e lo firmi due volte (h=from:from), perché non se ne possa aggiungere un altro.'
        : 'Fai in modo che il programma che ha creato il messaggio scriva un solo campo From con un solo indirizzo.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc5322#section-3.6.2',
  },
  'domain.spf-client-refused': {
    title: ({ domain, ip }) =>
      `${domain ?? 'Il dominio del mittente'} non autorizza ${ip ?? 'questo indirizzo'} a spedire la sua posta`,
    meaning: ({ result, isPassedOn, ipSource }) =>
      `Per il server che ha consegnato il messaggio${ipSource === 'received' ? ' (quello nominato dal primo Received di un’altra rete)' : ''} SPF dà ${quote(result)}. ${
        isPassedOn
          ? 'Il messaggio è passato da una lista o da un inoltro, il cui server il dominio non può conoscere: è l’effetto normale, e DKIM serve a questo.'
          : 'O nel record manca l’indirizzo, o il messaggio non viene dal dominio.'
      }`,
    fix: ({ domain, ip, isPassedOn }) =>
      steps(
        !isPassedOn &&
          ip !== undefined &&
          `Se il server è tuo, aggiungilo al record SPF: ip${ip.includes(':') ? '6' : '4'}:${ip}`,
        !isPassedOn && `Guarda che cosa dice il record: ${domainCommand(domain)}`,
        isPassedOn && 'Firma con DKIM a nome del dominio in From: la firma sopravvive all’inoltro.',
        isPassedOn &&
          'Chi inoltra può riscrivere il mittente della busta (SRS), così SPF interroga il suo dominio.',
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-8.4',
  },
  'domain.spf-unevaluated': {
    title: ({ domain }) => `Il record SPF di ${domain ?? 'chi spedisce'} non si può valutare`,
    meaning: ({ result, comment }) =>
      result === 'permerror'
        ? `È sbagliato, e chi riceve lo tratta come assente o come un rifiuto${comment === undefined ? '' : `: ${quote(comment)}`}.`
        : `Il DNS non ha risposto in tempo: chi riceve rimanda il messaggio o fa a meno di SPF${comment === undefined ? '' : `: ${quote(comment)}`}.`,
    fix: ({ domain }) => [`Guarda quale parte: ${domainCommand(domain)}`],
    see: 'https://www.rfc-editor.org/rfc/rfc7208#section-2.6.7',
  },
  'domain.dmarc-failed': {
    title: ({ domain }) => `DMARC: niente prova che il messaggio sia di ${domain ?? 'chi dice'}`,
    meaning: ({ policy, spfDomain, signedBy, isPassedOn }) => {
      const others = [
        ...(spfDomain === undefined ? [] : [`SPF è valido per ${quote(spfDomain)}`]),
        ...(signedBy.length === 0 ? [] : [`c’è una firma valida di ${listed(signedBy)}`]),
      ];
      const why =
        others.length === 0
          ? 'Non è valido né SPF né una firma DKIM.'
          : `${listed(others)}, ma non per il dominio in From.`;
      const wish = {
        reject: 'Il dominio chiede di rifiutare la posta così.',
        quarantine: 'Il dominio chiede di mettere la posta così nello spam.',
      }[policy ?? ''];
      return `${why} ${wish ?? 'Il dominio non chiede altro che rapporti (p=none).'}${isPassedOn ? ' Il messaggio è passato da una lista o da un inoltro, ed è questo che lo rompe.' : ''}`;
    },
    fix: ({ domain, isPassedOn, spfDomain, signedBy }) =>
      steps(
        spfDomain === undefined && signedBy.length === 0
          ? 'Sistema SPF o DKIM, come dicono gli altri punti.'
          : `Fai firmare il servizio che spedisce con una chiave di ${domain ?? 'chi sta in From'}, o usa un indirizzo di ritorno in quel dominio.`,
        isPassedOn &&
          'Una lista può mettere il proprio indirizzo in From; chi inoltra non dovrebbe cambiare nulla, e sigillare con ARC.',
        `Guarda l’insieme: ${domainCommand(domain)}`,
      ),
    see: 'https://www.rfc-editor.org/rfc/rfc7489#section-3.1',
  },
  'domain.arc-broken': {
    title: () => 'La catena ARC è rotta',
    meaning: ({ comment, sealedBy }) =>
      `Il messaggio è stato sigillato da ${sealedBy.length === 0 ? 'qualcuno' : listed(sealedBy)}, ma il sigillo non tiene${comment === undefined ? '' : ` (${quote(comment)})`}. Così non vale nulla ciò che chi l’ha inoltrato dice di aver verificato.`,
    fix: () => [
      'Ciò che modifica il messaggio deve farlo prima che il server lo sigilli; l’ultimo che lo cambia senza sigillarlo rompe la catena.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8617#section-5.2',
  },
  'domain.results-differ': {
    title: () => 'Il server di arrivo era giunto a un altro risultato',
    meaning: ({ server, differences }) =>
      `${server === undefined ? 'Il suo' : `${quote(server)} ha scritto nel suo`} Authentication-Results${server === undefined ? ' dice' : ''}: ${listed(
        differences.map(({ method, domain, theirs, ours }) => {
          const what = domain === undefined ? method : `${method} per ${domain}`;
          return `${what} ${theirs}, qui ${ours ?? 'niente'}`;
        }),
      )}. Possono essere cambiati i record, o il messaggio, oppure il campo c’era già prima dell’arrivo e non impegna nessuno.`,
    fix: () => [
      'Fai il confronto il giorno dell’arrivo, con il messaggio salvato come sorgente.',
      'Credi a un campo Authentication-Results solo se porta il nome del tuo server di arrivo.',
    ],
    see: 'https://www.rfc-editor.org/rfc/rfc8601#section-5',
  },
};
