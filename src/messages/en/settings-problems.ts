import type { LookUpProblem } from '../../net/autoconfig/index.ts';

/** What came of a question that named no server, in English. */
export function problem(kind: LookUpProblem): string {
  switch (kind) {
    case 'no-address':
    case 'nxdomain':
    case 'no-data':
      return 'does not exist';
    case 'private-address':
      return 'points into a private network: not asked';
    case 'plain-http':
      return 'leads to HTTP without TLS: not followed';
    case 'bad-redirect':
      return 'leads to a URL that is not followed';
    case 'too-many-redirects':
      return 'leads on and on';
    case 'certificate':
      return 'has a certificate that cannot be believed';
    case 'timeout':
      return 'did not answer in time';
    case 'unreachable':
      return 'cannot be reached';
    case 'too-large':
      return 'sends more than a configuration can be';
    case 'not-configuration':
      return 'answers with something else';
    case 'not-offered':
      return 'the domain declares that it does not offer this (SRV ".")';
    case 'interrupted':
      return 'interrupted before an answer';
    case 'servfail':
    case 'refused':
    case 'malformed':
    case 'answer':
      return 'the DNS gives no usable answer';
    default:
      return `answers with HTTP ${kind.slice('status-'.length)}`;
  }
}
