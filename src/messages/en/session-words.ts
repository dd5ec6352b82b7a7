import type { SessionWords } from '../session-words.ts';

/** The words of `session` in English. */
export const sessionWords: SessionWords = {
  welcome: 'Type SMTP as it is. /help lists what else you can type, ? explains the last reply.',
  next: 'next:',
  done: {
    mail: 'The sender is accepted; the recipients are next',
    rcpt: 'The recipient is accepted; another one, or the message',
  },
  offers: (count) =>
    `The server ${count === 0 ? 'offers no extension' : `offers ${count} ${count === 1 ? 'extension' : 'extensions'}`}; /caps puts this into words`,
  challenge: (text) => `The server asks: ${text}`,
  unasked: 'the server says without being asked:',
  late: 'a late reply, perhaps to the command that was given up:',
  closed: 'The connection is closed. /save FILE keeps the dialogue, /quit leaves.',
  failures: {
    resolve: (code) => `The name was not found (${code}).`,
    refused: (code) => `The connection was refused (${code}).`,
    unreachable: (code) => `The server cannot be reached (${code}).`,
    timeout: () => 'No reply came in time. If it comes later, it is shown.',
    tls: (code) => `The TLS handshake failed (${code}).`,
    disconnected: (code) =>
      code === 'EOF' ? 'The server closed the connection.' : `The connection broke (${code}).`,
    protocol: () => 'What came is no SMTP reply.',
    limit: () => 'The server said more than is read.',
    aborted: () => 'Interrupted.',
    overdue: () => 'The time for the whole session (--deadline) is over.',
  },
  authBegins:
    'Answer in base64; with /b64 you type it in clear, unseen; * gives up. No record keeps these lines.',
  dataBegins:
    'Type the message: header, an empty line, text. A line with a dot alone ends it; a dot at the beginning of any other line is doubled for you.',
  chunkBegins: (bytes) => `Type ${bytes} bytes of the message; each line end counts for two.`,
  linesHidden: (count) => `${count} more ${count === 1 ? 'line' : 'lines'}`,
  interrupt: {
    idle: 'ctrl-c once more, ctrl-d or /quit leaves.',
    waiting: 'Still waiting for the reply; ctrl-c once more closes the connection.',
    data: 'A message that was begun cannot be taken back; ctrl-c once more closes the connection, and nothing is sent.',
  },
  leftInMessage: 'The connection is closed in the middle of the message: it is not sent.',
  macros: {
    tls: 'STARTTLS and the handshake, with EHLO before and after it',
    auth: 'log in; the password is asked for and not shown',
    mail: 'MAIL FROM and RCPT TO',
    send: 'a test message, or the one in FILE, by DATA',
    bdat: 'the same by BDAT (CHUNKING)',
    b64: 'encode a text in base64, and decode it if it is base64',
    explain: 'explain the last reply, or any text',
    caps: 'the extensions in words, and what EHLO before did not offer',
    cert: 'the certificate, and whether it is believed',
    state: 'how the session stands',
    reset: 'RSET: give the transaction up',
    save: 'write the dialogue to FILE, passwords as ***',
    replay: 'play the C: lines of FILE and compare the replies',
    quit: 'QUIT, and leave',
    help: 'this list',
  },
  keys: [
    ['?', 'explain the last reply in full'],
    ['tab', 'complete commands, extensions and addresses'],
    ['ctrl-c', 'drop the line; twice: leave'],
    ['ctrl-d', 'QUIT, and leave'],
  ],
  unknownMacro: (name) => `There is no ${name}; /help lists what there is.`,
  given: {
    user: 'User name: ',
    sender: 'From (<> for none): ',
    recipient: 'To: ',
    base64: 'Text, not shown',
  },
  encoded: 'encoded',
  decoded: 'decoded',
  labels: {
    server: 'Server',
    hello: 'EHLO name',
    login: 'Login',
    sender: 'Sender',
    recipients: 'Recipients',
  },
  none: 'none',
  nullSender: 'none at all (<>), as of bounces',
  nothingOffered: 'The server offers no extension.',
  helloMissing: 'There is no EHLO yet, so nothing is known.',
  tlsMissing: 'There is no TLS, so no certificate was shown; /tls begins it.',
  before: 'Compared with the EHLO before',
  replyMissing: 'There is no reply to explain yet.',
  saved: (lines) => `${lines} lines written.`,
  savedInPart: 'Only the beginning was kept: the dialogue is too long.',
  replayed: (commands) =>
    `${commands} ${commands === 1 ? 'command' : 'commands'} played, all replies as recorded.`,
  replayDiffers: (differing, commands) =>
    `${commands} ${commands === 1 ? 'command' : 'commands'} played, ${differing} ${differing === 1 ? 'reply differs' : 'replies differ'}: - is what was recorded, + what came.`,
  skipped: {
    message: 'Not sent: the lines of a message that the server did not ask for.',
    login: 'Not sent: the rest of a login that the server has ended.',
  },
  fates: {
    unsent: 'The message was not finished, so it is not sent.',
    unknown: 'Nobody knows whether the message was taken: sent once more, it may arrive twice.',
  },
};
