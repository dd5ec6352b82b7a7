import { type Stage, UsageError } from '../../errors.ts';
import type { Evidence } from '../../evidence.ts';
import { catalogOf } from '../../messages/catalog.ts';
import { type IdentityPlan, probeIdentity } from '../../probes/identity/identity.ts';
import { zoneFragment } from '../../render/zone-fragment.ts';
import { exitCodeOf, runOf } from '../../report.ts';
import type { DomainOptions } from '../domain.ts';
import { isOnly } from '../format.ts';
import { subjectOf } from '../goal.ts';
import { networkChoice } from '../network.ts';
import { listenForSignals, runCommand } from '../run.ts';
import { openSink } from '../sink.ts';
import { localeOf } from '../terminal.ts';
import { domainOf } from './subject.ts';

/**
 * Says what senders and receivers see of a mail domain; gives the exit code.
 *
 * @throws UsageError for a domain or an option that cannot be read.
 */
export async function domainReport(text: string, options: DomainOptions): Promise<number> {
  const domain = domainOf(text);
  const { ip: addresses = [], selector: named = [], message } = options;
  checkWishes(options);
  const network = await networkChoice(options);
  const signed = message === undefined ? [] : await selectorsOf(message, domain, network.deadlineMs);
  const plan = { domain, addresses, selectors: [...new Set([...named, ...signed])], network };
  if (options.fixZone) return printFragment({ ...plan, ...receiving(options, () => undefined) }, options);
  if (!(await isAgreed(domain, options))) return 0;
  return runCommand('domain', options, async ({ signal, onStage, onEvidence }) => {
    let sessions = 0;
    const wishes = receiving(options, (route) => {
      sessions += 1;
      onEvidence(subjectOf(route), route, [0, sessions]);
    });
    const onDomainStage = (stage: Stage): void => onStage(domain, stage);
    onEvidence(domain, await probeIdentity({ ...plan, ...wishes, signal, onStage: onDomainStage }), [0, 0]);
    return undefined;
  });
}

/** A message with more signatures of one domain was made to have us ask. */
const SELECTORS = 20;

/** The selectors under which a message is signed for the domain. */
async function selectorsOf(file: string, domain: string, deadlineMs: number): Promise<string[]> {
  const [{ readMessage }, { readParts }, { parseSignature }] = await Promise.all([
    import('../inspect/run.ts'),
    import('../../trace/header.ts'),
    import('../../trace/dkim-signature.ts'),
  ]);
  const { fields } = readParts(await readMessage(file, { deadlineMs, isStdinTaken: false }));
  const signatures = fields.flatMap((field, place) => {
    return field.name === 'dkim-signature' ? (parseSignature(field, place) ?? []) : [];
  });
  const own = signatures.filter((signature) => signature.domain === domain);
  if (own.length > 0) return own.map(({ selector }) => selector.toLowerCase()).slice(0, SELECTORS);
  throw new UsageError(
    `no signature in "${file}" is of ${domain}`,
    'give a message that the domain has sent, with its header',
  );
}

/** Mail between servers knows no other. */
const SMTP_PORT = 25;

function receiving(
  options: DomainOptions,
  onRoute: (evidence: Evidence) => void,
): Pick<IdentityPlan, 'receiving'> {
  const { dnsOnly, port = SMTP_PORT, rcpt, relayTest } = options;
  if (dnsOnly) return {};
  const security = options.security ?? 'auto';
  const relay = relayTest === undefined ? {} : { relayTo: relayTest };
  return { receiving: { port, security, asksRoles: rcpt === true, ...relay, onRoute } };
}

function checkWishes({ dnsOnly, fixZone, rcpt, relayTest, yes }: DomainOptions): void {
  const asked = rcpt ? '--rcpt' : relayTest === undefined ? undefined : '--relay-test';
  if (asked !== undefined && (dnsOnly || fixZone)) {
    throw new UsageError(`${asked} talks to the mail servers`, 'leave out --dns-only and --fix-zone');
  }
  if (relayTest === undefined || yes || (process.stdin.isTTY && process.stderr.isTTY)) return;
  throw new UsageError(
    '--relay-test is for mail servers of your own; others take it for an attack',
    'add --yes if they are yours, or run on a terminal to be asked',
  );
}

async function isAgreed(domain: string, { relayTest, yes, lang }: DomainOptions): Promise<boolean> {
  if (relayTest === undefined || yes) return true;
  const { askYes } = await import('../prompt.ts');
  return askYes(({ isOwnServer }) => isOwnServer(domain), lang);
}

/** The records alone, so that they can go where zone files go. */
async function printFragment(plan: Omit<IdentityPlan, 'signal'>, options: DomainOptions): Promise<number> {
  if (!isOnly('text', options)) {
    throw new UsageError(
      '--fix-zone prints a zone file, and no other format',
      'leave out --json and --format',
    );
  }
  const sink = await openSink(options.output);
  const interruption = listenForSignals();
  try {
    const evidence = await probeIdentity({ ...plan, signal: interruption.signal });
    const run = runOf(plan.domain, evidence, new Set(options.ignore));
    await sink.write(zoneFragment(run, await catalogOf(localeOf(options.lang, process.env))));
    const interruptedBy = interruption.received();
    return exitCodeOf({ runs: [run], failOn: options.failOn, ...(interruptedBy && { interruptedBy }) });
  } finally {
    interruption.end();
    await sink.close();
  }
}
