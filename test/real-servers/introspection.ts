import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ACCOUNT, ADDRESSES, STRANGER } from './server.ts';

const PORT = 2612;

export const INTROSPECTION_URL = `http://${ADDRESSES.introspection}:${PORT}/introspect`;

const HOUR_S = 3600;
const BODY_CHARACTERS = 10_000;

/** Access tokens in JWT form; the endpoint knows them, so their signatures are no one's business. */
export const TOKENS = {
  account: token('account', HOUR_S),
  stranger: token('stranger', HOUR_S),
  revoked: token('revoked', HOUR_S),
  expired: token('expired', -HOUR_S),
} as const;

/** An endpoint that says whether a token is active, and whose it is (RFC 7662). */
export interface Introspection {
  stop(): Promise<void>;
}

/** Starts the endpoint that Dovecot asks. */
export async function startIntrospection(): Promise<Introspection> {
  const server = createServer((request, response) => {
    readBody(request).then(
      (body) => answer(response, ownerOf(new URLSearchParams(body).get('token'))),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(PORT, ADDRESSES.introspection, resolve);
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { stop };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk;
    if (body.length > BODY_CHARACTERS) throw new Error('the request is too long');
  }
  return body;
}

function ownerOf(asked: string | null): string | undefined {
  if (asked === TOKENS.account) return ACCOUNT.user;
  return asked === TOKENS.stranger ? STRANGER : undefined;
}

/** RFC 7662 §2.2: of a token that is not active nothing more is said. */
function answer(response: ServerResponse, username: string | undefined): void {
  const facts = username === undefined ? { active: false } : { active: true, username, scope: 'smtp' };
  response.setHeader('content-type', 'application/json').end(JSON.stringify(facts));
}

function token(name: string, seconds: number): string {
  const claims = { jti: name, scope: 'smtp', exp: Math.round(Date.now() / 1000) + seconds };
  return [{ alg: 'none' }, claims, `signature of ${name}`].map(encode).join('.');
}

function encode(part: object | string): string {
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
}
