// Scores `classify` on replies whose cause is known: our own examples always, a larger corpus where there is one.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Actor } from '../../src/actor.ts';
import type { Cause } from '../../src/replies/causes.ts';
import { classify } from '../../src/replies/classify.ts';

interface Example {
  readonly text: string;
  readonly cause: Cause;
  readonly alternatives: readonly Cause[];
  /** A server's reply with one undisputed cause. */
  readonly core: boolean;
}

interface Verdict extends Example {
  readonly got: Cause | undefined;
  readonly actor: Actor | undefined;
}

/** Who can mend each cause, of those whom a careful reader would name. */
const FIXERS: Readonly<Record<Cause, readonly Actor[]>> = {
  'auth-failed': ['you'],
  'auth-method': ['you', 'your-provider'],
  'auth-required': ['you'],
  tls: ['you', 'server-admin'],
  'relay-denied': ['you', 'domain-owner'],
  'recipient-unknown': ['you'],
  'recipient-disabled': ['recipient'],
  'mailbox-full': ['recipient'],
  'recipient-domain': ['you', 'domain-owner'],
  'message-too-big': ['you'],
  'message-format': ['you'],
  'content-spam': ['you'],
  'content-blocked': ['you'],
  'sender-rejected': ['you', 'recipient'],
  'sender-domain': ['domain-owner', 'you'],
  'sender-auth': ['domain-owner'],
  reputation: ['your-provider', 'domain-owner'],
  'rdns-helo': ['your-provider'],
  policy: ['server-admin', 'recipient'],
  'rate-limited': ['you'],
  greylisted: ['you'],
  'server-error': ['server-admin'],
  protocol: ['you'],
  loop: ['server-admin'],
  network: ['your-network', 'server-admin', 'you'],
  expired: ['server-admin'],
};

/** The bars that unseen texts must reach; a corpus used for tuning must reach them too. */
const BARS = { micro: 0.85, macro: 0.75, lenient: 0.85, actor: 0.95 } as const;

const OWN = fileURLToPath(new URL('replies.jsonl', import.meta.url));
const CORPUS = fileURLToPath(new URL('../../../shared/corpus/dev.jsonl', import.meta.url));

function read(file: string): Example[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line): Example => JSON.parse(line));
}

function judged(examples: readonly Example[]): Verdict[] {
  return examples.map((example) => {
    const { cause, actor } = classify({ text: example.text });
    return { ...example, got: cause, actor };
  });
}

const isStrict = ({ got, cause }: Verdict): boolean => got === cause;
const isLenient = (verdict: Verdict): boolean =>
  isStrict(verdict) || (verdict.got !== undefined && verdict.alternatives.includes(verdict.got));

function share(verdicts: readonly Verdict[], isRight: (verdict: Verdict) => boolean): number {
  return verdicts.filter(isRight).length / verdicts.length;
}

/** Of those whose cause is right, the share whose actor is too. */
function actorShare(verdicts: readonly Verdict[]): number {
  return share(
    verdicts.filter(isStrict),
    ({ cause, actor }) => actor !== undefined && FIXERS[cause].includes(actor),
  );
}

/** The mean over causes, so that a rare one counts as much as a frequent one. */
function macro(verdicts: readonly Verdict[]): number {
  const causes = [...new Set(verdicts.map(({ cause }) => cause))];
  const shares = causes.map((cause) =>
    share(
      verdicts.filter((verdict) => verdict.cause === cause),
      isStrict,
    ),
  );
  return shares.reduce((sum, one) => sum + one, 0) / causes.length;
}

/** Prints one set's scores and gives whether they reach the bars. */
function score(name: string, examples: readonly Example[]): boolean {
  const verdicts = judged(examples);
  const core = verdicts.filter((verdict) => verdict.core);
  const scores = {
    micro: share(core, isStrict),
    macro: macro(core),
    lenient: share(verdicts, isLenient),
    actor: actorShare(verdicts),
  };
  console.log(`\n${name}: ${verdicts.length} texts, ${core.length} of them core`);
  console.log(`  strict on core   micro ${scores.micro.toFixed(3)}  macro ${scores.macro.toFixed(3)}`);
  console.log(
    `  on all           strict ${share(verdicts, isStrict).toFixed(3)}  lenient ${scores.lenient.toFixed(3)}`,
  );
  console.log(`  actor right where the cause is: ${scores.actor.toFixed(3)}`);
  printCauses(verdicts);
  for (const { cause, got, text } of verdicts.filter((verdict) => !isLenient(verdict))) {
    console.log(`  miss  ${cause} taken for ${got ?? 'nothing'}: ${JSON.stringify(text.slice(0, 120))}`);
  }
  return (['micro', 'macro', 'lenient', 'actor'] as const).every((name) => scores[name] >= BARS[name]);
}

function printCauses(verdicts: readonly Verdict[]): void {
  for (const cause of [...new Set(verdicts.map((verdict) => verdict.cause))].sort()) {
    const own = verdicts.filter((verdict) => verdict.cause === cause);
    const right = own.filter(isStrict).length;
    console.log(`  ${cause.padEnd(20)} ${String(right).padStart(4)} of ${String(own.length).padStart(4)}`);
  }
}

/** Replies explained in a second of one core's time, without reading and writing them. */
function speed(examples: readonly Example[]): number {
  const TURNS = 40;
  const turn = (): void => {
    for (const { text } of examples) classify({ text });
  };
  for (let warm = 0; warm < 10; warm++) turn();
  const start = process.cpuUsage();
  for (let count = 0; count < TURNS; count++) turn();
  const { user, system } = process.cpuUsage(start);
  return (examples.length * TURNS) / ((user + system) / 1e6);
}

const sets: [name: string, examples: Example[]][] = [['our own examples', read(OWN)]];
if (existsSync(CORPUS)) sets.push(['the corpus that the wordings were tuned on', read(CORPUS)]);
const passed = sets.map(([name, examples]) => score(name, examples));
console.log(`\n${Math.round(speed(sets.flatMap(([, examples]) => examples)))} replies a second`);
if (passed.includes(false)) process.exitCode = 1;
