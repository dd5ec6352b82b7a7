import { promptWordsOf } from '../../messages/prompt-words.ts';
import { askHidden } from '../prompt.ts';
import { isAddress, isSender } from './answers.ts';
import { askLine, type Desk, say } from './desk.ts';
import { type ChosenServer, chooseServer } from './server-choice.ts';
import { PASSWORD_VARIABLE, type Step, walk } from './walk.ts';

/** What the user has told of the login, once it has been tried. */
interface Login {
  /** Who logs in, and where the secret is, as options. */
  readonly options: readonly string[];
  /** Absent where the options or the environment have it. */
  readonly password: string | undefined;
}

/** Something answers, and the probe says what. */
const EXIT_NO_SMTP = 12;

/**
 * Finds out why somebody cannot send: ports, greeting and TLS, login, a message.
 *
 * @throws QuestionLeft
 */
export async function helpSending(desk: Desk): Promise<number> {
  const server = await chooseServer(desk);
  const { target, host } = server;
  const { wishes } = desk;
  const options = [...server.options, ...wishes.door, ...wishes.network, ...wishes.shown];
  let login: Login | undefined;
  const steps: readonly Step[] = [
    {
      name: 'ports',
      target: host,
      prepare: async () => ['ports', host, ...wishes.network, ...wishes.shown],
      goesOnAfter: [EXIT_NO_SMTP],
    },
    { name: 'probe', target, prepare: async () => ['probe', target, ...options] },
    {
      name: 'auth',
      target,
      prepare: async () => {
        login = await loginFor(desk, server);
        return ['auth', target, ...options, ...login.options];
      },
      password: () => login?.password,
    },
    {
      name: 'send-test',
      target,
      prepare: async () => {
        const user = login?.options ?? [];
        return ['send-test', target, ...options, ...user, ...(await askEnvelope(desk, server))];
      },
      password: () => login?.password,
    },
  ];
  return walk(desk, steps, { goesOn: false, allWell: desk.words.summary.allWell });
}

/** What the command line says of it is not asked. */
async function loginFor(desk: Desk, server: ChosenServer): Promise<Login> {
  const { login, user = await askUser(desk, server) } = desk.wishes;
  const options = [...login, '--user', user];
  const isSecretNamed = login.some((word) => word.startsWith('--') && word !== '--allow-cleartext');
  return { options, password: isSecretNamed ? undefined : await askPassword(desk, user) };
}

function askUser(desk: Desk, { userName }: ChosenServer): Promise<string> {
  const { subject, objections } = desk.words;
  return askLine(desk, {
    message: subject.user,
    ...(userName === undefined ? {} : { suggestion: userName }),
    objection: (answer) => (answer === '' ? objections.empty : undefined),
  });
}

async function askPassword(desk: Desk, user: string): Promise<string | undefined> {
  const { passwordKnown } = desk.words;
  if (process.env[PASSWORD_VARIABLE]) {
    say(desk, passwordKnown(PASSWORD_VARIABLE));
    return undefined;
  }
  const { sentence } = desk.sheet();
  const { passwordOf } = await promptWordsOf(desk.locale);
  let secret = '';
  while (secret === '') secret = await askHidden(sentence(passwordOf(user)));
  return secret;
}

async function askEnvelope(desk: Desk, { address }: ChosenServer): Promise<readonly string[]> {
  const { subject, objections } = desk.words;
  const suggestion = address === undefined ? {} : { suggestion: address };
  const from = await askLine(desk, {
    ...{ message: subject.sender, ...suggestion },
    objection: (answer) => (isSender(answer) ? undefined : objections.sender),
  });
  const to = await askLine(desk, {
    ...{ message: subject.recipient, ...suggestion },
    objection: (answer) => (isAddress(answer) ? undefined : objections.address),
  });
  return ['--from', from, '--to', to];
}
