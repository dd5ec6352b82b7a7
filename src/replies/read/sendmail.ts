import { after, before, between, type Frame, hostOf } from './frame.ts';

const SOFTWARE = 'sendmail';

/** Reads what Sendmail logs: `stat=…`, `reject=…` and a connection that broke. */
export function readSendmail(text: string): Frame | undefined {
  return readStat(text) ?? readReject(text) ?? readBroken(text);
}

/** `to=<a@b>, delay=…, mailer=esmtp, relay=mx. [192.0.2.1], dsn=5.1.1, stat=User unknown`. */
function readStat(text: string): Frame | undefined {
  const stat = after(text, ' stat=') ?? (text.startsWith('stat=') ? text.slice(5) : undefined);
  if (stat === undefined) return undefined;
  const recipient = (between(text, ' to=', ',') ?? between(text, 'to=', ','))?.replace(/[<>]/g, '');
  return {
    said: stat,
    enhanced: between(text, 'dsn=', ','),
    host: hostOf(before(between(text, 'relay=', ',') ?? '', ' [')),
    recipient: recipient?.includes('@') ? recipient : undefined,
    isDelivered: stat.startsWith('Sent') || undefined,
    temporary: stat.startsWith('Deferred') || undefined,
    software: /^[45]\d\d|^Deferred: [45]\d\d/.test(stat) ? undefined : SOFTWARE,
  };
}

/** `ruleset=check_rcpt, arg1=<a@b>, relay=x [192.0.2.9], reject=550 5.7.1 <a@b>... Relaying denied`. */
function readReject(text: string): Frame | undefined {
  const said = after(text, ', reject=');
  if (said === undefined) return undefined;
  const ruleset = between(text, 'ruleset=', ',');
  const arg = between(text, 'arg1=', ',')?.replace(/[<>]/g, '');
  return {
    said,
    software: SOFTWARE,
    stage:
      ruleset === 'check_rcpt'
        ? 'rcpt'
        : ruleset === 'check_mail'
          ? 'mail'
          : ruleset === 'check_relay'
            ? 'greeting'
            : undefined,
    recipient: ruleset === 'check_rcpt' && arg?.includes('@') ? arg : undefined,
  };
}

/** `reply: read error from mx.example.org.`, `AUTH failure (LOGIN): …`. */
function readBroken(text: string): Frame | undefined {
  const broken = after(text, 'reply: read error from ');
  if (broken !== undefined) {
    return {
      said: `reply: read error from ${broken}`,
      software: SOFTWARE,
      host: hostOf(before(broken, ' ')),
    };
  }
  const login = after(text, 'AUTH failure ');
  return login === undefined
    ? undefined
    : { said: `AUTH failure ${login}`, stage: 'auth', software: SOFTWARE };
}
