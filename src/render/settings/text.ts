import type { SettingsLabel, SettingsWords } from '../../messages/settings-words.ts';
import type { KnownServer } from '../../probes/settings.ts';
import { formatHostPort } from '../../target.ts';
import { wrap } from '../layout.ts';
import { joinBlocks, type Row, type Sheet, setHanging, setRows, setSection } from '../page.ts';
import { namedHost } from './fields.ts';
import type { SettingsAnswer } from './settings.ts';

/** What settings are written with. */
export interface SettingsDesk {
  readonly sheet: Sheet;
  readonly words: SettingsWords;
  /** Sources with their addresses. */
  readonly verbose: boolean;
}

const URL_CHARACTERS = 300;

/** Writes an answer for a person at a terminal; what is to be pasted is never wrapped. */
export function renderSettings(answer: SettingsAnswer, desk: SettingsDesk): string {
  const lines = joinBlocks([
    setHead(answer, desk),
    setRows(factRows(answer, desk), desk.sheet),
    section(answer.chosen ? 'steps' : 'todo', setSteps(answer, desk), desk),
    section('verified', setRows(verifiedRows(answer, desk), desk.sheet), desk),
    section('lines', setReadyLines(answer, desk), desk),
    section('oldNames', setRows(oldNameRows(answer, desk), desk.sheet), desk),
    section('asked', setRows(lookUpRows(answer, desk), desk.sheet), desk),
    section('sources', setSources(answer, desk), desk),
  ]);
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function section(label: SettingsLabel, lines: readonly string[], { sheet, words }: SettingsDesk): string[] {
  return setSection(sheet.sentence(words.labels[label]), lines, sheet);
}

/** Whose settings these are and how that is known; or that nothing is. */
function setHead(answer: SettingsAnswer, { sheet, words }: SettingsDesk): string[] {
  const { provider, serviceName, servers, subject, domain, unknown } = answer;
  const name = provider ? `${provider.name} (${words.kinds[provider.kind]})` : serviceName;
  const title =
    unknown !== undefined
      ? words.unknown.title(domain ?? subject)
      : [subject, name].filter((part) => part !== undefined).join(` ${sheet.marks.dot} `);
  const told = unknown ?? provider?.text;
  const lacking = provider && servers.length === 0 ? [words.noServer(provider.name)] : [];
  return [
    ...wrap(sheet.sentence(title), sheet.width).map(sheet.ink.bold),
    ...[...(told ? [told] : []), ...lacking].flatMap((text) => setHanging('', sheet.sentence(text), sheet)),
  ];
}

function factRows(answer: SettingsAnswer, { sheet, words }: SettingsDesk): Row[] {
  const { servers, chosen, userName, credential, sender, limits, provider, mxHosts = [] } = answer;
  const isChosen = ({ host, port }: KnownServer): boolean => host === chosen?.host && port === chosen.port;
  const others = servers.filter((server) => !isChosen(server));
  const rows: readonly (readonly [SettingsLabel, readonly string[]])[] = [
    ['server', servers.filter(isChosen).map((server) => describe(server, answer, words))],
    ['alternatives', others.map((server) => describe(server, answer, words))],
    ['userName', userName ? [userName.text] : []],
    ['login', chosen ? [credential.text] : []],
    ['sender', sender ? [sender.text] : []],
    ['limits', limits ? limits.text : []],
    ['certainty', provider && chosen ? [words.certainties[provider.certainty]] : []],
    ['mx', mxHosts.slice(0, 4)],
  ];
  return rows.flatMap(([label, lines]) =>
    lines.length === 0
      ? []
      : [{ label: sheet.sentence(words.labels[label]), lines: lines.map((line) => sheet.sentence(line)) }],
  );
}

/** Host, port and protection; what it is for, and whose word it is where that is not our own list's. */
function describe(server: KnownServer, { domain }: SettingsAnswer, words: SettingsWords): string {
  const { host, port, security, use, reported, source, via } = server;
  const isOutside = source !== 'table' && domain !== undefined && !`.${host}`.endsWith(`.${domain}`);
  const remarks = [
    ...(use === undefined ? [] : [words.uses[use]]),
    ...(reported && source === 'table' ? [words.reported] : []),
    ...(source === 'table' ? [] : [words.serverSources[source]]),
    ...(via === undefined ? [] : [words.via(via)]),
    ...(isOutside && source !== 'nodemailer' ? [words.elsewhere] : []),
  ];
  return [`${namedHost(host, words)}, ${words.port(port, words.securities[security])}`, ...remarks].join(
    '; ',
  );
}

function setSteps({ steps }: SettingsAnswer, { sheet }: SettingsDesk): string[] {
  return steps.flatMap((step, index) => setHanging(`${index + 1}. `, sheet.sentence(step), sheet));
}

function verifiedRows({ verified = [] }: SettingsAnswer, { sheet, words }: SettingsDesk): Row[] {
  return verified.map(({ host, port, verdict, finding }) => ({
    label: sheet.safe(formatHostPort(host, port)),
    lines: [sheet.sentence(words.verified(words.verdicts[verdict], finding?.title))],
  }));
}

function setReadyLines({ configurations }: SettingsAnswer, { sheet }: SettingsDesk): string[] {
  return Object.entries(configurations ?? {}).flatMap(([program, [first = '', ...rest]]) => [
    `  ${sheet.ink.dim(program)}`,
    // A sentence may be wrapped, a file may not.
    ...(rest.length === 0
      ? setHanging('  ', sheet.sentence(first), sheet)
      : [first, ...rest].map((line) => `    ${sheet.safe(line)}`)),
  ]);
}

function oldNameRows({ oldNames }: SettingsAnswer, { sheet, words }: SettingsDesk): Row[] {
  return oldNames.map(({ host, year, ...rest }) => {
    const today = 'today' in rest ? rest.today : undefined;
    const text = words.obsolete(today, year, 'isUncertain' in rest);
    return { label: sheet.safe(host), lines: [sheet.sentence(text)] };
  });
}

function lookUpRows({ lookUps = [] }: SettingsAnswer, { sheet, words }: SettingsDesk): Row[] {
  return lookUps.map(({ asked, servers, problem, via }) => {
    const text = problem === undefined ? words.lookUp(servers.length) : words.problem(problem);
    const parts = [text, ...(via === undefined ? [] : [words.via(via)])];
    return { label: sheet.safe(asked, URL_CHARACTERS), lines: [sheet.sentence(parts.join('; '))] };
  });
}

function setSources({ sources }: SettingsAnswer, { sheet, verbose }: SettingsDesk): string[] {
  return sources.flatMap(({ text, url }) => [
    ...setHanging('', sheet.sentence(text), sheet),
    ...(verbose && url !== undefined ? setHanging('  ', sheet.safe(url, URL_CHARACTERS), sheet) : []),
  ]);
}
