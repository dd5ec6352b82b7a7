import type { ControlEvidence, Endpoint, Evidence, PortScan } from '../evidence.ts';
import { KNOWN_BLOCKS } from '../messages/port-blocks.ts';
import { SERVICE_NAMES } from '../messages/service-names.ts';
import type { Run } from '../report.ts';
import type { Hypothesis } from '../rules/ports/hypotheses.ts';
import { answersEhlo } from '../rules/ports/outcomes.ts';
import { roleOfPort, submissionWays } from '../rules/ports/roles.ts';
import { authMechanisms } from '../smtp/extension.ts';
import { formatHostPort } from '../target.ts';
import { type Page, type Row, setHanging, setRows, setSection } from './page.ts';

/** Three of these must not fill a screen. */
const GREETING_CHARACTERS = 60;

/** A scan's ports, one row each, the control server's, the way in for users, and who is known to block. */
export function setPorts(run: Run, page: Page): string[][] {
  const { endpoints = [], ports } = run.evidence;
  if (!ports) return [];
  return [
    setSection(
      page.label('endpoints'),
      [...setRows(doorRows(endpoints, page), page), ...strangerLines(endpoints, page)],
      page,
    ),
    setRows([...controlRows(ports.control, page), ...wayRows(run.evidence, page)], page),
    isBlocked(run) ? setSection(label('blocks', page), setRows(blockRows(page), page), page) : [],
  ];
}

type Label = keyof Page['context']['catalog']['ports']['labels'];

function label(name: Label, { context, sentence }: Page): string {
  return sentence(context.catalog.ports.labels[name]);
}

function doorRows(endpoints: readonly Endpoint[], page: Page): Row[] {
  const isOne = new Set(endpoints.map(({ address }) => address)).size <= 1;
  return endpoints.map((endpoint) => ({
    label: isOne ? String(endpoint.port) : page.safe(formatHostPort(endpoint.address ?? '*', endpoint.port)),
    lines: [...doorLines(endpoint, page), ...roleLines(endpoint, page)],
  }));
}

function roleLines({ port }: Endpoint, page: Page): string[] {
  const role = roleOfPort(port);
  return role === 'other' ? [] : [page.sentence(page.context.catalog.ports.roles[role])];
}

/** The ports without a role, named once below the others. */
function strangerLines(endpoints: readonly Endpoint[], page: Page): string[] {
  const asked = new Set(endpoints.map(({ port }) => port));
  const ports = [...asked].filter((port) => roleOfPort(port) === 'other');
  if (ports.length === 0) return [];
  return setHanging('', page.sentence(page.context.catalog.ports.notForMail(ports)), page);
}

/** What a port came to, and below it what it said first. */
function doorLines(endpoint: Endpoint, page: Page): string[] {
  const { scan, outcome } = endpoint;
  const { outcomes, openedIn } = page.context.catalog.ports;
  const time = page.words.duration(scan?.connectMs ?? endpoint.elapsedMs);
  const first = outcome === 'open' ? openedIn(time) : `${outcomes[outcome]} (${time})`;
  const said = [first, ...speechParts(endpoint, page)].join(', ');
  const greeting = scan?.greeting;
  return [page.sentence(said), ...(greeting === undefined ? [] : [page.safe(greeting, GREETING_CHARACTERS)])];
}

function speechParts(endpoint: Endpoint, page: Page): string[] {
  const { scan, security, offersStartTls } = endpoint;
  const words = page.context.catalog.ports;
  if (scan?.speaks === undefined) return [];
  const what = scan.service ? words.service(SERVICE_NAMES[scan.service]) : words.speaks[scan.speaks];
  if (scan.ended) return [stoppedPart(endpoint, scan.ended, page)];
  if (scan.triedTls) return [what, words.triedTls];
  if (security === undefined) return [what];
  return [
    what,
    ...(offersStartTls === true ? ['STARTTLS'] : []),
    ...(offersStartTls === false && security === 'none' ? [words.startTlsAbsent] : []),
    ...loginParts(endpoint, page),
  ];
}

