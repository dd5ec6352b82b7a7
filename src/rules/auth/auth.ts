import type { Evidence } from '../../evidence.ts';
import { authMechanisms, type Hello } from '../../smtp/extension.ts';
import { isHandedOver } from '../delivery/fate.ts';
import { isForUsers } from '../goal.ts';
import { defineRule, type Severity } from '../rule.ts';

/** Mechanisms that hand the secret itself to whoever reads along (RFC 4954 §4). */
const CLEARTEXT = ['PLAIN', 'LOGIN', 'XOAUTH2', 'OAUTHBEARER'];

/** The EHLO after which a client would log in; none where TLS is wanted and was not reached, which is the graver fault. */
export function finalHello({ hello, goal, starttls }: Evidence): Hello | undefined {
  return hello?.secure ?? (goal.security === 'none' && !starttls?.offered ? hello?.plain : undefined);
}

/** Whether a login was asked for in vain; then it matters on every port. */
function isLoginAsked({ auth }: Evidence): boolean {
  return auth?.withheld === 'not-offered';
}

function severityOfMissing(_data: object, evidence: Evidence): Severity {
  return isLoginAsked(evidence) ? 'error' : 'warning';
}

/** Questions to the offer of AUTH. */
export const authRules = [
  defineRule({
    id: 'auth.missing',
    severity: severityOfMissing,
    stage: 'auth',
    actor: 'server-admin',
    needs: ['hello'],
    find(evidence) {
      const { role, port } = evidence.goal;
      const hello = isLoginAsked(evidence)
        ? (evidence.hello.secure ?? evidence.hello.plain)
        : finalHello(evidence);
      if (port === undefined || hello?.verb !== 'EHLO') return undefined;
      if (evidence.failure?.stage === 'starttls') return undefined;
      if (role !== 'submission' && !isLoginAsked(evidence)) return undefined;
      // A server on a port of its own that takes mail from us without a login is none for users.
      const isTaken = evidence.delivery !== undefined && isHandedOver(evidence.delivery);
      if (isTaken && !isForUsers(port) && !isLoginAsked(evidence)) return undefined;
      if (hello.extensions.some(({ keyword }) => /^AUTH(=|$)/.test(keyword))) return undefined;
      return { port, role, secure: evidence.hello.secure !== undefined };
    },
  }),
  defineRule({
    id: 'auth.after-tls-only',
    severity: 'info',
    stage: 'auth',
    actor: 'you',
    needs: ['hello', 'tls'],
    find({ hello: { plain, secure } }) {
      const mechanisms = authMechanisms(secure);
      if (!plain || mechanisms.length === 0 || authMechanisms(plain).length > 0) return undefined;
      return { mechanisms };
    },
  }),
  defineRule({
    id: 'auth.cleartext-offered',
    severity: 'warning',
    stage: 'auth',
    actor: 'server-admin',
    needs: ['hello'],
    find({ hello: { plain }, starttls }) {
      const mechanisms = authMechanisms(plain).filter((mechanism) => CLEARTEXT.includes(mechanism));
      return mechanisms.length === 0 ? undefined : { mechanisms, offersStartTls: starttls?.offered ?? false };
    },
  }),
  defineRule({
    id: 'auth.mechanisms-differ',
    severity: 'info',
    stage: 'auth',
    actor: 'you',
    needs: ['hello', 'tls'],
    find({ hello: { plain, secure } }) {
      const [before, after] = [authMechanisms(plain), authMechanisms(secure)];
      if (before.length === 0 || after.length === 0) return undefined;
      const gained = after.filter((name) => !before.includes(name));
      const lost = before.filter((name) => !after.includes(name));
      return gained.length + lost.length === 0 ? undefined : { before, after, gained, lost };
    },
  }),
] as const;
