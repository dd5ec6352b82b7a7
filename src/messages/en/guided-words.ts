import type { GuidedWords } from '../guided-words.ts';

/** The words of the guided way in English. */
export const guidedWords: GuidedWords = {
  welcome:
    'I ask, you answer, and together we find out what is wrong. Nothing goes over the network before you have said yes. ctrl-c leaves at any time.',
  tip: '(arrow keys or a number, then return)',
  complaint: {
    question: 'What is wrong?',
    answers: {
      send: 'I cannot send mail',
      bounce: 'My mail bounces',
      settings: 'Which server is mine?',
      server: 'Is my server set up well?',
      learn: 'Nothing: teach me how mail is sent',
    },
  },
  consent: { yes: 'Yes', skip: 'Skip this step', stop: 'Stop here' },
  subject: {
    addressOrServer: 'Your mail address, or the server you send with:',
    address: 'Your mail address:',
    domain: 'The domain, which is what stands behind the @:',
    server: 'The server, with its port if you know it (smtp.example.org:587):',
    user: 'User name:',
    sender: 'From:',
    recipient: 'To:',
  },
  objections: {
    addressOrServer: 'this is neither an address (ada@example.org) nor a server (smtp.example.org:587)',
    address: 'this is no mail address; it looks like ada@example.org',
    domain: 'this is no domain; it looks like example.org',
    server: 'this is no server; it looks like smtp.example.org or smtp.example.org:587',
    empty: 'there has to be something here',
    sender: 'this is no mail address; it looks like ada@example.org, and <> is nobody',
  },
  choice: {
    question: 'Which server shall we look at?',
    server: (host, port, security) =>
      `${host}, port ${port} (${security === 'tls' ? 'SSL/TLS' : 'STARTTLS'})`,
    typed: (server) => `${server}, as you typed it`,
    other: 'Another one, which I will type',
    unknown: (domain, isAsked) =>
      isAsked
        ? `Nobody who was asked knows a server for ${domain}.`
        : `I do not know ${domain}. I can ask the domain itself and public databases; your address is not sent to anyone.`,
    howOn: 'How do we go on?',
    askOnline: 'Ask the domain and the databases',
    typeIt: 'I know the server, and type it',
  },
  scope: {
    question: 'What shall we look at?',
    domain: 'A mail domain: how it receives, and what others see of it',
    server: 'One server: its ports, its answers, its TLS',
  },
  passwordKnown: (variable) => `The password is taken from ${variable}.`,
  stepOf: (number, count, title) => `Step ${number} of ${count}: ${title}`,
  steps: {
    ports: {
      title: 'which ports answer',
      question: (target) => `Connect to ${target}, to see which ports answer from here?`,
    },
    probe: {
      title: 'what the server says',
      question: (target) => `Greet ${target}, ask what it can do, and begin TLS?`,
    },
    auth: {
      title: 'the login',
      question: (target) => `Log in at ${target}? The password goes there once, and only inside TLS.`,
    },
    'send-test': {
      title: 'a test message',
      question: (target) => `Send a real message through ${target}, to a recipient whom you name?`,
    },
    settings: {
      title: 'who else knows',
      question: (target) =>
        `Ask the domain of ${target} and public databases? The address is sent to nobody.`,
    },
    domain: {
      title: 'what others see of the domain',
      question: (target) => `Ask the DNS about ${target}: MX, SPF, DKIM, DMARC and the blocklists?`,
    },
    mx: {
      title: 'the servers that receive its mail',
      question: (target) => `Connect to each of the MX hosts of ${target}?`,
    },
    starttls: {
      title: 'TLS in depth',
      question: (target) => `Try out the TLS of ${target}? That takes up to 40 short connections.`,
    },
  },
  stopped:
    'We stop here: what is said above comes first, and the later steps would fail for the same reason.',
  summary: {
    heading: 'What came of it',
    outcomes: {
      fine: 'nothing wrong',
      failed: 'failed: see above',
      skipped: 'skipped',
      untried: 'not tried',
    },
    allWell:
      'All that was tried works from here. If your program still cannot send, its settings are others than these: compare server, port, encryption and user name.',
    commands: 'The same without questions, to copy:',
    passwordAsked: 'The password is asked for, and never stands in a command.',
  },
  bounce: {
    paste:
      'Paste the message that came back, or the error that your program shows, as much of it as you have. An empty line or a dot alone ends it.',
    empty: 'There is nothing yet; paste it here, or leave with ctrl-d.',
    file: 'Saved as a file it tells more, since nothing is lost on the way:',
  },
  lesson: {
    welcome:
      'Mail is handed on in a conversation in plain text, called SMTP. You will hold one now, with a practice server inside this program: nothing leaves your computer. Lines that begin with S: are the server’s, those with C: are yours, the client’s. Return sends the line in brackets; you may also type one of your own.',
    connect: 'Press return to connect.',
    again: (line) => `That was not the line that leads on. Now comes ${line} (return sends it).`,
    left: 'You took leave with QUIT, which is allowed at any time. The lesson ends here.',
    steps: {
      greeting: {
        before: '',
        after:
          'The server speaks first. Each answer begins with three digits, and the first one is what matters: 2 is yes, 3 is yes, go on, 4 is not now, 5 is no. 220 is: I am ready.',
      },
      ehlo: {
        before: 'Now you say hello and give your computer’s name: EHLO and a name.',
        after:
          'That was one answer in several lines: a hyphen behind the digits says that more follows, a space that this is the last. Each line is something the server can do: SIZE is the largest message it takes, STARTTLS that it can encrypt.',
      },
      starttls: {
        before: 'Until now all could be read on the way. STARTTLS asks for encryption.',
        after:
          'The server agreed, and both sides made keys: from here on nobody in between can read along. A real program also checks the server’s certificate now, so that no stranger sits at the other end.',
      },
      ehloAgain: {
        before:
          'What was said before TLS counts no longer, for somebody could have changed it. So say hello again.',
        after:
          'STARTTLS is gone from the list, as it should be. With your provider, AUTH would stand here: that is where a program logs in with user name and password. This server takes mail for its own people from everybody, as each domain’s MX does, and asks for no login.',
      },
      mail: {
        before: 'Now the envelope. MAIL FROM says who sends: an error is reported to this address.',
        after: 'If the sender’s domain were unknown, a 5 would have come here.',
      },
      rcptRefused: {
        before: 'RCPT TO says for whom it is. Let us try somebody who does not exist.',
        after:
          'A 5, so a definite no: 550 is “not here”, and 5.1.1 says more exactly that there is no such mailbox. Trying again is of no use. This refusal is what a bounce quotes. The conversation goes on all the same.',
      },
      rcpt: {
        before: 'So another recipient. There may be many, each with a RCPT TO of its own.',
        after: 'This one exists. One recipient is enough to go on.',
      },
      data: {
        before: 'The envelope is complete. DATA says that the message comes now.',
        after:
          'A 3: the server waits for more, and tells you how to end it: with a line that holds only a dot.',
      },
      message: {
        before:
          'First the header, then an empty line, then the text. The From: and To: that people see stand here, and the server does not compare them with the envelope: that is why senders can be forged, and what SPF, DKIM and DMARC are for.',
        after:
          'That 250 is the one that counts: the server has taken the message and answers for it from now on. What it is “queued as” is the name under which its log knows it: give it to who runs the server when a message is missing.',
      },
      quit: {
        before: 'Nothing else to send: take leave with QUIT.',
        after: '221 is: goodbye. The connection is closed.',
      },
    },
    message: [
      'From: Ada <ada@example.org>',
      'To: Bob <bob@example.net>',
      'Subject: My first message by hand',
      '',
      'Hello Bob, I typed this myself.',
      '.',
    ],
    end: 'That is all that a mail program does. To do the same with a real server, with help at each step:',
  },
};
