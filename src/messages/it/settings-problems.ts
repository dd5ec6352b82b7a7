import type { LookUpProblem } from '../../net/autoconfig/index.ts';

/** What came of a question that named no server, in Italian. */
export function problem(kind: LookUpProblem): string {
  switch (kind) {
    case 'no-address':
    case 'nxdomain':
    case 'no-data':
      return 'non esiste';
    case 'private-address':
      return 'porta in una rete privata: non interrogato';
    case 'plain-http':
      return 'porta a HTTP senza TLS: non seguito';
    case 'bad-redirect':
      return 'porta a un URL che non viene seguito';
    case 'too-many-redirects':
      return 'rimanda troppe volte';
    case 'certificate':
      return 'ha un certificato inattendibile';
    case 'timeout':
      return 'non ha risposto in tempo';
    case 'unreachable':
      return 'non è raggiungibile';
    case 'too-large':
      return 'invia più di quanto possa essere una configurazione';
    case 'not-configuration':
      return 'risponde con altro';
    case 'not-offered':
      return 'il dominio dichiara di non offrirlo (SRV ".")';
    case 'interrupted':
      return 'interrotto prima della risposta';
    case 'servfail':
    case 'refused':
    case 'malformed':
    case 'answer':
      return 'il DNS non dà una risposta utilizzabile';
    default:
      return `risponde con HTTP ${kind.slice('status-'.length)}`;
  }
}
