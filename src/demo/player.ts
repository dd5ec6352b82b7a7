import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import type { Authority } from './certificates.ts';
import { matchesLine, type Script, type Step, type TlsScript } from './dialogue.ts';
import type { Wire } from './wire.ts';

/** Lines kept of what one client said; what comes after is read and forgotten. */
const KEPT_LINES = 10_000;
const KEPT_MISMATCHES = 100;
const FLOOD_BYTES = 16 * 1024;

/** What one connection came to. */
export interface Performance {
  /** Which of the dialogue's scripts was played. */
  readonly script: number;
  /** The client's lines as they came, secrets included. */
  readonly received: string[];
  /** Steps of the script that were played to their end. */
  played: number;
  /** What the client said that the script did not expect. */
  readonly mismatches: string[];
}

/** Begins the record of one connection. */
export function newPerformance(script: number): Performance {
  return { script, received: [], played: 0, mismatches: [] };
}

/** Plays one script to one client. */
export class Player {
  readonly #wire: Wire;
  readonly #certificates: Authority;
  readonly #performance: Performance;
  #encoding: 'utf8' | 'latin1' = 'utf8';
  #lineEnd = '\r\n';
  #dripMs: number | undefined;
  #pipelining = false;
  #lastSaid = '';
  #over = false;

  constructor(wire: Wire, certificates: Authority, performance: Performance) {
    this.#wire = wire;
    this.#certificates = certificates;
    this.#performance = performance;
  }

  /** Plays all steps, then answers QUIT until the client leaves. Never throws for what a client does. */
  async play(script: Script): Promise<void> {
    for (const step of script) {
      if (this.#over || this.#wire.closed.aborted) return;
      await this.#do(step);
      if (this.#over && step.do === 'expect') return;
      this.#performance.played += 1;
    }
    if (!this.#over) await this.#finish();
  }

  async #do(step: Step): Promise<void> {
    switch (step.do) {
      case 'say':
        return this.#say(step.lines);
      case 'raw':
        await this.#wire.write(step.bytes);
        return;
      case 'expect':
        return this.#expect(step.pattern);
      case 'tls':
        return this.#startTls(step.script);
      case 'wait':
        return this.#wait(step.ms);
      case 'drip':
        this.#dripMs = step.ms;
        return;
      case 'lf':
      case 'crlf':
        this.#lineEnd = step.do === 'lf' ? '\n' : '\r\n';
        return;
      case 'latin1':
        this.#encoding = 'latin1';
        return;
      case 'flood':
        return this.#flood(Buffer.alloc(FLOOD_BYTES, 'x'));
      case 'flood-lines':
        return this.#flood(Buffer.from(`${step.code}-this line is not the last one\r\n`.repeat(400)));
      case 'silence':
        return this.#listenOn();
      case 'close':
        this.#over = true;
        return this.#wire.close();
      case 'reset':
        this.#over = true;
        return this.#wire.reset();
    }
  }

  async #say(lines: readonly string[]): Promise<void> {
    if (this.#wire.hasInput && !this.#pipelining) this.#complain('the client spoke before its turn');
    if (lines.some((line) => /^250[- ]PIPELINING\b/i.test(line))) this.#pipelining = true;
    this.#lastSaid = lines.at(-1) ?? '';
    const bytes = Buffer.from(lines.map((line) => line + this.#lineEnd).join(''), this.#encoding);
    if (this.#dripMs === undefined) await this.#wire.write(bytes);
    else await this.#drip(bytes, this.#dripMs);
  }

  async #drip(bytes: Buffer, ms: number): Promise<void> {
    for (const byte of bytes) {
      if (this.#wire.closed.aborted) return;
      await this.#wire.write(Buffer.from([byte]));
      await this.#wait(ms);
    }
  }

  /** Waits for the line; after a 354 it is the one that ends the message. */
  async #expect(pattern: string): Promise<void> {
    for (;;) {
      const line = await (this.#lastSaid.startsWith('354') ? this.#readMessage() : this.#read());
      // What comes behind the end of a message is no part of it.
      if (line === '.') this.#lastSaid = '';
      if (line === undefined || matchesLine(pattern, line)) return;
      if (await this.#quits(line)) return;
      this.#complain(`expected "${pattern}", the client said "${line}"`);
      await this.#say(['503 5.5.1 unexpected command']);
    }
  }

  #complain(what: string): void {
    if (this.#performance.mismatches.length < KEPT_MISMATCHES) this.#performance.mismatches.push(what);
  }

  async #read(): Promise<string | undefined> {
    const line = await this.#wire.readLine();
    if (line === undefined) this.#over = true;
    else if (this.#performance.received.length < KEPT_LINES) this.#performance.received.push(line);
    return line;
  }

  async #readMessage(): Promise<string | undefined> {
    for (;;) {
      const line = await this.#read();
      if (line === undefined || line === '.') return line;
    }
  }

  /** QUIT is answered wherever it comes (RFC 5321 §4.1.1.10). */
  async #quits(line: string): Promise<boolean> {
    if (!/^quit\s*$/i.test(line)) return false;
    this.#over = true;
    this.#lastSaid = '';
    await this.#say(['221 2.0.0 Bye']);
    await this.#wire.close();
    return true;
  }

  async #startTls(script: TlsScript): Promise<void> {
    const credential = await this.#certificates.issue(script.certificate, script);
    this.#pipelining = false;
    if (!(await this.#wire.startTls(script, credential))) this.#over = true;
  }

  async #wait(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#wire.closed }).catch(() => {});
  }

  async #flood(chunk: Buffer): Promise<void> {
    // A write that the system takes at once would otherwise keep everybody else from the event loop.
    while (await this.#wire.write(chunk)) await nextTurn();
    this.#over = true;
  }

  async #listenOn(): Promise<void> {
    while ((await this.#read()) !== undefined);
  }

  async #finish(): Promise<void> {
    if (/^221\b/.test(this.#lastSaid)) return this.#wire.close();
    for (;;) {
      const line = await this.#read();
      if (line === undefined || (await this.#quits(line))) return;
      this.#complain(`expected nothing more, the client said "${line}"`);
      await this.#say(['503 5.5.1 unexpected command']);
    }
  }
}
