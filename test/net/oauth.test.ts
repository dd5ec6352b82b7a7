import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, it, type TestContext } from 'node:test';
import { UsageError } from '../../src/errors.ts';
import {
  type OAuthProblem,
  parseTokenUrl,
  type RefreshOptions,
  refreshAccessToken,
} from '../../src/net/oauth.ts';
import { closedPort, listen } from './loopback.ts';
import { CA, type Respond, sendJson, serveTokens, serveTokensSecurely } from './oauth-endpoint.ts';

const CLIENT_SECRET = 'GOCSPX-client+secret/1';
const REFRESH_TOKEN = '1//09-refresh-token value';
const BEARER = { access_token: 'ya29.access', token_type: 'Bearer', expires_in: 3599 };

function ask(url: string, options: Partial<RefreshOptions> = {}) {
  const grant = { clientId: 'id', clientSecret: CLIENT_SECRET, refreshToken: REFRESH_TOKEN };
  const { signal } = new AbortController();
  return refreshAccessToken({ ...grant, tokenUrl: parseTokenUrl(url) }, { signal, ...options });
}

async function problemOf(t: TestContext, respond: Respond): Promise<OAuthProblem | undefined> {
  const { url } = await serveTokens(t, respond);
  const answer = await ask(url);
  return 'problem' in answer ? answer.problem : undefined;
}

function problemOfJson(t: TestContext, value: unknown, status?: number) {
  return problemOf(t, (response) => sendJson(response, value, status));
}

describe('a refresh token', () => {
  it('is exchanged for an access token by one form', async (t) => {
    const { url, requests } = await serveTokens(t, (response) => sendJson(response, BEARER));
    assert.deepEqual(await ask(url), { token: 'ya29.access', isRotated: false });
    assert.equal(requests.length, 1);
    const [request] = requests;
    assert.equal(request?.method, 'POST');
    assert.equal(request?.url, '/token?tenant=a');
    assert.equal(request?.headers['content-type'], 'application/x-www-form-urlencoded');
    assert.deepEqual(request?.form, {
      grant_type: 'refresh_token',
      client_id: 'id',
      client_secret: CLIENT_SECRET,
      refresh_token: REFRESH_TOKEN,
    });
  });

  it('is exchanged without a secret for a public client, and with a scope', async (t) => {
    const { url, requests } = await serveTokens(t, (response) => sendJson(response, BEARER));
    const grant = { clientId: 'id', refreshToken: 'r', scope: 'mail send', tokenUrl: parseTokenUrl(url) };
    await refreshAccessToken(grant, { signal: new AbortController().signal });
    const expected = { grant_type: 'refresh_token', client_id: 'id', refresh_token: 'r', scope: 'mail send' };
    assert.deepEqual(requests[0]?.form, expected);
  });

  it('is exchanged over HTTPS', async (t) => {
    const { url } = await serveTokensSecurely(t, (response) => sendJson(response, BEARER));
    assert.deepEqual(await ask(url, { ca: CA }), { token: 'ya29.access', isRotated: false });
  });

  it('that is replaced is told', async (t) => {
    const { url } = await serveTokens(t, (response, { form }) => {
      sendJson(response, { ...BEARER, refresh_token: `${form.refresh_token}2` });
    });
    assert.deepEqual(await ask(url), { token: 'ya29.access', isRotated: true });
  });
});

describe('a certificate', () => {
  for (const kind of ['self-signed', 'expired', 'unknown-issuer'] as const) {
    it(`that is ${kind} gets no secret`, async (t) => {
      const { url, requests } = await serveTokensSecurely(t, (response) => sendJson(response, BEARER), kind);
      const answer = await ask(url, { ca: CA });
      assert.ok('problem' in answer && answer.problem.kind === 'unreachable');
      assert.match(answer.problem.code, /CERT|LEAF|ISSUER/);
      assert.deepEqual(requests, []);
    });
  }
});

describe('an error answer', () => {
  it('is given by its code, and the first line of its description', async (t) => {
    const error = { error: 'invalid_grant', error_description: 'Token has been revoked.\r\nTrace: 1' };
    assert.deepEqual(await problemOfJson(t, error, 400), {
      kind: 'refused',
      code: 'invalid_grant',
      description: 'Token has been revoked.',
    });
  });

  it('is an error with status 200, too', async (t) => {
    const expected = { kind: 'refused', code: 'invalid_client' };
    assert.deepEqual(await problemOfJson(t, { error: 'invalid_client' }), expected);
  });

  const echoes = {
    'as it is': REFRESH_TOKEN,
    'in part': REFRESH_TOKEN.slice(3, 14),
    'in capitals': CLIENT_SECRET.toUpperCase(),
    'in base64': Buffer.from(CLIENT_SECRET).toString('base64'),
    'URL-encoded': encodeURIComponent(CLIENT_SECRET),
  };
  for (const [how, echo] of Object.entries(echoes)) {
    it(`that repeats a secret ${how} is not quoted`, async (t) => {
      const error = { error: 'invalid_grant', error_description: `bad token ${echo} given` };
      const expected = { kind: 'refused', code: 'invalid_grant' };
      assert.deepEqual(await problemOfJson(t, error, 400), expected);
      assert.deepEqual(await problemOfJson(t, { error: echo }, 400), { kind: 'refused', code: 'unknown' });
    });
  }

  it('of unbounded words, or none that a code may have, is bounded', async (t) => {
    const problem = await problemOfJson(
      t,
      { error: 'x\u001b[2J', error_description: 'y'.repeat(5_000) },
      400,
    );
    assert.ok(problem?.kind === 'refused' && problem.code === 'unknown');
    assert.equal(problem.description?.length, 200);
  });
});

