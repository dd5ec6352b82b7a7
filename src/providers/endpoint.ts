import type { EndpointUse, SubmissionEndpoint } from './provider.ts';

/** TLS from the first byte, on 465 where nothing else is said. */
export function tls(host: string, port = 465): SubmissionEndpoint {
  return { host, port, security: 'tls' };
}

/** STARTTLS, on 587 where nothing else is said. */
export function startTls(host: string, port = 587): SubmissionEndpoint {
  return { host, port, security: 'starttls' };
}

/** Not for everybody. */
export function meantFor(use: EndpointUse, endpoint: SubmissionEndpoint): SubmissionEndpoint {
  return { ...endpoint, use };
}

/** Not named by the provider nor by Thunderbird's database. */
export function reported(endpoint: SubmissionEndpoint): SubmissionEndpoint {
  return { ...endpoint, reported: true };
}
