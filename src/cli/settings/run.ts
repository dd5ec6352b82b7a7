import { UsageError } from '../../errors.ts';
import type { Locale } from '../../messages/catalog.ts';
import { settingsWordsOf } from '../../messages/settings-words.ts';
import type { LookUpOptions } from '../../net/autoconfig/index.ts';
import { areOwnServers } from '../../net/autoconfig/public-address.ts';
import type { NetworkChoice } from '../../probes/plan.ts';
import { gatherSettings, type KnownServer, type SettingsFacts } from '../../probes/settings.ts';
import { providerNames } from '../../providers/recognise.ts';
import { readSubject, type SettingsSubject } from '../../providers/subject.ts';
import { loadInk } from '../../render/ink.ts';
import { newSheet, type Sheet } from '../../render/page.ts';
import { printableJson } from '../../render/printable.ts';
import { answerSettings, type SettingsAnswer, type SettingsChoice } from '../../render/settings/settings.ts';
import { exitCodeOf } from '../../report.ts';
import { TOOL } from '../../version.ts';
import { networkChoice } from '../network.ts';
import type { Interruption } from '../run.ts';
import type { SettingsOptions } from '../settings.ts';
import { openSink } from '../sink.ts';
import { hasColor, hasUnicode, localeOf, widthOf } from '../terminal.ts';
import type { Verification } from './verify.ts';

/** Nothing was found to set up. */
const EXIT_NOTHING = 1;

/**
 * Answers which server is somebody's; gives the exit code: 0, 1 where no server is known, or with `--verify` that of
 * a probe when none of the servers works.
 *
 * @throws UsageError for a subject, a port or an option that cannot be read.
 */
export async function settings(text: string, options: SettingsOptions): Promise<number> {
  const locale = localeOf(options.lang, process.env);
  const subject = readSubject(text);
  checkProxy(options);
  const words = await settingsWordsOf(locale);
  const isAsking = options.online === true || options.verify === true;
  const asking = isAsking ? await startAsking(options) : undefined;
  const sink = await openSink(options.output);
  try {
    const facts = await gather(subject, asking, options);
    checkKnown(facts);
    const servers = chosenFrom(facts, options);
    const verification = asking && options.verify ? await verified(servers, asking, locale) : undefined;
    const choice = {
      locale,
      words,
      chosen: servers[0],
      ...(verification && { verified: verification.servers }),
    };
    const interruptedBy = asking?.interruption.received();
    await sink.write(await written(facts, { ...choice, ...(interruptedBy && { interruptedBy }) }, options));
    return exitCode(facts, verification, interruptedBy);
  } finally {
    asking?.interruption.end();
    await sink.close();
  }
}

/** What is needed once the network is asked. */
interface Asking {
  readonly network: NetworkChoice;
  readonly interruption: Interruption;
}

async function startAsking(options: SettingsOptions): Promise<Asking> {
  const network = await networkChoice(options);
  const { listenForSignals } = await import('../run.ts');
  return { network, interruption: listenForSignals() };
}

async function gather(
  subject: SettingsSubject,
  asking: Asking | undefined,
  options: SettingsOptions,
): Promise<SettingsFacts> {
  if (!asking || !options.online) return gatherSettings(subject);
  const { network, interruption } = asking;
  return gatherSettings(subject, lookUpOptions(network, interruption.signal, options));
}

/** What is asked of the web goes straight there, which who names a proxy does not want. */
function checkProxy({ online, proxy }: SettingsOptions): void {
  if (!online || proxy === undefined) return;
  throw new UsageError('--online cannot ask through --proxy', 'leave one of them out');
}

/** A word that names nobody is a slip; a domain that nobody knows is an answer. */
function checkKnown({ subject, recognised, servers, nearest }: SettingsFacts): void {
  if (recognised || servers.length > 0 || subject.domain !== undefined) return;
  const meant = nearest === undefined ? '' : `if you mean ${nearest}, give that; else `;
  throw new UsageError(
    `unknown provider "${subject.text}"`,
    `${meant}give a mail address, a domain, or one of ${providerNames().join(', ')}`,
  );
}

/** Who names a DNS server of this network may mean this network; a server elsewhere must not lead into it. */
function lookUpOptions(
  { resolver, tls }: NetworkChoice,
  signal: AbortSignal,
  { dns }: SettingsOptions,
): LookUpOptions {
  return {
    ...{ resolver, signal, allowPrivate: areOwnServers(dns ?? []) },
    ...(tls.ca ? { ca: tls.ca } : {}),
  };
}

/** The servers that `--port` and `--security` leave; all of them without, one at the port that was named first. */
function chosenFrom(
  { servers, subject }: SettingsFacts,
  { port, security }: SettingsOptions,
): readonly KnownServer[] {
  const left = servers.filter(
    (server) =>
      (port === undefined || server.port === port) &&
      (security === undefined || server.security === security),
  );
  const isNamed = (server: KnownServer): boolean => server.port === subject.port;
  if (left.length > 0 || servers.length === 0) {
    return [...left.filter(isNamed), ...left.filter((server) => !isNamed(server))];
  }
  const known = servers.map((server) => `${server.port} (${server.security})`);
  throw new UsageError('no server fits --port and --security', `known are ${[...new Set(known)].join(', ')}`);
}

async function verified(
  servers: readonly KnownServer[],
  { network, interruption }: Asking,
  locale: Locale,
): Promise<Verification> {
  const { verifyServers } = await import('./verify.ts');
  return verifyServers(servers, { network, signal: interruption.signal }, locale);
}

async function written(
  facts: SettingsFacts,
  choice: SettingsChoice,
  options: SettingsOptions,
): Promise<string> {
  const answer = answerSettings(facts, choice);
  if (options.json || options.format === 'json') return toJson(answer, choice);
  const { renderSettings } = await import('../../render/settings/text.ts');
  const desk = { sheet: await sheetOf(options), words: choice.words, verbose: options.verbose === true };
  return renderSettings(answer, desk);
}

function toJson(answer: SettingsAnswer, { locale }: SettingsChoice): string {
  return `${printableJson({ schemaVersion: 1, tool: TOOL, command: 'settings', locale, ...answer }, 2)}\n`;
}

/** The terminal, or a file of 80 columns without colour. */
async function sheetOf(options: SettingsOptions): Promise<Sheet> {
  const isFile = options.output !== undefined && options.output !== '-';
  const width = widthOf(isFile ? undefined : process.stdout.columns, process.env);
  const color = hasColor(options.color && !isFile, process.env, process.stdout.isTTY === true);
  return newSheet({ width, unicode: hasUnicode(process.env) }, await loadInk(color));
}

function exitCode(
  { servers }: SettingsFacts,
  verification: Verification | undefined,
  interruptedBy: ReturnType<Interruption['received']>,
): number {
  if (interruptedBy) return exitCodeOf({ runs: [], failOn: 'error', interruptedBy });
  if (servers.length === 0) return EXIT_NOTHING;
  return verification?.exitCode ?? 0;
}
