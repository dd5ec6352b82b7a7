import type { Evidence } from '../../evidence.ts';
import type { DeliveryRefusal } from '../../rules/delivery/refusal.ts';
import { isWithinAnnounced } from '../../rules/delivery/sizes.ts';
import { formatsOf } from '../format.ts';
import type { RefusalWords } from '../refusal.ts';
import { sendCommandIn } from '../send-command.ts';

const { size: sized } = formatsOf('en');
const send = sendCommandIn('ADDRESS');

/** The sentence about both sizes; undefined where the server announced none, or where the words tell them already. */
export function sizeSentence({ size, detail }: DeliveryRefusal): string | undefined {
  if (!size || (detail === 'message-too-big' && isWithinAnnounced(size))) return undefined;
  return `The message measured ${sized(size.bytes)}; after EHLO the server announced a limit of ${sized(size.announcedBytes)}.`;
}

/** The words for a message that is within the announced limit, and refused as too big all the same. */
export function sizeWords({ size, detail }: DeliveryRefusal, evidence: Evidence): RefusalWords | undefined {
  if (detail !== 'message-too-big' || !isWithinAnnounced(size)) return undefined;
  const [own, limit] = [sized(size.bytes), sized(size.announcedBytes)];
  return {
    title: `The server announced ${limit} and still refused ${own} as too big`,
    meaning: `After EHLO the server said that it takes messages of up to ${limit}. This one measured ${own}, and was refused for its size all the same: a lower limit counts, which the announcement hides. It may be the recipient’s own, or that of a filter or a server behind this one. The message is not at fault, but for being larger than what counts.`,
    fix: [
      `Find out what is taken, with smaller messages: ${send(evidence, { options: '--kind size:1M' })}`,
      'If the server is yours, announce the lowest limit on the way; Postfix: `message_size_limit`, Exim: `message_size_limit`, and that of each filter behind it.',
      'Until then put large files where they can be fetched, and send the link.',
    ],
  };
}
