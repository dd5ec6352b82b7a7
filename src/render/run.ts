import type { Evidence } from '../evidence.ts';
import { type Run, verdictOfRun } from '../report.ts';
import { authMechanisms } from '../smtp/extension.ts';
import { setArrival } from './arrival.ts';
import { setMechanisms } from './auth.ts';
import { isTaken } from './delivery.ts';
import { setDetails, setIds } from './details.ts';
import { setDomain, setDomainSummary } from './domain.ts';
import { endpointRows } from './endpoints.ts';
import { setExercise } from './exercise.ts';
import { type ExplainedFinding, explain } from './explained.ts';
import { extensionRows } from './extensions.ts';
import { factRows } from './facts.ts';
import { setFinding, setNote, setTitle } from './finding.ts';
import { setInspection } from './inspect.ts';
import { hang, spread, wrap } from './layout.ts';
import { joinBlocks, type Page, setHanging, setRows, setSection, verdictMark } from './page.ts';
import { setHypotheses, setPorts } from './ports.ts';
import { setTlsDepth } from './tls-depth.ts';
import { setTlsPolicy } from './tls-policy.ts';
import { setTlsScan } from './tls-scan.ts';
import { setTranscript } from './transcript.ts';
import { setWaterfall, totalMs } from './waterfall.ts';

const FAILURE_CHARACTERS = 300;
/** Stands for a space at which no line may end. */
const UNBROKEN = '\u00a0';

/** A run in full: header, findings, facts, doors, time. */
export function setRun(run: Run, page: Page): string[] {
  const { evidence } = run;
  const { timings = [] } = evidence;
  return joinBlocks([
    setHeader(run, page),
    setWorks(run, page),
    setDomainSummary(run, page),
    setFailure(run, page),
    ...explained(run, page).map((finding) => setFullOrNote(finding, evidence, page)),
    setRows(factRows(evidence, page), page),
    ...setSections(run, page),
    setSection(
      page.label('timings'),
      setWaterfall(timings, page),
      page,
      page.words.duration(totalMs(timings)),
    ),
    ...setExtras(run, page),
  ]);
}

/** What a command found out beside the facts of a session: nothing of what it did not look at. */
export function setSections(run: Run, page: Page): string[][] {
  const { evidence } = run;
  return [
    ...setDomain(run, page),
    ...setInspection(evidence, page),
    ...setArrival(evidence, page),
    setSection(page.label('mechanisms'), setMechanisms(evidence, page), page),
    setSection(page.label('exercise'), setExercise(evidence, page), page),
    setTlsDepth(evidence, page),
    setTlsScan(evidence, page),
    setSection(page.label('extensions'), setRows(extensionRows(evidence.hello, page), page), page),
    ...setDoors(run, page),
    ...setTlsPolicy(evidence, page),
  ];
}

/** A run among several: its findings in full, its notes by title. */
export function setCompactRun(run: Run, page: Page): string[] {
  const { evidence } = run;
  const findings = explained(run, page);
  return joinBlocks([
    setHeader(run, page),
    setFailure(run, page),
    ...findings.filter(({ severity }) => severity !== 'info').map((finding) => setFinding(finding, page)),
    findings.filter(({ severity }) => severity === 'info').flatMap((finding) => setTitle(finding, page)),
    setSection(page.label('endpoints'), setRows(endpointRows(evidence, page), page), page),
    ...setTlsPolicy(evidence, page),
    ...setExtras(run, page),
  ]);
}

/** A run for who wants to know only what is wrong first. */
export function setQuietRun(run: Run, page: Page): string[] {
  const headline = explained(run, page).slice(0, 1);
  return joinBlocks([
    setHeader(run, page),
    setFailure(run, page),
    ...headline.map((finding) => setFinding(finding, page)),
  ]);
}

function explained({ findings, evidence }: Run, { context }: Page): ExplainedFinding[] {
  return findings.map((finding) => explain(finding, evidence, context.catalog));
}

