import { settingsWordsOf } from '../../messages/settings-words.ts';
import { gatherSettings, type KnownServer, type SettingsFacts } from '../../probes/settings.ts';
import { readSubject, type SettingsSubject } from '../../providers/subject.ts';
import { setRows } from '../../render/page.ts';
import { answerSettings } from '../../render/settings/settings.ts';
import { formatHostPort, ipVersion, parseTarget } from '../../target.ts';
import { networkChoice } from '../network.ts';
import { listenForSignals } from '../run.ts';
import { isAddress, isServer } from './answers.ts';
import { askLine, type Desk, pick, say, show } from './desk.ts';

/** The server to look at, and what is known of who uses it. */
export interface ChosenServer {
  /** As it is typed behind a command. */
  readonly target: string;
  /** Its name alone, where every port of it is of interest. */
  readonly host: string;
  /** Options that belong to the target. */
  readonly options: readonly string[];
  readonly address?: string;
  /** What is probably to be typed as the user name. */
  readonly userName?: string;
}

/** For everything that is asked of a domain and public databases, in seconds. */
const DEADLINE_SECONDS = 30;

/**
 * Asks for an address or a server, and settles which server is to be looked at; proposes those that are known.
 *
 * @throws QuestionLeft
 */
export async function chooseServer(desk: Desk): Promise<ChosenServer> {
  const { subject, objections } = desk.words;
  const text =
    desk.wishes.subject ??
    (await askLine(desk, {
      message: subject.addressOrServer,
      objection: (answer) => (isAddress(answer) || isServer(answer) ? undefined : objections.addressOrServer),
    }));
  if (!isAddress(text)) return serverTyped(desk, text);
  const known = readSubject(text);
  const facts = await gatherSettings(known);
  const found = facts.servers.length > 0 ? facts : await askFurther(desk, facts, known);
  return proposed(desk, found, undefined);
}

/** A name without a port may be a provider's, an old one even; anything else is meant as it stands. */
async function serverTyped(desk: Desk, text: string): Promise<ChosenServer> {
  const target = parseTarget(text);
  const typed = { target: text, host: text, options: [] };
  if (target.kind !== 'host' || target.port !== undefined || target.scheme || ipVersion(target.host) !== 0) {
    return typed;
  }
  const facts = target.host.includes('.') ? await gatherSettings(readSubject(target.host)) : undefined;
  return facts && complete(facts).length > 0 ? proposed(desk, facts, typed) : typed;
}

/** Asks the domain and public databases, if that is wanted. */
async function askFurther(
  desk: Desk,
  facts: SettingsFacts,
  subject: SettingsSubject,
): Promise<SettingsFacts> {
  const { choice } = desk.words;
  say(desk, choice.unknown(subject.domain ?? subject.text, false));
  const wish = await pick(desk, choice.howOn, [
    ['ask', choice.askOnline],
    ['type', choice.typeIt],
  ]);
  if (wish === 'type') return facts;
  const { resolver } = await networkChoice({ deadline: DEADLINE_SECONDS });
  const interruption = listenForSignals();
  const signal = AbortSignal.any([interruption.signal, AbortSignal.timeout(DEADLINE_SECONDS * 1000)]);
  try {
    const found = await gatherSettings(subject, { resolver, signal, allowPrivate: false });
    if (complete(found).length === 0) say(desk, choice.unknown(subject.domain ?? subject.text, true));
    return found;
  } finally {
    interruption.end();
  }
}

/** Those whose name needs nothing filled in. */
function complete({ servers }: SettingsFacts): readonly KnownServer[] {
  return servers.filter(({ host }) => !host.includes('{'));
}

async function proposed(
  desk: Desk,
  facts: SettingsFacts,
  typed: ChosenServer | undefined,
): Promise<ChosenServer> {
  const { choice } = desk.words;
  const servers = complete(facts);
  const { address } = facts.subject;
  const wish =
    servers.length === 0
      ? 'other'
      : await pick(desk, choice.question, [
          ...servers.map(
            ({ host, port, security }, index) =>
              [String(index), choice.server(host, port, security)] as const,
          ),
          ...(typed ? [['typed', choice.typed(typed.target)] as const] : []),
          ['other', choice.other] as const,
        ]);
  const chosen = servers[Number(wish)];
  if (wish === 'typed' && typed) return typed;
  if (chosen)
    return { ...(await knownServer(desk, facts, chosen)), ...(address === undefined ? {} : { address }) };
  const target = await askServer(desk);
  return {
    target,
    host: target,
    options: [],
    ...(address === undefined ? {} : { address, userName: address }),
  };
}

/**
 * Asks for a server's name.
 *
 * @throws QuestionLeft
 */
export function askServer(desk: Desk): Promise<string> {
  const { subject, objections } = desk.words;
  return askLine(desk, {
    message: subject.server,
    objection: (answer) => (isServer(answer) ? undefined : objections.server),
  });
}

/** Says what the server wants to be told, and makes its target. */
async function knownServer(desk: Desk, facts: SettingsFacts, chosen: KnownServer): Promise<ChosenServer> {
  const { locale } = desk;
  const words = await settingsWordsOf(locale);
  const { userName, credential } = answerSettings(facts, { locale, words, chosen });
  const sheet = desk.sheet();
  const rows = [
    ...(userName ? [{ label: words.labels.userName, lines: [userName.text] }] : []),
    { label: words.labels.login, lines: [credential.text] },
  ];
  show(
    setRows(
      rows.map(({ label, lines }) => ({
        label: sheet.sentence(label),
        lines: lines.map((line) => sheet.sentence(line)),
      })),
      sheet,
    ),
  );
  const { host, port, security } = chosen;
  const isUsual = (port === 465) === (security === 'tls');
  return {
    target: formatHostPort(host, port),
    host,
    options: isUsual ? [] : ['--security', security],
    ...userIn(facts, userName),
  };
}

function userIn(
  { subject: { address } }: SettingsFacts,
  userName: ReturnType<typeof answerSettings>['userName'],
): Pick<ChosenServer, 'userName'> {
  if (userName?.form === 'fixed') return { userName: userName.value };
  if (address === undefined || userName?.form === 'issued') return {};
  return { userName: userName?.form === 'local-part' ? address.slice(0, address.lastIndexOf('@')) : address };
}
