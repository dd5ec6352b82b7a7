import type { AuthEvidence, Evidence } from '../evidence.ts';
import { authMechanisms } from '../smtp/extension.ts';
import type { Page } from './page.ts';
import { setTable } from './table.ts';

const NAME_CHARACTERS = 30;
const MOST_MECHANISMS = 30;

/** The attempt to log in, or why there was none. */
export function attemptLines({ auth }: Evidence, page: Page): string[] {
  const words = page.words.auth;
  if (auth?.withheld) return [page.sentence(words.withheld[auth.withheld])];
  if (!auth?.attempt) return [];
  const { mechanism, secure, outcome, advertised, reply } = auth.attempt;
  const code = reply && outcome !== 'unanswered' ? ` (${reply.code})` : '';
  const tried = words.tried(page.safe(mechanism), secure, words.outcomes[outcome]) + code;
  return [tried, ...(advertised ? [] : [words.notOfferedMechanism])].map(page.sentence);
}

/** What a token says of itself. */
export function tokenLines({ auth, observedAt }: Evidence, page: Page): string[] {
  if (!auth?.token) return [];
  const { issuer, audience, scopes, expiresAt } = auth.token;
  const words = page.words.auth.token;
  const isOver = expiresAt !== undefined && Date.parse(expiresAt) <= Date.parse(observedAt);
  return [
    ...(issuer === undefined ? [] : [words.issuer(issuer)]),
    ...(audience ? [words.audience(audience)] : []),
    ...(scopes ? [words.scopes(scopes)] : []),
    ...(expiresAt === undefined ? [] : [isOver ? words.expired(expiresAt) : words.expires(expiresAt)]),
  ].map(page.sentence);
}

/** Every mechanism that was offered or examined, before TLS and after it; nothing where logins were not the question. */
export function setMechanisms(evidence: Evidence, page: Page): string[] {
  const { auth, hello, tls } = evidence;
  if (!auth || !hello) return [];
  const states = [...(hello.plain ? [false] : []), ...(hello.secure ? [true] : [])];
  const names = new Set([
    ...authMechanisms(hello.plain),
    ...authMechanisms(hello.secure),
    ...(auth.examined ?? []).map(({ mechanism }) => mechanism),
  ]);
  if (names.size === 0) return [];
  const rows = [...names]
    .slice(0, MOST_MECHANISMS)
    .map((name) => [
      page.safe(name, NAME_CHARACTERS),
      ...states.map((secure) => page.sentence(cell(name, secure, evidence, page))),
    ]);
  return setTable(columns(states, tls?.mode, page), rows, page);
}

function columns(states: readonly boolean[], mode: 'starttls' | 'tls' | undefined, page: Page): string[] {
  const { columns: words } = page.words.auth;
  const [before, after] =
    mode === 'starttls' ? [words.beforeTls, words.afterTls] : [words.withoutTls, words.underTls];
  return [words.mechanism, ...states.map((secure) => (secure ? after : before))].map(page.sentence);
}

function cell(name: string, secure: boolean, { auth, hello }: Evidence, page: Page): string {
  const words = page.words.auth;
  const seen = examinedAs(name, secure, auth);
  const isOffered = authMechanisms(secure ? hello?.secure : hello?.plain).includes(name);
  if (!seen) return isOffered ? words.offered : words.notOffered;
  const { code } = seen.reply;
  return code === 334 || code === 235 ? words.goesOn(isOffered) : words.refused(code, isOffered);
}

function examinedAs(name: string, secure: boolean, auth: AuthEvidence | undefined) {
  return auth?.examined?.find((seen) => seen.mechanism === name && seen.secure === secure);
}
