import type { Statement } from '../interpretation.ts';
import { hostOf } from './frame.ts';
import { readStatement } from './index.ts';
import { marksOfHost } from './provider.ts';

const RECIPIENTS = 1_000;
const FIELD = /^([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]{0,20}(.*)$/s;
const STATUS = /^[245]\.\d{1,3}\.\d{1,3}/;
/** Actions that refuse nothing (RFC 3464 §2.3.3). */
const GOOD = /^(?:delivered|relayed|expanded)/i;

type Fields = ReadonlyMap<string, string>;

/**
 * Reads the fields of a delivery report (RFC 3464 §2), one Statement for each recipient that was refused
 * or is delayed; its text is empty where the report gives no Diagnostic-Code. At most 1000 recipients.
 */
export function readDeliveryStatus(text: string): Statement[] {
  const groups = text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]{0,20}\n/, RECIPIENTS)
    .map(fieldsOf);
  return groups.filter(isRefused).map(statementOf);
}

function fieldsOf(group: string): Fields {
  const fields = new Map<string, string>();
  for (const line of group.replace(/\n[ \t]{1,20}/g, ' ').split('\n', 100)) {
    const [, name, value] = FIELD.exec(line) ?? [];
    if (name !== undefined && value !== undefined) fields.set(name.toLowerCase(), value.trim());
  }
  return fields;
}

function isRefused(fields: Fields): boolean {
  if (!fields.has('final-recipient') && !fields.has('diagnostic-code')) return false;
  return !GOOD.test(fields.get('action') ?? '');
}

function statementOf(fields: Fields): Statement {
  const read = readStatement(fields.get('diagnostic-code') ?? '');
  const status = STATUS.exec(fields.get('status') ?? '')?.[0];
  const enhanced = read.enhanced ?? status;
  const host = read.host ?? hostOf(addressIn(fields.get('remote-mta')));
  const marks = host === undefined ? {} : marksOfHost(host);
  const provider = marks.provider ?? read.provider;
  const software = marks.software ?? read.software;
  const recipient =
    read.recipient ?? addressIn(fields.get('final-recipient') ?? fields.get('original-recipient'));
  const action = /^[a-z-]{1,20}/i.exec(fields.get('action') ?? '')?.[0].toLowerCase();
  const temporary = action === undefined ? undefined : standingOf(action, { ...read, enhanced });
  return {
    ...read,
    ...(enhanced === undefined ? {} : { enhanced }),
    ...(provider === undefined ? {} : { provider }),
    ...(software === undefined ? {} : { software }),
    ...(host === undefined ? {} : { host }),
    ...(recipient === undefined ? {} : { recipient }),
    ...(action === undefined ? {} : { action }),
    ...(status === undefined ? {} : { status }),
    ...(temporary === undefined ? {} : { temporary }),
  };
}

/** Of a code 4xx the sender that says `failed` has given up; without a code its action is all there is. */
function standingOf(
  action: string,
  { code, enhanced }: { readonly code?: number; readonly enhanced: string | undefined },
): boolean | undefined {
  const digit = code === undefined ? enhanced?.[0] : String(code)[0];
  if (action === 'failed') return digit === '4' || digit === undefined ? false : undefined;
  return action === 'delayed' && digit === undefined ? true : undefined;
}

/** `rfc822; a@b`, `dns; mx.example.org (192.0.2.1, the server for the domain)` without type and comment. */
function addressIn(field: string | undefined): string | undefined {
  const value = field
    ?.slice(field.indexOf(';') + 1)
    .trim()
    .split(/[\s(]/, 1)[0]
    ?.replace(/^<|>$/g, '');
  return value === '' ? undefined : value?.slice(0, 320);
}
