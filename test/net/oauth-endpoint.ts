import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer as createPlainServer } from 'node:http';
import { createServer } from 'node:https';
import type { TestContext } from 'node:test';
import { type CertificateKind, createAuthority } from '../../src/demo/certificates.ts';
import { serve } from './loopback.ts';

/** What one request brought. */
export interface TokenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly form: Readonly<Record<string, string>>;
}

export interface TokenEndpoint {
  readonly url: string;
  readonly requests: readonly TokenRequest[];
}

export type Respond = (response: ServerResponse, request: TokenRequest) => void;

const authority = await createAuthority();

/** PEM of the authority of every endpoint's certificate. */
export const CA: readonly string[] = [authority.rootPem];

/** Serves a token endpoint over HTTP on loopback. */
export async function serveTokens(t: TestContext, respond: Respond): Promise<TokenEndpoint> {
  const requests: TokenRequest[] = [];
  const { port } = await serve(t, createPlainServer(listener(requests, respond)));
  return { url: `http://127.0.0.1:${port}/token?tenant=a`, requests };
}

/** The same over HTTPS, with a certificate for localhost. */
export async function serveTokensSecurely(
  t: TestContext,
  respond: Respond,
  kind: CertificateKind = 'valid',
): Promise<TokenEndpoint> {
  const requests: TokenRequest[] = [];
  const credential = await authority.issue(kind, { names: ['localhost'] });
  const { port } = await serve(t, createServer(credential, listener(requests, respond)));
  return { url: `https://localhost:${port}/token`, requests };
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function listener(requests: TokenRequest[], respond: Respond): RequestListener {
  return async (incoming, response) => {
    let text = '';
    for await (const chunk of incoming.setEncoding('utf8')) text += chunk;
    const { method = '', url = '', headers } = incoming;
    const request = { method, url, headers, form: Object.fromEntries(new URLSearchParams(text)) };
    requests.push(request);
    respond(response, request);
  };
}