describe('a token endpoint', () => {
  it('that redirects is not followed', async (t) => {
    const elsewhere = await serveTokens(t, (response) => sendJson(response, BEARER));
    for (const status of [301, 307, 308]) {
      const problem = await problemOf(t, (response) => {
        response.writeHead(status, { location: elsewhere.url }).end('moved');
      });
      assert.deepEqual(problem, { kind: 'redirect', status });
    }
    assert.deepEqual(elsewhere.requests, []);
  });

  it('that answers with more than 64 kB is not read on', async (t) => {
    const flood = (response: ServerResponse) => {
      const write = (): void => {
        while (!response.destroyed && response.write(' '.repeat(8_192)));
        if (!response.destroyed) response.once('drain', write);
      };
      write();
    };
    assert.deepEqual(await problemOf(t, flood), { kind: 'too-large' });
  });

  it('that answers something else than a token is told', async (t) => {
    assert.deepEqual(await problemOfJson(t, [BEARER]), { kind: 'malformed' });
    assert.deepEqual(await problemOfJson(t, null), { kind: 'malformed' });
    assert.deepEqual(await problemOf(t, (response) => response.end('<html>')), { kind: 'malformed' });
    assert.deepEqual(await problemOfJson(t, {}, 503), { kind: 'status', status: 503 });
    assert.deepEqual(await problemOfJson(t, { error: { code: 404 } }, 404), { kind: 'status', status: 404 });
  });

  it('that gives a token which is none is told', async (t) => {
    for (const token of [undefined, '', 7, 'a b', 'a\u0001auth=Bearer b', 'a\r\nQUIT', 'é']) {
      const problem = await problemOfJson(t, { ...BEARER, access_token: token });
      assert.deepEqual(problem, { kind: 'malformed', member: 'access_token' });
    }
    for (const type of ['mac', 7, null]) {
      const problem = await problemOfJson(t, { ...BEARER, token_type: type });
      assert.deepEqual(problem, { kind: 'malformed', member: 'token_type' });
    }
  });

  it('that hangs up, or where nobody listens, is unreachable', async (t) => {
    const gone = await problemOf(t, (response) => response.destroy());
    assert.equal(gone?.kind, 'unreachable');
    const nobody = await ask(`http://127.0.0.1:${await closedPort()}/`);
    assert.deepEqual(nobody, { problem: { kind: 'unreachable', code: 'ECONNREFUSED' } });
    const { port } = await listen(t, (socket) => socket.end('220 mail.example.org ESMTP\r\n'));
    const mail = await ask(`http://127.0.0.1:${port}/`);
    assert.ok('problem' in mail && mail.problem.kind === 'unreachable');
  });

  it('that is silent, or drips without an end, is left when time is up', async (t) => {
    const { url } = await serveTokens(t, () => undefined);
    assert.deepEqual(await ask(url, { timeoutMs: 100 }), { problem: { kind: 'timeout' } });
    const slow = await serveTokens(t, (response) => {
      const timer = setInterval(() => response.write(' '), 20);
      response.once('close', () => clearInterval(timer));
    });
    assert.deepEqual(await ask(slow.url, { timeoutMs: 150 }), { problem: { kind: 'timeout' } });
  });

  it('is left when the user interrupts', async (t) => {
    const controller = new AbortController();
    const { url } = await serveTokens(t, () => controller.abort());
    await assert.rejects(ask(url, { signal: controller.signal }), { kind: 'aborted', stage: 'auth' });
  });
});

describe('the URL of a token endpoint', () => {
  it('is HTTPS, or HTTP on loopback', () => {
    for (const text of [
      'https://login.example.org/t',
      'http://127.0.0.1:1/',
      'http://[::1]/',
      'http://localhost/',
    ]) {
      assert.equal(parseTokenUrl(text).href, text);
    }
    for (const text of [
      'http://login.example.org/t',
      'http://127.0.0.1.example.org/',
      'http://localhost.example.org/',
      'ftp://127.0.0.1/',
      'file:///etc/passwd',
      'login.example.org',
      'https://',
      'https://a/#b',
    ]) {
      assert.throws(() => parseTokenUrl(text), UsageError, text);
    }
  });

  it('may not hold a login, and is not quoted then', () => {
    assert.throws(
      () => parseTokenUrl('https://id:hunter2@login.example.org/'),
      (error) => error instanceof UsageError && !`${error.message}${error.hint}`.includes('hunter2'),
    );
  });
});
