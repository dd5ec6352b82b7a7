import type { Evidence } from '../evidence.ts';
import type { Cause, Detail } from '../replies/causes.ts';
import { codeClass } from '../rules/delivery/fate.ts';
import type { DeliveryRefusal, OtherRefusal, TransactionStage } from '../rules/delivery/refusal.ts';
import type { ChunksTaken } from '../smtp/transaction.ts';
import type { CauseText, CauseTexts } from './cause-text.ts';
import { steps } from './next-step.ts';
import { type RefusalWords, refusalWordsOf } from './refusal.ts';

/** What one language adds to its texts of causes when a transaction is refused. */
export interface DeliveryWords {
  /** Whom the reply was about, where there were several recipients. */
  readonly concerned: (addresses: readonly string[]) => string;
  readonly others: (others: readonly OtherRefusal[]) => string;
  /** How much of the message had been taken when the refusal came. */
  readonly chunksTaken: (taken: ChunksTaken) => string;
  /** That a refusal which calls for another try gets none from a test. */
  readonly notRetried: string;
  /** That a refusal of the sender came at a later stage than MAIL. */
  readonly late: (answered: TransactionStage) => string;
  /** For a refusal whose cause is not known. */
  readonly unknown: (refusal: DeliveryRefusal, evidence: Evidence) => RefusalWords;
}

/** What one finding says beside its cause, or in its place. */
export interface RefusalExtras {
  /** The detail whose page is named. */
  readonly main?: Detail;
  /** Set for what is about the sender, and may come late. */
  readonly isOfSender?: true;
  /** A sentence more. */
  readonly also?: (refusal: DeliveryRefusal, evidence: Evidence) => string | undefined;
  /** Steps before those of the cause. */
  readonly first?: (refusal: DeliveryRefusal, evidence: Evidence) => readonly string[];
  /** Closer words than the cause's own. */
  readonly instead?: (refusal: DeliveryRefusal, evidence: Evidence) => RefusalWords | undefined;
}

/** A finding's text that is its cause's. */
export interface DeliveryRefusalText {
  readonly title: (refusal: DeliveryRefusal, evidence: Evidence) => string;
  readonly meaning: (refusal: DeliveryRefusal, evidence: Evidence) => string;
  readonly fix: (refusal: DeliveryRefusal, evidence: Evidence) => readonly string[];
  readonly who: (refusal: DeliveryRefusal, evidence: Evidence) => string | undefined;
  readonly see?: string;
}

/** Makes the texts of refused transactions out of the texts of causes: one set of words for `explain` and `send-test`. */
export function deliveryRefusalTexts(
  causes: CauseTexts<Cause>,
  words: DeliveryWords,
): (extras?: RefusalExtras) => DeliveryRefusalText {
  const known = refusalWordsOf(causes);
  return (extras = {}) => {
    const wordsFor = (refusal: DeliveryRefusal, evidence: Evidence): RefusalWords =>
      extras.instead?.(refusal, evidence) ??
      known(refusal, refusal.answered, evidence, correspondents(refusal, evidence)) ??
      words.unknown(refusal, evidence);
    const page: CauseText | undefined = extras.main && causes[extras.main];
    return {
      title: (refusal, evidence) => wordsFor(refusal, evidence).title,
      meaning: (refusal, evidence) => {
        const { meaning } = wordsFor(refusal, evidence);
        return steps(
          meaning,
          extras.isOfSender && refusal.answered !== 'mail' && words.late(refusal.answered),
          extras.also?.(refusal, evidence),
          refusal.chunksTaken && words.chunksTaken(refusal.chunksTaken),
          isOneOfSeveral(refusal, evidence) &&
            !namesAll(meaning, refusal) &&
            words.concerned(refusal.addresses),
          refusal.others.length > 0 && words.others(refusal.others),
          codeClass(refusal.code) === 4 && !evidence.followedBy && words.notRetried,
        ).join(' ');
      },
      who: (refusal, evidence) => wordsFor(refusal, evidence).who,
      fix: (refusal, evidence) => {
        const { fix, avoid } = wordsFor(refusal, evidence);
        return steps(...(extras.first?.(refusal, evidence) ?? []), ...fix, avoid);
      },
      ...(page?.see === undefined ? {} : { see: page.see }),
    };
  };
}

function correspondents({ addresses }: DeliveryRefusal, { delivery }: Evidence) {
  const recipient = addresses[0] ?? delivery?.recipients[0]?.address;
  return { sender: delivery?.from === '' ? undefined : delivery?.from, recipient };
}

function isOneOfSeveral({ addresses }: DeliveryRefusal, { delivery }: Evidence): boolean {
  return addresses.length > 0 && (delivery?.recipients.length ?? 0) > 1;
}

function namesAll(text: string, { addresses }: DeliveryRefusal): boolean {
  return addresses.every((address) => text.includes(`"${address}"`));
}
