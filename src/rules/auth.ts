import type { Evidence } from '../evidence.ts';
import { authMechanisms, type Hello } from '../smtp/extension.ts';
import { defineRule } from './rule.ts';

/** Mechanisms that hand the secret itself to whoever reads along (RFC 4954 §4). */
const CLEARTEXT = ['PLAIN', 'LOGIN', 'XOAUTH2', 'OAUTHBEARER'];

/** The EHLO after which a client would log in; none where TLS is wanted and was not reached, which is the graver fault. */
function finalHello({ hello, goal, starttls }: Evidence): Hello | undefined {
  return hello?.secure ?? (goal.security === 'none' && !starttls?.offered ? hello?.plain : undefined);
}

/** Questions to the offer of AUTH; logging in has its own command. */
export const authRules = [
  defineRule({
    id: 'auth.missing',
    severity: 'warning',
    stage: 'auth',
    actor: 'server-admin',
    needs: ['hello'],
    find(evidence) {
      const hello = finalHello(evidence);
      const { role, port } = evidence.goal;
      if (role !== 'submission' || port === undefined || hello?.verb !== 'EHLO') return undefined;
      if (hello.extensions.some(({ keyword }) => /^AUTH(=|$)/.test(keyword))) return undefined;
      return { port, secure: evidence.hello.secure !== undefined };
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
] as const;
