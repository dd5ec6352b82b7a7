import { SmtpError } from '../errors.ts';
import type { DeliveryEvidence, Evidence } from '../evidence.ts';
import { findExtension, type Hello } from '../smtp/extension.ts';
import { recogniseSoftware } from '../smtp/fingerprint.ts';
import type { Reply } from '../smtp/reply.ts';
import { recogniseService } from '../smtp/service.ts';
import type { Session } from '../smtp/session.ts';
import { clientName } from './client-name.ts';
import { askTlsa, judgeDane } from './dane.ts';
import { Draft } from './draft.ts';
import { greet, openSession } from './greeting.ts';
import { type LinkContext, secureSocket } from './link.ts';
import { type LiveSession, type SessionPlan, startDeadline } from './plan.ts';

/**
 * Holds one session as far as it goes: connect, greeting, EHLO, STARTTLS, EHLO, the plan's own stages, QUIT.
 *
 * Never throws for what the network or the server does; that stands in the evidence.
 */
export async function probeSession(plan: SessionPlan): Promise<Evidence> {
  const draft = new Draft(plan.goal, plan.onStage);
  const deadline = startDeadline(plan.network.deadlineMs, plan.signal, plan.queue);
  const context: LinkContext = { draft, signal: deadline.signal };
  const tlsa = askTlsa(plan, draft, deadline.signal);
  try {
    await walk(plan, context);
    if (context.chain) judgeDane(draft, context.chain, await tlsa);
  } catch (error) {
    if (!(error instanceof SmtpError)) throw error;
    draft.failBy(error, deadline.isOverdue());
  } finally {
    deadline.end();
  }
  await noteProgram(plan, context);
  noteSoftware(draft);
  return draft.finish();
}

/** What a program was told in secret it may repeat on standard error. */
async function noteProgram(
  { concealment }: SessionPlan,
  { draft, programEnding }: LinkContext,
): Promise<void> {
  const ending = await programEnding?.();
  if (!ending) return;
  const lines = ending.lines.map((line) => concealment?.hide(line) ?? line);
  draft.sections.program = { ...ending, lines };
}

async function walk(plan: SessionPlan, context: LinkContext): Promise<void> {
  const opened = await openSession(plan, context);
  const { session, reply } = await greet(opened, plan, context);
  try {
    if (!isWelcome(reply, context.draft)) return await quit(session, context.draft);
    const goesOn = plan.stages?.afterGreeting?.(session) ?? true;
    const hello = goesOn ? await sayHello(session, plan, context.draft) : undefined;
    if (hello) await goOn(session, hello, plan, context);
    await quit(session, context.draft);
  } finally {
    session.wire.close();
  }
}

/** From the first EHLO to the last stage before QUIT. */
async function goOn(session: Session, hello: Hello, plan: SessionPlan, context: LinkContext): Promise<void> {
  const { draft } = context;
  const { beforeTls, afterHello } = plan.stages ?? {};
  let last: Hello | undefined = hello;
  if (!session.wire.secure) {
    const mayGoOn =
      !asksForTls(hello, plan) || (await beforeTls?.(liveSession(session, hello, plan, context)));
    if (mayGoOn === false) return;
    if (await startTls(session, hello, plan, context)) last = await sayHello(session, plan, draft);
  }
  settleMode(draft, session);
  if (last && !draft.sections.failure) await afterHello?.(liveSession(session, last, plan, context));
}

function liveSession(
  session: Session,
  hello: Hello,
  { goal }: SessionPlan,
  { draft, secureSocket: socket, chain }: LinkContext,
): LiveSession {
  return { session, hello, goal, draft, ...(socket ? { channel: { socket, leaf: chain?.[0] } } : {}) };
}

/** Whether STARTTLS is to be the next command. */
function asksForTls(hello: Hello, { goal }: SessionPlan): boolean {
  return goal.security !== 'none' && findExtension(hello, 'STARTTLS') !== undefined;
}

/** Whether the greeting invites us to go on; 220 is the only one that should (RFC 5321 §4.2). */
function isWelcome(reply: Reply, draft: Draft): boolean {
  const line = `${reply.code} ${reply.lines.join(' ')}`;
  const service = recogniseService(`${line}\r\n`);
  if (service !== undefined) {
    draft.fail({
      stage: 'greeting',
      kind: 'protocol',
      code: 'NOT_SMTP',
      message: `speaks ${service}`,
      received: line,
    });
    return false;
  }
  if (reply.code >= 200 && reply.code < 300) return true;
  draft.refuse('greeting', reply);
  return false;
}

/** EHLO, and HELO where EHLO is not understood (RFC 5321 §4.1.4). */
async function sayHello(session: Session, plan: SessionPlan, draft: Draft): Promise<Hello | undefined> {
  const name = plan.network.clientName ?? clientName(draft.sections.connect?.localAddress);
  const verb = plan.lmtp || /\bLMTP\b/.test(draft.sections.greeting?.reply.lines[0] ?? '') ? 'LHLO' : 'EHLO';
  const first = await draft.timed('hello', () => session.hello(verb, name));
  if (first.hello) return keepHello(first.hello, session, draft);
  draft.sections.hello = { ...draft.sections.hello, refused: first.reply };
  if (verb === 'EHLO' && first.reply.code >= 500) {
    const second = await draft.timed('hello', () => session.hello('HELO', name));
    if (second.hello) return keepHello(second.hello, session, draft);
  }
  draft.refuse('hello', first.reply);
  return undefined;
}

