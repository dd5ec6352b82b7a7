import type { SwaksChapter } from './option.ts';
import { DATA, OUTPUT } from './table-message.ts';
import { AUTH, PROTOCOL, PROXY, TLS, TRANSPORT, XCLIENT } from './table-session.ts';

/** Every option of swaks 20201014 and 20240103, in the order of its manual. */
export const SWAKS_OPTIONS: readonly SwaksChapter[] = [
  {
    title: 'configuration',
    options: [
      {
        names: ['--config'],
        value: 'optional',
        note: 'there is no file of defaults; put a line into a shell alias',
      },
    ],
  },
  { title: 'transport', options: TRANSPORT },
  { title: 'protocol', options: PROTOCOL },
  { title: 'TLS', options: TLS },
  { title: 'login', options: AUTH },
  { title: 'XCLIENT', options: XCLIENT },
  { title: 'PROXY', options: PROXY },
  { title: 'message', options: DATA },
  { title: 'output', options: OUTPUT },
];
