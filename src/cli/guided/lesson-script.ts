import type { LessonStep } from '../../messages/guided-words.ts';

/** What the practice server plays. */
export const LESSON_SCRIPT = `-- server --
S: 220 mx.example.net ESMTP practice server
C: EHLO ***
S: 250-mx.example.net
S: 250-SIZE 10485760
S: 250-STARTTLS
S: 250 8BITMIME
C: STARTTLS
S: 220 2.0.0 Ready to start TLS
* tls valid
C: EHLO ***
S: 250-mx.example.net
S: 250-SIZE 10485760
S: 250 8BITMIME
C: MAIL FROM:<***>
S: 250 2.1.0 Ok
C: RCPT TO:<***>
S: 550 5.1.1 No such mailbox here
C: RCPT TO:<***>
S: 250 2.1.5 Ok
C: DATA
S: 354 End data with <CR><LF>.<CR><LF>
C: .
S: 250 2.0.0 Ok: queued as PRACTICE1
C: QUIT
S: 221 2.0.0 Bye
`;

/** The line that is offered at each step, and the code of the answer that leads on. */
export const LESSON_LINES: Readonly<Record<LessonStep, { readonly line: string; readonly code: number }>> = {
  greeting: { line: '', code: 220 },
  ehlo: { line: 'EHLO my-computer.example.org', code: 250 },
  starttls: { line: 'STARTTLS', code: 220 },
  ehloAgain: { line: 'EHLO my-computer.example.org', code: 250 },
  mail: { line: 'MAIL FROM:<ada@example.org>', code: 250 },
  rcptRefused: { line: 'RCPT TO:<nobody@example.net>', code: 550 },
  rcpt: { line: 'RCPT TO:<bob@example.net>', code: 250 },
  data: { line: 'DATA', code: 354 },
  message: { line: '.', code: 250 },
  quit: { line: 'QUIT', code: 221 },
};
