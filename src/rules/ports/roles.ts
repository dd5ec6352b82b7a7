import type { Endpoint, Evidence } from '../../evidence.ts';
import { answersEhlo } from './outcomes.ts';

/** What a port is for. */
export type PortRole = 'relay' | 'submissions' | 'submission' | 'unofficial' | 'lmtp' | 'test' | 'other';

const ROLES: ReadonlyMap<number, PortRole> = new Map([
  // RFC 5321 §4.5.4.2.
  [25, 'relay'],
  // RFC 8314 §7.3.
  [465, 'submissions'],
  // RFC 6409 §3.1.
  [587, 'submission'],
  // Amazon SES, Resend.
  [2465, 'unofficial'],
  [2587, 'unofficial'],
  // SendGrid, Postmark, Brevo, SparkPost, Mailjet and others.
  [2525, 'unofficial'],
  // cPanel's habit, Rediff in TLS, Mailjet, and hosts behind a blocked 25.
  [26, 'unofficial'],
  [586, 'unofficial'],
  [588, 'unofficial'],
  [8025, 'unofficial'],
  [8081, 'unofficial'],
  // Dovecot's default between its own servers.
  [24, 'lmtp'],
  // MailDev, MailHog, Proton's bridge.
  [1025, 'test'],
]);

/** What a port is for, by standard or by habit. */
export function roleOfPort(port: number): PortRole {
  return ROLES.get(port) ?? 'other';
}

/** One way to hand in mail. */
export interface SubmissionWay {
  readonly port: number;
  readonly security: 'tls' | 'starttls';
}

/**
 * The protected ways in that a user may take, the best first: TLS from the first byte before STARTTLS (RFC 8314 §3),
 * standard ports before unofficial ones.
 */
export function submissionWays(endpoints: readonly Endpoint[]): SubmissionWay[] {
  const usable = endpoints.filter(
    (endpoint) => answersEhlo(endpoint) && endpoint.port !== 25 && endpoint.security,
  );
  const ways = usable.flatMap(({ port, security }) =>
    security === 'tls' || security === 'starttls' ? [{ port, security }] : [],
  );
  const distinct = ways.filter((way, index) => ways.findIndex(({ port }) => port === way.port) === index);
  return distinct.sort((a, b) => rankOf(a) - rankOf(b));
}

/** A port that is seen to speak SMTP in TLS from the first byte; undefined without one. */
export function openTlsPort({ endpoints = [] }: Evidence): number | undefined {
  return endpoints.find((one) => answersEhlo(one) && one.scan?.speaks === 'smtp-in-tls')?.port;
}

function rankOf({ port, security }: SubmissionWay): number {
  const isStandard = port === 465 || port === 587;
  return (isStandard ? 0 : 2) + (security === 'tls' ? 0 : 1);
}
