import { UsageError } from '../../errors.ts';
import type { AuthEvidence } from '../../evidence.ts';
import { promptWordsOf } from '../../messages/prompt-words.ts';
import { logIn as holdLogin } from '../../probes/auth/auth.ts';
import type { Draft } from '../../probes/draft.ts';
import type { Credentials, Mechanism } from '../../sasl/mechanism.ts';
import { MECHANISMS, mechanismOf } from '../../sasl/registry.ts';
import { readCredentials } from '../credentials/index.ts';
import { processSurroundings } from '../surroundings.ts';
import { localeOf } from '../terminal.ts';
import { sayHello } from './macro-hello.ts';
import type { SessionTools } from './tools.ts';

/**
 * Logs in once, by the mechanism named or the strongest that fits; asks for what the options do not give.
 *
 * @throws UsageError for a mechanism or credentials that cannot be used; SmtpError.
 */
export async function logIn(tools: SessionTools, name: string): Promise<void> {
  const { conversation, view, options } = tools;
  const mechanism = name === '' ? undefined : knownMechanism(name);
  if (!conversation.standing.hello) await sayHello(tools);
  const { live } = conversation;
  if (!live) return;
  const credentials = await credentialsFor(tools, mechanism);
  delete live.draft.sections.auth;
  const login = {
    mechanism: mechanism?.name ?? 'auto',
    initialResponse: 'auto',
    force: false,
    allowCleartext: options.allowCleartext === true,
    showsClientCertificate: options.clientCert !== undefined || options.clientKey !== undefined,
  } as const;
  await conversation.busily(() => holdLogin(live, login, credentials));
  const words = view.page().words.auth;
  const { withheld, attempt } = attemptOf(live.draft) ?? {};
  if (withheld) view.note(words.withheld[withheld]);
  if (attempt?.outcome === 'accepted') conversation.standing.user = credentials.username;
  else if (attempt?.fault) view.note(words.outcomes[attempt.outcome]);
}

/** Read behind a function: the compiler takes it to be absent still. */
function attemptOf({ sections }: Draft): AuthEvidence | undefined {
  return sections.auth;
}

function knownMechanism(name: string): Mechanism {
  const known = mechanismOf(name);
  if (known) return known;
  const names = MECHANISMS.map((mechanism) => mechanism.name).join(', ');
  throw new UsageError('/auth was given no mechanism that is known', `write /auth, or one of ${names}`);
}

/** EXTERNAL and ANONYMOUS need no secret, and those that need no user name are given none. */
async function credentialsFor(
  { conversation, view, asker, options }: SessionTools,
  mechanism: Mechanism | undefined,
): Promise<Credentials> {
  const needs = mechanism?.needs ?? ['username', 'password'];
  if (needs.length === 0) return { username: options.user ?? '' };
  const isNamed = options.user !== undefined || options.netrc !== undefined;
  const user =
    isNamed || !needs.includes('username') ? options.user : await asker.line(view.words.given.user);
  const { host, port } = conversation.plan.goal;
  const { ca } = conversation.plan.network.tls;
  const secrets = await promptWordsOf(localeOf(options.lang, process.env));
  const read = await readCredentials(
    { ...options, ...(user === undefined ? {} : { user }) },
    {
      host: port === undefined ? 'localhost' : host,
      ...(port === undefined ? {} : { port }),
      ...(ca ? { ca } : {}),
      needs,
      signal: conversation.context.signal,
      surroundings: { ...processSurroundings(), ask: (question) => asker.hidden(question(secrets)) },
    },
  );
  if (read) return read;
  const token = await asker.hidden(secrets.names.token);
  return { username: '', token };
}
