import type { Evidence, MailRoute, TlsPolicyEvidence } from '../evidence.ts';
import { SENDER_NAMES } from '../messages/sender-names.ts';
import { outcomeMatrix } from '../rules/tls/policy.ts';
import { type RouteFacts, routeFacts, type SenderOutcome } from '../rules/tls/policy-outcomes.ts';
import { joinBlocks, type Page, type Row, setHanging, setRows, setSection } from './page.ts';
import { setTable } from './table.ts';

/** The ways to a domain, what senders do on each, and the TLSA records that were asked for. */
export function setTlsPolicy({ tlsPolicy, tlsaRecords = [], identity }: Evidence, page: Page): string[][] {
  const records = tlsaRecords.map((record) => `  ${page.safe(record)}`);
  return [
    ...(tlsPolicy ? setMatrix(tlsPolicy, page, identity !== undefined) : []),
    setSection(label('records', page), records, page),
  ];
}

type Label = keyof Page['context']['catalog']['tlsPolicy']['labels'];

function label(name: Label, { context, sentence }: Page): string {
  return sentence(context.catalog.tlsPolicy.labels[name]);
}

function setMatrix(policy: TlsPolicyEvidence, page: Page, isReachedOnly: boolean): string[][] {
  const columns: readonly Label[] = ['host', 'address', 'startTls', 'certificate', 'dane', 'mtaSts'];
  const head = ['#', ...columns.map((column) => label(column, page))];
  const rows = policy.routes.map((route, index) => [String(index + 1), ...cells(route, policy, page)]);
  const isUnproven = [policy.mxDnssec, ...policy.routes.map(({ tlsaDnssec }) => tlsaDnssec)].includes(
    'unproven',
  );
  const remark = isUnproven
    ? setHanging('', page.sentence(page.context.catalog.tlsPolicy.unproven), page)
    : [];
  return [
    setSection(label('matrix', page), [...setTable(head, rows, page), ...remark], page),
    setSection(label('outcomes', page), setOutcomes(policy, page, isReachedOnly), page),
  ];
}

function cells(route: MailRoute, policy: TlsPolicyEvidence, page: Page): string[] {
  const facts = routeFacts(route, policy);
  const { dane, mtaSts } = page.context.catalog.tlsPolicy;
  return [
    page.safe(route.host),
    page.safe(route.address ?? '-'),
    startTlsCell(route, facts, page),
    certificateCell(route, facts, page),
    page.sentence(dane[facts.dane]),
    page.sentence(mtaSts[facts.mtaSts]),
  ];
}

function startTlsCell({ tls }: MailRoute, { contact, tls: state }: RouteFacts, page: Page): string {
  if (tls) return page.safe(tls.protocol);
  const { startTls } = page.context.catalog.tlsPolicy;
  return page.sentence(
    startTls[contact === 'reached' ? (state === 'missing' ? 'missing' : 'broken') : contact],
  );
}

function certificateCell({ tls }: MailRoute, facts: RouteFacts, page: Page): string {
  const { certificate } = page.context.catalog.tlsPolicy;
  if (!tls) return page.sentence(certificate.unseen);
  if (!facts.isChainTrusted) return page.sentence(certificate.invalid);
  return page.sentence(facts.isForHost ? certificate.valid : certificate['other-name']);
}

/**
 * Routes on which all senders do the same are told together, by their numbers.
 *
 * @param isReachedOnly  Leaves out those that were not reached from here, which says little of how others fare.
 */
function setOutcomes(policy: TlsPolicyEvidence, page: Page, isReachedOnly: boolean): string[] {
  const groups = new Map<
    string,
    { readonly places: number[]; readonly outcomes: readonly SenderOutcome[] }
  >();
  for (const [index, { route, outcomes }] of outcomeMatrix(policy).entries()) {
    if (isReachedOnly && routeFacts(route, policy).contact !== 'reached') continue;
    const key = JSON.stringify(outcomes);
    const group = groups.get(key) ?? { places: [], outcomes };
    group.places.push(index + 1);
    groups.set(key, group);
  }
  return joinBlocks(
    [...groups.values()].map(({ places, outcomes }) => {
      const rows = setRows(
        outcomes.map((outcome) => outcomeRow(outcome, page)),
        page,
      );
      return groups.size === 1 ? rows : [...setHanging('', `# ${places.join(', ')}`, page), ...rows];
    }),
  );
}

function outcomeRow(
  { sender, outcome, protection, reason, bouncesAfterHours }: SenderOutcome,
  page: Page,
): Row {
  const words = page.context.catalog.tlsPolicy;
  const how = protection === undefined ? '' : `, ${words.protections[protection]}`;
  const end = bouncesAfterHours === undefined ? '' : `; ${words.bounce(bouncesAfterHours)}`;
  const said = `${words.outcomes[outcome]}${how}: ${words.reasons[reason]}${end}`;
  return { label: SENDER_NAMES[sender], lines: [page.sentence(said)] };
}
