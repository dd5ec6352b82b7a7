import type { Actor } from '../../actor.ts';
import type { Endpoint, Evidence, PortScan } from '../../evidence.ts';
import type { Reply } from '../../smtp/reply.ts';
import { SLOW_MS } from '../greeting.ts';
import { actorOfRefusal, type Refusal, refusalOf } from '../refusal.ts';
import { defineRule } from '../rule.ts';
import { firstWords } from '../sample.ts';
import { answersEhlo, portsOf, speaksSmtp } from './outcomes.ts';

const MOST_PORTS = 8;

/** What a dialogue that a scan could not hold needs to be judged. */
export interface Stopped {
  /** Whether another port of the host goes on. */
  readonly isAny: boolean;
}

/** Ports that say no in the place of a welcome, and the first one's words. */
export interface RefusedGreeting extends Stopped {
  readonly ports: readonly number[];
  readonly refusal: Refusal;
  /** Ports that refuse with another code. */
  readonly others: readonly { readonly port: number; readonly code: number }[];
}

/** A port that the user can do without is worth a warning; the only one is the fault itself. */
function severityOf({ isAny }: Stopped): 'error' | 'warning' {
  return isAny ? 'warning' : 'error';
}

/** 521 is a host that takes mail from nobody (RFC 7504 §3); other refusals for good look at who connects. */
function ownerOfRefusal({ refusal }: RefusedGreeting): Actor {
  const { code } = refusal;
  return actorOfRefusal(refusal, code >= 500 && code !== 521 ? 'your-network' : 'server-admin');
}

type Refusing = Endpoint & { readonly scan: PortScan & { readonly refusal: Reply } };

function isRefusing(endpoint: Endpoint): endpoint is Refusing {
  return endpoint.stoppedAt === 'greeting' && endpoint.scan?.refusal !== undefined;
}

/** How a port ended that began well, but for those that refuse to greet. */
function stoppedPort(endpoint: Endpoint) {
  const { port, scan, stoppedAt } = endpoint;
  if (!speaksSmtp(endpoint) || scan?.ended === undefined || isRefusing(endpoint)) return [];
  const stage: 'greeting' | 'hello' = stoppedAt === 'hello' ? 'hello' : 'greeting';
  const { ended, refusal, greeting = '' } = scan;
  const line = refusal ? `${refusal.code} ${refusal.lines[0] ?? ''}` : stage === 'greeting' ? greeting : '';
  return [{ port, stage, ended, code: refusal?.code, line: firstWords(line) }];
}

function areInterrupted({ failure }: Evidence): boolean {
  return failure?.kind === 'aborted';
}

/** Questions to the dialogues that a scan of the ports has begun. */
export const portDialogueRules = [
  defineRule({
    id: 'greeting.port-refused',
    severity: (data: RefusedGreeting) => severityOf(data),
    stage: 'greeting',
    actor: (data: RefusedGreeting) => ownerOfRefusal(data),
    needs: ['endpoints', 'ports'],
    find(evidence): RefusedGreeting | undefined {
      const refusing = evidence.endpoints.filter(isRefusing);
      const [first] = refusing;
      if (!first || areInterrupted(evidence)) return undefined;
      const { code } = first.scan.refusal;
      return {
        ports: portsOf(refusing.filter(({ scan }) => scan.refusal.code === code)).slice(0, MOST_PORTS),
        others: refusing
          .map(({ port, scan }) => ({ port, code: scan.refusal.code }))
          .filter((other) => other.code !== code)
          .slice(0, MOST_PORTS),
        refusal: refusalOf(first.scan.refusal, 'greeting', evidence),
        isAny: evidence.endpoints.some(answersEhlo),
      };
    },
  }),
  defineRule({
    id: 'greeting.port-slow',
    severity: 'warning',
    stage: 'greeting',
    actor: 'server-admin',
    needs: ['endpoints', 'ports'],
    find({ endpoints }) {
      const slow = endpoints.filter(({ scan }) => (scan?.greetingMs ?? 0) > SLOW_MS);
      const elapsedMs = Math.max(...slow.map(({ scan }) => scan?.greetingMs ?? 0));
      return slow.length === 0 ? undefined : { ports: portsOf(slow).slice(0, MOST_PORTS), elapsedMs };
    },
  }),
  defineRule({
    id: 'hello.port-stopped',
    severity: (data: Stopped) => severityOf(data),
    stage: 'hello',
    actor: 'server-admin',
    needs: ['endpoints', 'ports'],
    find(evidence) {
      const doors = evidence.endpoints.flatMap(stoppedPort);
      if (doors.length === 0 || areInterrupted(evidence)) return undefined;
      return { doors: doors.slice(0, MOST_PORTS), isAny: evidence.endpoints.some(answersEhlo) };
    },
  }),
] as const;