function setFullOrNote(finding: ExplainedFinding, evidence: Evidence, page: Page): string[] {
  const isNote = finding.severity === 'info' && !page.context.verbose;
  if (isNote) return setNote(finding, page);
  return [...setFinding(finding, page), ...setHypotheses(finding.data, evidence, page)];
}

/** The doors seen beside the one diagnosed, or all of a scan. */
function setDoors(run: Run, page: Page): string[][] {
  const { evidence } = run;
  if (evidence.ports) return setPorts(run, page);
  return [setSection(page.label('endpoints'), setRows(endpointRows(evidence, page), page), page)];
}

function setExtras(run: Run, page: Page): string[][] {
  const { verbose, transcript } = page.context;
  const lines = run.evidence.transcript ?? [];
  return [
    setSection(page.label('ignored'), setIds(run.ignored, page), page),
    ...(verbose ? setDetails(run, page) : []),
    transcript ? setSection(page.label('transcript'), setTranscript(lines, page), page) : [],
  ];
}

/** Subject, address, software, and the verdict at the right end. */
function setHeader(run: Run, page: Page): string[] {
  const { ink, marks, width } = page;
  const [subject = '', ...rest] = headerParts(run, page);
  const title = [subject, ...rest].join(` ${marks.dot} `);
  const verdict = verdictMark(verdictOfRun(run), page);
  const room = spread(title, verdict.plain, width);
  if (room) return [ink.bold(subject) + title.slice(subject.length) + room.gap + verdict.inked];
  return [...wrap(title, width).map((line) => ink.bold(line)), verdict.inked];
}

function headerParts({ subject, evidence }: Run, page: Page): string[] {
  const { goal, connect, software = [] } = evidence;
  const address = connect?.address;
  const server = software.find(({ kind }) => kind === 'mta' || kind === 'provider');
  return [
    page.safe(subject),
    ...(goal.hostUnicode === undefined ? [] : [page.safe(goal.hostUnicode)]),
    ...(address === undefined || subject.includes(address) ? [] : [page.safe(address)]),
    ...(server ? [page.safe(server.name)] : []),
  ];
}

/** What works, where nothing is broken. */
function setWorks(run: Run, page: Page): string[] {
  const verdict = verdictOfRun(run);
  if (verdict !== 'healthy' && verdict !== 'warnings') return [];
  const said = worksOf(run.evidence, page).map((part) => page.sentence(part).replaceAll(' ', UNBROKEN));
  if (said.length === 0) return [];
  const { ink, marks, width } = page;
  const [first = '', ...rest] = hang(`${marks.ok} `, said.join(` ${marks.dot} `), width);
  return [ink.green(marks.ok) + first.slice(marks.ok.length), ...rest].map((line) =>
    line.replaceAll(UNBROKEN, ' '),
  );
}

function worksOf(evidence: Evidence, { words }: Page): string[] {
  const { connect, greeting, tls, hello, auth } = evidence;
  const { works } = words;
  const last = hello?.secure ?? hello?.plain;
  const isLoggedIn = auth?.attempt?.outcome === 'accepted';
  return [
    ...(connect?.address === undefined ? [] : [works.connected]),
    ...(greeting && hello ? [works.greeted] : []),
    ...(tls ? [works.encrypted(tls.protocol)] : []),
    ...(tls?.trust.trusted ? [works.trusted] : []),
    ...(isLoggedIn ? [words.auth.works] : authMechanisms(last).length > 0 ? [works.login] : []),
    ...(isTaken(evidence) ? [words.delivery.works] : []),
  ];
}

/** Where the walk ended, when no error among the findings says it. */
function setFailure({ findings, evidence: { failure } }: Run, page: Page): string[] {
  if (!failure || findings.some(({ severity }) => severity === 'error')) return [];
  const where = page.sentence(page.words.stoppedAt(page.words.stages[failure.stage]));
  // Of the user's own interruption there is no more to say.
  const why = failure.kind === 'aborted' ? '' : `: ${page.safe(failure.message, FAILURE_CHARACTERS)}`;
  return setHanging('', `${where}${why}`, page);
}
