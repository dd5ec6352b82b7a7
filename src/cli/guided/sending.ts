import { askHidden } from '../prompt.ts';
import { isAddress, isSender } from './answers.ts';
import { askLine, type Desk, say } from './desk.ts';
import { type ChosenServer, chooseServer } from './server-choice.ts';
import { PASSWORD_VARIABLE, type Step, walk } from './walk.ts';

/** What the user has told of the login, once it has been tried. */
interface Login {
  readonly user: string;
  /** Absent where the environment has it. */
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
  const { target, host, options } = server;
  let login: Login | undefined;
  const steps: readonly Step[] = [
    { name: 'ports', target: host, prepare: async () => ['ports', host], goesOnAfter: [EXIT_NO_SMTP] },
    { name: 'probe', target, prepare: async () => ['probe', target, ...options] },
    {
      name: 'auth',
      target,
      prepare: async () => {
        login = await askLogin(desk, server);
        return ['auth', target, ...options, '--user', login.user];
      },
      password: () => login?.password,
    },
    {
      name: 'send-test',
      target,
      prepare: async () => {
        const user = login === undefined ? [] : ['--user', login.user];
        return ['send-test', target, ...options, ...user, ...(await askEnvelope(desk, server))];
      },
      password: () => login?.password,
    },
  ];
  return walk(desk, steps, { goesOn: false, allWell: desk.words.summary.allWell });
}

async function askLogin(desk: Desk, { userName }: ChosenServer): Promise<Login> {
  const { subject, objections, password, passwordKnown } = desk.words;
  const user = await askLine(desk, {
    message: subject.user,
    ...(userName === undefined ? {} : { suggestion: userName }),
    objection: (answer) => (answer === '' ? objections.empty : undefined),
  });
  if (process.env[PASSWORD_VARIABLE]) {
    say(desk, passwordKnown(PASSWORD_VARIABLE));
    return { user, password: undefined };
  }
  const { sentence } = desk.sheet();
  let secret = '';
  while (secret === '') secret = await askHidden(sentence(password(user)));
  return { user, password: secret };
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
