import type { Expectations, Inclusion } from '../../evidence.ts';
import { rules } from '../../rules/index.ts';
import { parseRecipient, parseSender } from '../../smtp/mailbox.ts';
import { parsePort, parseTarget } from '../../target.ts';
import { TLS_VERSIONS } from '../options.ts';
import type { ConfigNode } from './config-node.ts';
import {
  described,
  either,
  type Field,
  list,
  mapped,
  matching,
  named,
  number,
  oneOf,
  record,
  text,
  type Value,
  yesOrNo,
} from './field.ts';
import type { Mistakes } from './mistakes.ts';

const LONGEST_MS = 3_600_000;

/** Parts of the schema that stand in more than one place. */
export const DEFINITIONS: Record<string, Field<unknown>['schema']> = {};

function referred<T>(name: string, field: Field<T>): Field<T> {
  DEFINITIONS[name] = field.schema;
  return { ...field, schema: { $ref: `#/definitions/${name}` } };
}

const FINDING_ID = referred('FindingId', oneOf(rules.map(({ id }) => id)));

const upperWord = mapped(text(matching(/^[!-~]{1,100}$/, 'is no keyword')), (word) => word.toUpperCase());

/** A list of what must be there, or what must and must not. */
const inclusion: Field<Inclusion> = either(
  mapped(list(upperWord), (include) => ({ include })),
  record({ include: list(upperWord), exclude: list(upperWord) }),
  'map',
);

/** How far a transaction goes; without it a message is sent. */
const QUIT_AFTER = ['mail', 'rcpt', 'data'] as const;

const SEND = record(
  {
    to: described('Recipient.', text(checked(parseRecipient))),
    from: described('Sender; the null sender when absent.', text(checked(parseSender))),
    'quit-after': described(
      'The last command that is sent; without it a message is sent.',
      oneOf(QUIT_AFTER),
    ),
  },
  ['to'],
);

const EXPECTATIONS = record({
  verdict: described(
    'The verdict, or all that are well; what led to it then fails nothing.',
    list(oneOf(['healthy', 'warnings', 'broken', 'inconclusive'])),
  ),
  findings: described(
    'Ids of findings that must be there, and of those that must not.',
    record({ include: list(FINDING_ID), exclude: list(FINDING_ID) }),
  ),
  starttls: described('STARTTLS is offered, or TLS spoken from the first byte.', oneOf(['required'])),
  'tls.min': described('The least version of TLS that the session comes to.', oneOf(TLS_VERSIONS)),
  'certificate.days': described('Days that the certificate is still valid.', number(0, 36_500)),
  dane: described('TLSA records that are signed and fit.', oneOf(['valid'])),
  'mta-sts': described('The mode of the policy of the mail domain.', oneOf(['enforce', 'testing'])),
  'auth.mechanisms': described('Login mechanisms, as AUTH names them.', inclusion),
  extensions: described('EHLO keywords.', inclusion),
  'greeting.maxMs': described('Milliseconds to the greeting.', number(1, LONGEST_MS)),
  'total.maxMs': described('Milliseconds for all stages together.', number(1, LONGEST_MS)),
  send: described('A mail transaction that must succeed.', SEND),
  'open-relay': described(
    'A stranger’s message for somebody else is refused; tried up to RCPT, on a connection of its own.',
    oneOf(['refused']),
  ),
});

const PORT_STATE = oneOf(['open', 'closed']);
const PORT_KEY = /^port (\d{1,5})$/;

/** What is expected, and the transaction that is to succeed. */
export type ExpectedOfTarget = Value<typeof EXPECTATIONS> & Pick<Expectations, 'ports'>;