function stoppedPart({ scan, stoppedAt }: Endpoint, end: NonNullable<PortScan['ended']>, page: Page): string {
  const stage = stoppedAt === 'hello' ? 'hello' : 'greeting';
  return page.context.catalog.ports.stopped(stage, end, scan?.refusal?.code);
}

function loginParts({ scan, port }: Endpoint, page: Page): string[] {
  const { loginBeforeTls, loginAfterTls, loginNowhere } = page.context.catalog.ports;
  const [before, after] = [authMechanisms(scan?.hello), authMechanisms(scan?.secureHello)];
  if (before.length === 0 && after.length === 0) return port === 25 ? [] : [loginNowhere];
  return [
    ...(before.length === 0 ? [] : [loginBeforeTls(before)]),
    ...(after.length === 0 ? [] : [loginAfterTls(after)]),
  ];
}

function controlRows(control: ControlEvidence | undefined, page: Page): Row[] {
  if (!control) return [];
  const { endpoints, host } = control;
  const lines = endpoints.flatMap((endpoint) => {
    const door = formatHostPort(endpoint.address ?? host, endpoint.port);
    const isNamed = (endpoint.address ?? host) === host;
    const [first = '', ...rest] = doorLines(endpoint, page);
    return [`${page.safe(isNamed ? door : `${host} ${door}`)}: ${first}`, ...rest];
  });
  const none = [`${page.safe(host)}: ${label('noAddress', page)}`];
  return [{ label: label('control', page), lines: lines.length === 0 ? none : lines }];
}

function wayRows({ endpoints = [] }: Evidence, page: Page): Row[] {
  // Without a port for users there is nothing to recommend, nor to warn of.
  if (!endpoints.some((endpoint) => endpoint.port !== 25 && answersEhlo(endpoint))) return [];
  const ways = submissionWays(endpoints);
  return [{ label: label('way', page), lines: [page.sentence(page.context.catalog.ports.recommend(ways))] }];
}

function isBlocked({ findings }: Run): boolean {
  return findings.some(({ data }) => hypothesesOf(data)[0]?.cause === 'network-blocks-25');
}

function blockRows(page: Page): Row[] {
  const { policies, remedies } = page.context.catalog.ports;
  return KNOWN_BLOCKS.map(({ who, policy, remedy, source }) => ({
    label: page.sentence(who),
    lines: [
      page.sentence(`${policies[policy]}; ${remedies[remedy]}`),
      ...(page.context.verbose ? [page.safe(source)] : []),
    ],
  }));
}

function hypothesesOf(data: object): readonly Hypothesis[] {
  // Only the scan's rules have data of this name, and theirs has this type.
  return 'hypotheses' in data ? (data.hypotheses as readonly Hypothesis[]) : [];
}

/** The possible causes in a finding's data, the likeliest first, with what speaks for and against each. */
export function setHypotheses(data: object, { goal }: Pick<Evidence, 'goal'>, page: Page): string[] {
  const shown = hypothesesOf(data).filter((one) => page.context.verbose || one.for.length > 0);
  if (shown.length === 0) return [];
  return [
    ...setHanging('', label('causes', page), page),
    ...shown.flatMap((hypothesis, index) => setHypothesis(hypothesis, `${index + 1}. `, goal.host, page)),
  ];
}

function setHypothesis(hypothesis: Hypothesis, prefix: string, host: string, page: Page): string[] {
  const { causes, settlements, signs } = page.context.catalog.ports;
  const said = (list: readonly (keyof typeof signs)[]) =>
    list.length === 0 ? label('none', page) : list.map((sign) => signs[sign]).join('; ');
  const lines: readonly (readonly [Label, string])[] = [
    ['for', said(hypothesis.for)],
    ['against', said(hypothesis.against)],
    ['settledBy', settlements[hypothesis.settledBy](host)],
  ];
  return [
    ...setHanging(prefix, page.sentence(causes[hypothesis.cause]), page),
    ...lines.flatMap(([name, text]) => setHanging(`   ${label(name, page)}: `, page.sentence(text), page)),
  ];
}
