import type { DeliveryEvidence, Evidence, RecipientEvidence } from '../evidence.ts';
import type { Reply } from '../smtp/reply.ts';
import type { Page } from './page.ts';

const ADDRESS_CHARACTERS = 120;
const ID_CHARACTERS = 120;
const MOST_RECIPIENTS = 30;

/** Who sends, and what was declared with the envelope. */
export function senderLines({ delivery }: Evidence, page: Page): string[] {
  if (!delivery) return [];
  const words = page.words.delivery;
  const sender = delivery.from === '' ? page.sentence(words.nullSender) : page.safe(delivery.from);
  const { parameters, dropped, limits } = delivery;
  return [
    sender,
    ...(parameters.length === 0 ? [] : [page.sentence(words.parameters(parameters))]),
    ...(limits ? [page.sentence(words.limits(limits))] : []),
    ...(dropped ? [page.sentence(words.dropped[dropped])] : []),
  ];
}

/** Each recipient's fate, those who were refused first, and a count. */
export function recipientLines({ delivery }: Evidence, page: Page): string[] {
  if (!delivery) return [];
  const { recipients } = delivery;
  const sorted = recipients.toSorted((a, b) => Number(isRefused(b)) - Number(isRefused(a)));
  const lines = sorted
    .slice(0, MOST_RECIPIENTS)
    .map((recipient) => page.sentence(recipientLine(recipient, delivery, page)));
  const hidden = recipients.length - lines.length;
  const rest = hidden > 0 ? [`${page.marks.ellipsis} ${page.words.more(hidden)}`] : [];
  const reached = recipients.filter((recipient) => isYes(fateOf(recipient, delivery))).length;
  const isCounted = recipients.length > 1 && isAnswered(delivery);
  const count = isCounted ? [page.words.delivery.counts(reached, recipients.length)] : [];
  const spread = page.words.delivery.spread(delivery.transactions ?? 1, delivery.connections ?? 1);
  return [...lines, ...[...rest, ...count, ...(spread === '' ? [] : [spread])].map(page.sentence)];
}

/** What was sent, and whether that came out as a test message should. */
export function messageLines({ delivery }: Evidence, page: Page): string[] {
  if (!delivery?.message) return [];
  const { bytes, kind, expected, token, isConverted, dkim = [] } = delivery.message;
  const words = page.words.delivery;
  const isSent = isAnswered(delivery) || delivery.unconfirmed || delivery.dropped === 'dot';
  const outcome = expected && outcomeOf(delivery, page);
  return [
    [
      words.bytes(bytes),
      ...(kind === undefined ? [] : [words.kind(kind)]),
      ...(isSent ? [] : [words.notSent]),
    ].join(', '),
    ...(expected ? [[words.expected[expected], ...(outcome ? [outcome] : [])].join('; ')] : []),
    ...(delivery.cutShort ? [words.cutShort] : []),
    ...seriesLines(delivery, page),
    ...(isConverted ? [words.isConverted] : []),
    ...dkim.map((signature) => words.signed(signature)),
    ...(token === undefined ? [] : [words.token(token)]),
  ].map(page.sentence);
}

function seriesLines({ series }: DeliveryEvidence, { words }: Page): string[] {
  if (!series) return [];
  const { delivery } = words;
  return [delivery.series(series), delivery.outcomes(series), delivery.shown(series.shown)];
}

/** Under which the server says it keeps the message. */
export function queueLines({ delivery }: Evidence, page: Page): string[] {
  return delivery?.queueId === undefined ? [] : [page.safe(delivery.queueId, ID_CHARACTERS)];
}

/** Whether the server has taken the message for somebody. */
export function isTaken({ delivery }: Evidence): boolean {
  return delivery?.recipients.some((recipient) => isYes(fateOf(recipient, delivery))) === true;
}

function recipientLine(recipient: RecipientEvidence, delivery: DeliveryEvidence, page: Page): string {
  return `${page.safe(recipient.address, ADDRESS_CHARACTERS)}: ${fateInWords(recipient, delivery, page)}`;
}

function fateInWords(recipient: RecipientEvidence, delivery: DeliveryEvidence, page: Page): string {
  const words = page.words.delivery;
  const { reply } = recipient;
  // With PIPELINING the server was asked too, and refused for the sender's sake.
  if (!reply || (delivery.mail && !isYes(delivery.mail))) return words.notAsked;
  if (!isYes(reply)) return refusedInWords(reply, page);
  if (delivery.contradiction) return words.contradicted;
  const fate = fateOf(recipient, delivery);
  if (fate) return isYes(fate) ? words.delivered(fate.code) : refusedInWords(fate, page);
  return delivery.unconfirmed ? words.unconfirmed : words.accepted(reply.code);
}

function refusedInWords({ code }: Reply, { words }: Page): string {
  return code >= 500 ? words.delivery.permanent(code) : words.delivery.temporary(code);
}

/** The last word on the message for this recipient; undefined where the message was never answered. */
function fateOf(
  { reply, delivery: own }: RecipientEvidence,
  { final, cutShort, contradiction }: DeliveryEvidence,
): Reply | undefined {
  if (contradiction || (cutShort && isYes(final))) return undefined;
  return isYes(reply) ? (own ?? final) : undefined;
}

function isAnswered({ final, recipients }: DeliveryEvidence): boolean {
  return final !== undefined || recipients.some(({ delivery }) => delivery !== undefined);
}

function isRefused({ reply, delivery }: RecipientEvidence): boolean {
  return [reply, delivery].some((answer) => answer !== undefined && !isYes(answer));
}

function isYes(reply: Reply | undefined): boolean {
  return reply !== undefined && reply.code >= 200 && reply.code < 300;
}

/** What a filter, or a server on the way, does to a message that is taken is seen where it arrives. */
function outcomeOf(delivery: DeliveryEvidence, page: Page): string | undefined {
  const { asExpected, notAsExpected } = page.words.delivery;
  const { mail, data, final } = delivery;
  const isRefusal = [mail, data, final].some((reply) => reply !== undefined && reply.code >= 400);
  switch (delivery.message?.expected) {
    case 'refused':
      if (isRefusal) return asExpected;
      return isAnswered(delivery) ? notAsExpected : undefined;
    case 'accepted':
      if (!isAnswered(delivery)) return undefined;
      return isRefusal ? notAsExpected : asExpected;
    default:
      return final !== undefined && final.code >= 400 ? asExpected : undefined;
  }
}