/** `port 25: closed` has its number in the key. */
const EXPECT: Field<ExpectedOfTarget> = {
  schema: { ...EXPECTATIONS.schema, patternProperties: { '^port [0-9]{1,5}$': PORT_STATE.schema } },
  read: (node, mistakes) => {
    if (node.kind !== 'map') return EXPECTATIONS.read(node, mistakes);
    const isPort = ({ key }: { readonly key: string }): boolean => PORT_KEY.test(key);
    const ports = node.entries.filter(isPort).flatMap(({ key, place, value }) => {
      const port = mistakes.during(place, () => parsePort(PORT_KEY.exec(key)?.[1] ?? ''));
      const state = PORT_STATE.read(value, mistakes);
      return port === undefined || state === undefined ? [] : [{ port, state }];
    });
    const rest = { ...node, entries: node.entries.filter((entry) => !isPort(entry)) };
    return { ...EXPECTATIONS.read(rest, mistakes), ...(ports.length > 0 ? { ports } : {}) };
  },
};

const SECRET_FORM = record({
  env: described('Name of the environment variable.', text(matching(/^[A-Za-z_]\w*$/, 'is no variable'))),
  file: described('A file that holds nothing else.', text(matching(/./, 'is no file'))),
});

/** What stands in a file that is checked in is no secret any more: it is not read, and not shown either. */
const SECRET: Field<{ readonly env?: string; readonly file?: string }> = {
  schema: { ...SECRET_FORM.schema, minProperties: 1, maxProperties: 1 },
  read: (node: ConfigNode, mistakes: Mistakes) => {
    const isPlace = node.kind === 'map' && node.entries.some(({ key }) => key === 'env' || key === 'file');
    if (isPlace && node.entries.length > 1)
      return mistakes.add(node, 'a secret comes from one place', 'write either env or file');
    if (node.kind === 'map' && node.entries.length === 1) return SECRET_FORM.read(node, mistakes);
    return mistakes.add(
      node,
      'a secret never stands in the config itself',
      'write {env: NAME} or {file: PATH}, and change it if it has been seen',
    );
  },
};

const SETTINGS = {
  security: described('How the connection is protected.', oneOf(['none', 'starttls', 'tls'])),
  servername: described(
    'The name for SNI and the certificate.',
    text(matching(/^[\w.-]{1,253}$/, 'is no name')),
  ),
  ehlo: described('The name given in EHLO.', text(matching(/^[!-~]{1,255}$/, 'cannot stand in EHLO'))),
  timeout: described('Seconds to wait for one reply.', number(0.1, 86_400)),
  ca: described('PEM files whose certificates are trusted too.', list(text(matching(/./, 'is no file')))),
  mx: described('The target is a mail domain: all its MX hosts are meant.', yesOrNo),
  login: described(
    'Who logs in.',
    record({ user: text(matching(/./, 'is no user')), password: SECRET }, ['user', 'password']),
  ),
  expect: described('What must be so.', referred('Expectations', EXPECT)),
};

const TARGET_FORMS = 'host, host:port, [IPv6]:port, smtp(s)://host, user@domain or unix:/path';
const TARGET_TEXT = described(TARGET_FORMS, text(checked(parseTarget)));

const TARGET = either(
  mapped(TARGET_TEXT, (target) => ({ target })),
  record({ target: TARGET_TEXT, ...SETTINGS }, ['target']),
  'map',
);

const DEFAULTS = referred('Settings', record(SETTINGS));

/** The whole config. */
export const CONFIG = record({
  defaults: described('Settings and expectations of every target that has none of its own.', DEFAULTS),
  targets: described('What is checked.', list(TARGET)),
  modules: described(
    'Settings that a scrape of serve chooses by their name.',
    named(/^[\w-]{1,100}$/, DEFAULTS),
  ),
});

/** How one target is to be spoken to, and what is expected of it. */
export type TargetSettings = Value<typeof DEFAULTS>;

/** Keeps the text where a parser finds nothing wrong with it. */
function checked(parse: (value: string) => unknown): (value: string) => string {
  return (value) => {
    parse(value);
    return value;
  };
}
