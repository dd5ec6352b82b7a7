import { STAGES, type Stage } from '../../errors.ts';
import { printableJson } from '../../render/printable.ts';
import { classify } from '../../replies/classify.ts';
import type { Interpretation } from '../../replies/interpretation.ts';
import { stageOfCommand } from '../../replies/read/frame.ts';
import { linesOf } from '../lines.ts';
import type { DisplayOptions } from '../options.ts';
import { openSink } from '../sink.ts';
import { standardInput } from './input.ts';
import type { Given } from './occurrences.ts';

const EXIT_BAD_INPUT = 2;

interface Asked extends Given {
  readonly text: string;
}

/**
 * Answers each line of NDJSON on stdin, `{"text": "…", "stage"?: "…", "provider"?: "…"}`, by one line of JSON, in order.
 * A line that cannot be read, and an empty one, is answered too, by one that says nothing: the n-th answer
 * is that to the n-th line. What a line says of itself counts before what was given for all.
 */
export async function explainBatch(options: DisplayOptions, given: Given): Promise<number> {
  const input = standardInput();
  const sink = await openSink(options.output);
  let number = 0;
  let firstBad: number | undefined;
  try {
    for await (const lines of linesOf(input)) {
      let answers = '';
      for (const line of lines) {
        number += 1;
        const asked = parse(line);
        if (!asked && line.trim() !== '') firstBad ??= number;
        answers += asked ? answerTo({ ...given, ...asked }) : NO_ANSWER;
      }
      // Waits for a slow reader, so that answers do not pile up.
      await sink.write(answers);
      if (!sink.isOpen()) break;
    }
  } finally {
    await sink.close();
  }
  if (firstBad === undefined) return 0;
  process.stderr.write(`smtp-doctor: line ${firstBad} is no JSON object with a "text"\n`);
  return EXIT_BAD_INPUT;
}

function parse(line: string): Asked | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) return undefined;
    if (!('text' in value) || typeof value.text !== 'string') return undefined;
    const stage = 'stage' in value ? stageNamed(value.stage) : undefined;
    const provider = 'provider' in value && typeof value.provider === 'string' ? value.provider : undefined;
    return {
      text: value.text,
      ...(stage === undefined ? {} : { stage }),
      ...(provider === undefined ? {} : { provider }),
    };
  } catch {
    return undefined;
  }
}

/** Also by the command, `RCPT TO`. A stage that nobody knows tells nothing, and the text is answered all the same. */
function stageNamed(name: unknown): Stage | undefined {
  if (typeof name !== 'string') return undefined;
  return STAGES.find((stage) => stage === name.toLowerCase()) ?? stageOfCommand(name);
}

function answerTo(asked: Asked): string {
  return toLine(classify(asked));
}

const NO_ANSWER = toLine({ confidence: 0, because: [], alternatives: [] });

function toLine(
  seen: Pick<Interpretation, 'confidence' | 'because' | 'alternatives'> & Partial<Interpretation>,
): string {
  const { cause, detail, confidence, actor, temporary, because, alternatives } = seen;
  const answer = {
    ...{ cause: cause ?? null, detail: detail ?? null, confidence, actor: actor ?? null },
    ...{ temporary: temporary ?? null, because, alternatives },
  };
  return `${printableJson(answer)}\n`;
}
