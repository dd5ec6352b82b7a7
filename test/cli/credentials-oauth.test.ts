import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { oauthError } from '../../src/cli/credentials/oauth-error.ts';
import { CA, type Respond, sendJson, serveTokens, serveTokensSecurely } from '../net/oauth-endpoint.ts';
import { complaint, fileWith, read } from './credentials-fixture.ts';

const user = 'ada@example.org';
const oauthClientId = 'client';
const BEARER = { access_token: 'ya29.access', token_type: 'Bearer' };
const sources = { oauthRefreshTokenEnv: 'REFRESH', oauthClientSecretEnv: 'CLIENT' };
const env = { REFRESH: 'refresh-token-1', CLIENT: 'client-secret-1' };

async function complaintFrom(t: TestContext, respond: Respond): Promise<string> {
  const { url } = await serveTokens(t, respond);
  const text = await complaint({ user, oauthTokenUrl: url, oauthClientId, ...sources }, { env });
  assert.doesNotMatch(text, /refresh-token-1|client-secret-1/);
  return text;
}

describe('credentials by OAuth 2.0', () => {
  it('are the access token that the endpoint gives for the refresh token', async (t) => {
    const { url, requests } = await serveTokensSecurely(t, (response) => sendJson(response, BEARER));
    const oauthRefreshTokenFile = fileWith(t, 'refresh-token-1\n');
    const options = { user, oauthTokenUrl: url, oauthClientId, oauthScope: 'send', oauthRefreshTokenFile };
    const { credentials, warnings } = await read(options, { ca: CA });
    assert.deepEqual(credentials, { username: user, token: 'ya29.access' });
    assert.deepEqual(warnings, []);
    assert.deepEqual(requests[0]?.form, {
      grant_type: 'refresh_token',
      client_id: 'client',
      refresh_token: 'refresh-token-1',
      scope: 'send',
    });
  });

  it('take the secrets from variables and stdin', async (t) => {
    const { url, requests } = await serveTokens(t, (response) => sendJson(response, BEARER));
    const { oauthClientSecretEnv } = sources;
    const options = { user, oauthTokenUrl: url, oauthClientId, oauthClientSecretEnv };
    await read({ ...options, oauthRefreshTokenStdin: true }, { env, stdin: 'from-stdin\n' });
    assert.equal(requests[0]?.form.client_secret, 'client-secret-1');
    assert.equal(requests[0]?.form.refresh_token, 'from-stdin');
  });

  it('warn of a refresh token that takes the place of the old one', async (t) => {
    const answer = { ...BEARER, refresh_token: 'refresh-token-2' };
    const { url } = await serveTokens(t, (response) => sendJson(response, answer));
    const { warnings } = await read({ user, oauthTokenUrl: url, oauthClientId, ...sources }, { env });
    assert.match(warnings.join(), /gave a new refresh token, which is not kept/);
    assert.doesNotMatch(warnings.join(), /refresh-token-2/);
  });

  it('need an endpoint, a client, a refresh token and a user', async () => {
    const oauthProvider = 'google' as const;
    assert.match(await complaint({ user, oauthClientId, ...sources }), /needs a token endpoint/);
    assert.match(await complaint({ user, oauthProvider, ...sources }), /needs a client\n.*--oauth-client-id/);
    assert.match(await complaint({ user, oauthProvider, oauthClientId }), /needs a refresh token/);
    assert.match(await complaint({ oauthProvider, oauthClientId, ...sources }), /add --user/);
    assert.match(await complaint({ user, oauthRefreshTokenStdin: true }), /needs a token endpoint/);
  });

  it('have one source for each thing', async () => {
    const given = { user, oauthProvider: 'microsoft' as const, oauthClientId, ...sources };
    assert.match(await complaint({ ...given, oauthTokenUrl: 'https://a/' }), /both name the token endpoint/);
    assert.match(await complaint({ ...given, tokenFile: 'F' }), /--token-file and --oauth-provider both/);
    assert.match(await complaint({ ...given, oauthRefreshTokenFile: 'F' }), /both give the refresh token/);
    assert.match(await complaint({ ...given, oauthClientSecretFile: 'F' }), /both give the client secret/);
    const { oauthRefreshTokenEnv: _env, ...others } = given;
    const shared = await complaint({ ...others, oauthRefreshTokenStdin: true, passwordStdin: true });
    assert.match(shared, /--password-stdin and --oauth-refresh-token-stdin cannot share stdin/);
  });

  it('send nothing to an endpoint without HTTPS', async () => {
    const options = { user, oauthClientId, ...sources, oauthTokenUrl: 'http://login.example.org/' };
    assert.match(await complaint(options, { env }), /"login\.example\.org" is not asked over HTTPS/);
  });

  it('say what to do about each refusal', async (t) => {
    const remedies = {
      invalid_grant: /sign in again/,
      invalid_client: /client secret/,
      unauthorized_client: /provider/,
      unsupported_grant_type: /--oauth-token-url/,
      invalid_scope: /--oauth-scope/,
      invalid_request: /--oauth-client-id/,
      toString: /documentation/,
    };
    for (const [error, remedy] of Object.entries(remedies)) {
      const text = await complaintFrom(t, (response) => {
        sendJson(response, { error, error_description: 'because' }, 400);
      });
      assert.ok(text.includes(`refused: ${error}: "because"\n`), text);
      assert.match(text, remedy);
    }
  });

  it('say what else was wrong with an answer', async (t) => {
    const status =
      (code: number): Respond =>
      (response) =>
        response.writeHead(code).end();
    assert.match(await complaintFrom(t, status(503)), /HTTP status 503\ntry again later/);
    assert.match(await complaintFrom(t, status(404)), /HTTP status 404\ncheck --oauth-token-url/);
    assert.match(await complaintFrom(t, status(302)), /redirects elsewhere \(302\)/);
    assert.match(await complaintFrom(t, (response) => response.end('<html>')), /no JSON object/);
    assert.match(await complaintFrom(t, (response) => sendJson(response, {})), /no usable "access_token"/);
    const large = ' '.repeat(70_000);
    assert.match(await complaintFrom(t, (response) => response.end(large)), /more than 64 kB/);
  });

  it('tell a certificate from a network, and the organisation from all', () => {
    const hint = (code: string) => oauthError({ kind: 'unreachable', code }, 'h').hint;
    assert.match(hint('DEPTH_ZERO_SELF_SIGNED_CERT') ?? '', /--ca/);
    assert.match(hint('ENOTFOUND') ?? '', /network/);
    const description = 'AADSTS50194: Application is not configured as a multi-tenant application.';
    const single = oauthError({ kind: 'refused', code: 'invalid_request', description }, 'h');
    assert.match(single.hint ?? '', /TENANT/);
    assert.match(oauthError({ kind: 'timeout' }, 'h').message, /in time/);
  });
});
