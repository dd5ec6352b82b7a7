import type { ExplainCatalog, ReadingWords } from '../explain-catalog.ts';
import { groupDigits } from '../quantity.ts';
import { causes } from './causes/index.ts';
import { codeTexts } from './codes.ts';
import { explainWords } from './explain.ts';
import { keywords } from './keywords.ts';
import { actors } from './names.ts';

const reading: ReadingWords = {
  labels: {
    server: 'Server',
    software: 'Software',
    recipient: 'Recipient',
    provider: 'Provider',
    byStage: 'What it means, by stage',
    seen: 'Seen',
    facts: 'The text names',
  },
  commands: {
    resolve: 'DNS',
    connect: 'connection',
    greeting: 'greeting',
    hello: 'EHLO',
    starttls: 'STARTTLS',
    tls: 'TLS',
    auth: 'AUTH',
    mail: 'MAIL FROM',
    rcpt: 'RCPT TO',
    data: 'DATA, message',
    quit: 'QUIT',
    domain: 'records',
  },
  times: (count) => `${groupDigits(count, 'en')} times`,
  others: (count) => `and ${groupDigits(count, 'en')} more`,
  hidden: (count) =>
    `${groupDigits(count, 'en')} more ${count === 1 ? 'is' : 'are'} not shown: --verbose shows all, --summary counts them by cause.`,
  nothingRefused: {
    title: 'Nothing is refused here',
    meaning: 'No line of it is a refusal, a bounce or an error of mail that is known.',
  },
  subject: (code, subject) =>
    `Nobody has registered ${code}; its second number says that it is about ${subject}.`,
  keyword: (keyword) => `${keyword}, an extension that servers offer after EHLO`,
  keywordMeaning: (words) => `It says: ${words}. It is an offer, not an error.`,
};

/** What `explain` says, in English. */
export const explainCatalog: ExplainCatalog = {
  causes,
  codes: codeTexts,
  words: explainWords,
  reading,
  keywords,
  actors,
};