function keepHello(hello: Hello, session: Session, draft: Draft): Hello {
  const slot = session.wire.secure ? 'secure' : 'plain';
  draft.sections.hello = { ...draft.sections.hello, [slot]: hello };
  return hello;
}

/** Asks for TLS where it is offered and wanted; tells whether the session goes on in it. */
async function startTls(
  session: Session,
  hello: Hello,
  plan: SessionPlan,
  context: LinkContext,
): Promise<boolean> {
  const { draft } = context;
  const wanted = plan.goal.security;
  const offered = findExtension(hello, 'STARTTLS') !== undefined;
  draft.sections.starttls = { offered };
  if (wanted === 'none') return false;
  if (!offered) {
    if (wanted === 'starttls')
      draft.fail({ stage: 'starttls', kind: 'refusal', message: 'STARTTLS is not offered' });
    return false;
  }
  const replies = await draft.timed('starttls', () => askForTls(session, hello, plan));
  const reply = replies.at(-1);
  if (!reply) return false;
  draft.sections.starttls = { offered, reply };
  if (plan.tryEnforcement && replies[0]) draft.sections.enforcement = replies[0];
  if (reply.code === 220) return await upgrade(session, plan, context);
  draft.refuse('starttls', reply);
  return false;
}

/** STARTTLS is the last command of its group (RFC 2920 §3.1), so that asking for more costs no round trip. */
function askForTls(session: Session, hello: Hello, plan: SessionPlan): Promise<Reply[]> {
  const lines = plan.tryEnforcement ? ['MAIL FROM:<>', 'RSET', 'STARTTLS'] : ['STARTTLS'];
  return session.pipeline('starttls', lines, findExtension(hello, 'PIPELINING') !== undefined);
}

/**
 * Shakes hands once STARTTLS was answered 220; clear text that came too early stands in the record.
 *
 * @throws SmtpError `tls`, `timeout` or `disconnected` at stage `tls`.
 */
export async function upgrade(session: Session, plan: SessionPlan, context: LinkContext): Promise<true> {
  const { draft } = context;
  const { socket, injected } = session.wire.detach();
  if (injected !== undefined && draft.sections.starttls) {
    draft.sections.starttls = { ...draft.sections.starttls, injected };
    for (const line of injected.split('\n')) {
      draft.transcript.add('*', `cleartext before the handshake, not used: ${line}`, false);
    }
  }
  session.wire.attachSecure(await secureSocket(socket, 'starttls', plan, context));
  return true;
}

/** Says which way of protection turned out to work, once the way asked for had failed. */
function settleMode(draft: Draft, session: Session): void {
  const { mode } = draft.sections;
  if (!mode || mode.works !== undefined) return;
  draft.sections.mode = { ...mode, works: session.wire.secure ? 'starttls' : 'none' };
}

/** A server that does not answer QUIT has been left all the same. */
async function quit(session: Session, draft: Draft): Promise<void> {
  const { wire } = session;
  wire.settleSurplus();
  let farewell: Reply | undefined;
  try {
    if (!wire.isClosed) farewell = await draft.timed('quit', () => session.quit());
  } catch (error) {
    if (!(error instanceof SmtpError)) throw error;
  }
  noteDoubt(draft, wire.surplus ?? (isFarewell(farewell) ? undefined : farewell));
}

/** A reply too many after the message, or one to QUIT that is none: the one before may not have been the message's. */
function noteDoubt(draft: Draft, contradiction: Reply | undefined): void {
  const { delivery } = draft.sections;
  if (!delivery || !contradiction || !isAnswered(delivery)) return;
  draft.sections.delivery = { ...delivery, contradiction };
}

function isAnswered({ final, cutShort, recipients }: DeliveryEvidence): boolean {
  return !cutShort && (final !== undefined || recipients.some(({ delivery }) => delivery !== undefined));
}

/** 221 answers QUIT; 421 may come at any time (RFC 5321 §3.8). */
function isFarewell(reply: Reply | undefined): boolean {
  return reply === undefined || reply.code === 221 || reply.code === 421;
}

function noteSoftware(draft: Draft): void {
  const { greeting, hello, tls } = draft.sections;
  const line = draft.transcript.lines.find(({ direction }) => direction === 'S')?.text;
  const software = recogniseSoftware({
    ...(greeting ? { greeting: greeting.reply } : {}),
    ...(line === undefined ? {} : { greetingLine: line }),
    ...(hello?.plain ? { hello: hello.plain } : {}),
    ...(hello?.secure ? { secureHello: hello.secure } : {}),
    ...(tls ? { certificateIssuers: tls.certificates.map(({ issuer }) => issuer) } : {}),
  });
  if (software.length > 0) draft.sections.software = software;
}
