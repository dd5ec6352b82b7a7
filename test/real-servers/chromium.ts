import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** How a page is looked at. */
export interface View {
  readonly width: number;
  readonly height: number;
  readonly theme: 'light' | 'dark';
}

/** A page that was opened. */
export interface OpenPage {
  /** Every address that was asked for, the page's own first. */
  readonly requests: readonly string[];
  /** What stands in the console, in Chromium's words. */
  readonly complaints: readonly string[];
  /** The value of an expression in the page. */
  evaluate<T>(expression: string): Promise<T>;
  /** The whole page as PNG. */
  screenshot(): Promise<Buffer>;
}

export interface Browser {
  open(address: string, view: View): Promise<OpenPage>;
  close(): Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

type Listener = (message: Message) => void;
type Send = (
  method: string,
  params?: object,
  sessionId?: string,
) => Promise<Readonly<Record<string, unknown>>>;

/** Starts Chromium without a window, and speaks its DevTools protocol over a pipe. */
export async function startChromium(): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'smtp-doctor-chromium-'));
  const child = spawn(
    'chromium',
    [
      ...['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe', '--hide-scrollbars'],
      ...['--disable-background-networking', '--disable-component-update', '--no-first-run'],
      `--user-data-dir=${profile}`,
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const listeners = new Set<Listener>();
  const send = connect(child, listeners);
  return {
    open: (address, view) => openPage(address, view, { send, listeners }),
    close: async () => {
      const ended = new Promise((resolve) => child.once('close', resolve));
      await send('Browser.close');
      await ended;
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Messages are JSON, each ended by a zero byte; 3 is the browser's ear, 4 its mouth. */
function connect(child: ChildProcess, listeners: Set<Listener>): Send {
  // The kinds of streams that "pipe" gives to a child's further descriptors.
  const [ear, mouth] = [child.stdio[3] as Writable, child.stdio[4] as Readable];
  let buffered = '';
  mouth.setEncoding('utf8').on('data', (text: string) => {
    const messages = (buffered + text).split('\0');
    buffered = messages.pop() ?? '';
    for (const message of messages) for (const listener of listeners) listener(JSON.parse(message));
  });
  let last = 0;
  return (method, params = {}, sessionId) => {
    last += 1;
    const id = last;
    ear.write(
      `${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`,
    );
    return new Promise((resolve, reject) => {
      const listener: Listener = (message) => {
        if (message.id !== id) return;
        listeners.delete(listener);
        if (message.error) reject(new Error(`${method}: ${message.error.message}`));
        else resolve(message.result ?? {});
      };
      listeners.add(listener);
    });
  };
}

async function openPage(
  address: string,
  { width, height, theme }: View,
  { send, listeners }: { readonly send: Send; readonly listeners: Set<Listener> },
): Promise<OpenPage> {
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const session = String(sessionId);
  const ask = (method: string, params = {}) => send(method, params, session);
  const requests: string[] = [];
  const complaints: string[] = [];
  const loaded = new Promise<void>((resolve) => {
    listeners.add(({ method, params, sessionId: from }) => {
      if (from !== session) return;
      if (method === 'Network.requestWillBeSent')
        requests.push(JSON.stringify(params?.documentURL), JSON.stringify(params?.request));
      if (/^(?:Log\.entryAdded|Runtime\.(?:consoleAPICalled|exceptionThrown))$/.test(method ?? ''))
        complaints.push(JSON.stringify(params));
      if (method === 'Page.loadEventFired') resolve();
    });
  });
  for (const domain of ['Page', 'Network', 'Log', 'Runtime']) await ask(`${domain}.enable`);
  const mobile = width < 600;
  await ask('Emulation.setDeviceMetricsOverride', { width, height, mobile, deviceScaleFactor: 1 });
  await ask('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: theme }] });
  await ask('Page.navigate', { url: address });
  await loaded;
  return {
    requests,
    complaints,
    evaluate: async <T>(expression: string) => {
      const { result } = await ask('Runtime.evaluate', { expression, returnByValue: true });
      // The expression is the test's own, and so is what it gives.
      return (result as { readonly value: T }).value;
    },
    screenshot: async () => {
      const { data } = await ask('Page.captureScreenshot', { captureBeyondViewport: true });
      return Buffer.from(String(data), 'base64');
    },
  };
}
