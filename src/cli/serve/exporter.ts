import { UsageError } from '../../errors.ts';
import { exporterMetrics } from '../../render/exporter.ts';
import { printable } from '../../render/printable.ts';
import type { Permission } from './allowed.ts';
import type { Answer, Request } from './http.ts';
import { chosenTarget, RefusedRequest } from './module.ts';
import { type ScrapeContext, scrape, timeLimitMs } from './scrape.ts';

const INDEX =
  'smtp-doctor answers /probe?target=HOST&module=NAME with a probe, /metrics and /-/healthy for itself\n';

/** Answers requests, and counts what came of them. */
export class Exporter {
  readonly #context: ScrapeContext;
  readonly #isAllowed: Permission;
  readonly #onTrouble: (message: string) => void;
  readonly #counts = { succeeded: 0, failed: 0, refused: 0, busy: 0, inFlight: 0 };

  /** @param onTrouble  Told what may not go out: who asks learns only that the exporter could not probe. */
  constructor(context: ScrapeContext, isAllowed: Permission, onTrouble: (message: string) => void) {
    this.#context = context;
    this.#isAllowed = isAllowed;
    this.#onTrouble = onTrouble;
  }

  async answer(request: Request): Promise<Answer> {
    switch (request.url.pathname) {
      case '/probe':
        return this.#probe(request);
      case '/metrics':
        return { status: 200, text: exporterMetrics(this.#counts, processUse()) };
      case '/-/healthy':
        return { status: 200, text: 'healthy\n' };
      case '/':
        return { status: 200, text: INDEX };
      default:
        return { status: 404, text: 'there is no such path; / says which there are\n' };
    }
  }

  async #probe(request: Request): Promise<Answer> {
    const { config, options } = this.#context;
    if (this.#counts.inFlight >= options.concurrency) {
      this.#counts.busy += 1;
      return { status: 503, text: `${options.concurrency} probes are under way; see --concurrency\n` };
    }
    this.#counts.inFlight += 1;
    try {
      const target = chosenTarget(request.url.searchParams, config, this.#isAllowed);
      const limitMs = timeLimitMs(request.timeoutHeader, options.deadline);
      const { text, isSuccess } = await scrape(target, limitMs, { ...this.#context, gone: request.gone });
      this.#counts[isSuccess ? 'succeeded' : 'failed'] += 1;
      return { status: 200, text };
    } catch (error) {
      return this.#refuse(error);
    } finally {
      this.#counts.inFlight -= 1;
    }
  }

  #refuse(error: unknown): Answer {
    this.#counts.refused += 1;
    if (error instanceof RefusedRequest) {
      return { status: error.status, text: `${printable(error.message, { unicode: true })}\n` };
    }
    if (!(error instanceof UsageError)) throw error;
    this.#onTrouble(error.message);
    return { status: 500, text: 'the target cannot be prepared; the exporter’s own log says why\n' };
  }
}

function processUse() {
  const { user, system } = process.cpuUsage();
  return {
    startedAt: Math.round(Date.now() / 1000 - process.uptime()),
    cpuSeconds: (user + system) / 1e6,
    residentBytes: process.memoryUsage.rss(),
  };
}
