import { MACROS } from '../../messages/session-words.ts';
import { MECHANISMS } from '../../sasl/registry.ts';
import { authMechanisms, findExtension, type Hello } from '../../smtp/extension.ts';
import { clientNameOf } from './client-name.ts';
import type { Conversation } from './conversation.ts';

/** Verbs of RFC 5321 §4.1.1, and the extensions' own, as far as they are always the same. */
export const VERBS: readonly string[] = [
  ...['EHLO ', 'HELO ', 'MAIL FROM:<', 'RCPT TO:<', 'DATA', 'RSET', 'NOOP', 'QUIT', 'VRFY ', 'EXPN ', 'HELP'],
  ...['STARTTLS', 'AUTH ', 'BDAT ', 'ETRN ', 'LHLO '],
];

/** Parameters of MAIL and RCPT, by the keyword that offers them. */
const PARAMETERS: Readonly<
  Record<'MAIL' | 'RCPT', readonly (readonly [keyword: string, parameter: string])[]>
> = {
  MAIL: [
    ['SIZE', 'SIZE='],
    ['8BITMIME', 'BODY=8BITMIME'],
    ['BINARYMIME', 'BODY=BINARYMIME'],
    ['SMTPUTF8', 'SMTPUTF8'],
    ['DSN', 'RET=HDRS'],
    ['DSN', 'RET=FULL'],
    ['DSN', 'ENVID='],
    ['REQUIRETLS', 'REQUIRETLS'],
    ['MT-PRIORITY', 'MT-PRIORITY='],
    ['DELIVERBY', 'BY='],
  ],
  RCPT: [
    ['DSN', 'NOTIFY=SUCCESS,FAILURE,DELAY'],
    ['DSN', 'NOTIFY=NEVER'],
    ['DSN', 'ORCPT=rfc822;'],
  ],
};

/** Completes what stands at the end of a line, in readline's form: the candidates, and what they complete. */
export function completeLine(line: string, conversation: Conversation): [string[], string] {
  if (conversation.mode !== 'command' && conversation.mode !== 'closed') return [[], line];
  if (line.startsWith('/')) return completeMacro(line, conversation);
  const address = /^(?:MAIL FROM|RCPT TO):\s*<([^>]*)$/i.exec(line)?.[1];
  if (address !== undefined)
    return among(
      [...conversation.standing.addresses].map((one) => `${one}>`),
      address,
    );
  if (/^(?:MAIL|RCPT)\s[^:]*$/i.test(line)) return among(VERBS, line);
  const [, verb = '', word] = /^(\S+)(?:\s+(?:.*\s)?(\S*))?$/.exec(line) ?? [];
  if (word === undefined) return among(verbsFor(conversation), line);
  return among(wordsBehind(verb.toUpperCase(), conversation), word);
}

function completeMacro(line: string, conversation: Conversation): [string[], string] {
  const mechanism = /^\/auth\s+(\S*)$/i.exec(line)?.[1];
  if (mechanism !== undefined) return among(mechanismsOf(conversation), mechanism);
  return among(
    MACROS.map((name) => `/${name}`),
    line,
  );
}

/** The server's own commands among them, such as XCLIENT. */
function verbsFor({ standing }: Conversation): readonly string[] {
  const offered = (standing.hello?.extensions ?? []).map(({ keyword }) => keyword);
  const isCommand = (keyword: string): boolean => /^(?:XCLIENT|XFORWARD|ATRN|BURL|TURN)$/.test(keyword);
  return [...VERBS, ...offered.filter(isCommand)];
}

function wordsBehind(verb: string, conversation: Conversation): readonly string[] {
  const { hello } = conversation.standing;
  if (verb === 'EHLO' || verb === 'HELO' || verb === 'LHLO') return [clientNameOf(conversation)];
  if (verb === 'AUTH') return mechanismsOf(conversation);
  if (verb === 'MAIL' || verb === 'RCPT')
    return [...PARAMETERS[verb]].flatMap((row) => offeredBy(hello, row));
  return verb === 'BDAT' ? ['LAST'] : (hello?.extensions ?? []).map(({ keyword }) => keyword);
}

function offeredBy(hello: Hello | undefined, [keyword, parameter]: readonly [string, string]): string[] {
  return !hello || findExtension(hello, keyword) ? [parameter] : [];
}

function mechanismsOf({ standing }: Conversation): readonly string[] {
  return standing.hello ? authMechanisms(standing.hello) : MECHANISMS.map(({ name }) => name);
}

/** Whatever its case, as verbs are; the server's words may be anything, and go into the line. */
function among(candidates: readonly string[], text: string): [string[], string] {
  const isPlain = (candidate: string): boolean => /^[!-~]+(?: [!-~]+)* ?$/.test(candidate);
  const begun = text.toUpperCase();
  return [candidates.filter((one) => isPlain(one) && one.toUpperCase().startsWith(begun)), text];
}
