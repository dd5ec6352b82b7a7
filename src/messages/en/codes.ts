import type { CodeTexts } from '../code-texts.ts';

/** What the codes say, in English. */
export const codeTexts: CodeTexts = {
  codes: {
    '101': {
      title: 'The connection could not be opened',
      meaning:
        'This is no reply of a server: the mail program could not reach one, so the server name, the port or a firewall is wrong.',
    },
    '111': {
      title: 'Connection refused, as Linux numbers it',
      meaning:
        'This is no reply of a server but the system’s error 111: the host answered that nothing listens on that port.',
    },
    '211': {
      title: 'System status or help',
      meaning: 'The server tells its status or points to its help; nothing is wrong.',
    },
    '214': {
      title: 'Help text',
      meaning: 'The server answers HELP; nothing is wrong.',
    },
    '220': {
      title: 'The server is ready',
      meaning: 'The server greets and waits for EHLO.',
    },
    '220 starttls': {
      title: 'Ready to start TLS',
      meaning: 'The server agrees to STARTTLS, and the next bytes are the TLS handshake.',
    },
    '221': {
      title: 'The server says goodbye',
      meaning: 'The session is over and the server closes the connection, as it should after QUIT.',
    },
    '235': {
      title: 'The login was accepted',
      meaning: 'User name and password, or the token, are right, and the session may go on.',
    },
    '250': {
      title: 'Done',
      meaning: 'The command was carried out.',
    },
    '250 data': {
      title: 'The message was accepted',
      meaning:
        'The server has taken the message and now answers for its delivery, which may still fail later with a bounce.',
    },
    '251': {
      title: 'Accepted, and will be forwarded',
      meaning: 'The recipient is not local, and the server forwards the message to where the mailbox is.',
    },
    '252': {
      title: 'The address was not checked, but mail is taken',
      meaning: 'The server does not say whether the mailbox exists, and would accept a message for it.',
    },
    '253': {
      title: 'Waiting messages are being sent',
      meaning: 'The server has begun to deliver the messages queued for the node that ETRN named.',
    },
    '334': {
      title: 'The server’s part of the login',
      meaning:
        'The server sends a challenge in base64 and waits for the client’s answer; nothing is refused yet.',
    },
    '354': {
      title: 'Send the message',
      meaning: 'The server waits for the message, which ends with a line that holds a single dot.',
    },
    '420': {
      title: 'Connection trouble on the way to the recipient',
      meaning:
        'No standard has this code; help pages list it for a delivery that timed out or never got a connection.',
    },
    '421': {
      title: 'The server is closing the connection for now',
      meaning:
        'The server cannot go on: it is stopping, overloaded, tired of waiting or slowing you down, and the message may be tried again later.',
    },
    '421 greeting': {
      title: 'The server takes no connection from you now',
      meaning:
        'Instead of a greeting comes a temporary no: too many connections, too much load, or an address that is being slowed down.',
    },
    '421 auth': {
      title: 'The server hung up during the login',
      meaning:
        'After too many failed attempts, or because its login service is in trouble, the server ends the session; wait before the next try.',
    },
    '421 data': {
      title: 'The server hung up during the message',
      meaning:
        'The transfer was cut off by a timeout, a stop or a limit, and nothing was accepted, so the whole message is to be sent again.',
    },
    '422': {
      title: 'The password must be renewed first',
      meaning:
        'The registry gives this code for a password transition; elsewhere it is seen for a full mailbox, so read the words.',
    },
    '430': {
      title: 'The login failed for now',
      meaning: 'A rare code of some servers for a login that is refused now and may work later.',
    },
    '431': {
      title: 'The server is out of disk or memory',
      meaning: 'Old Exchange servers say this when they lack the resources to take the message.',
    },
    '432': {
      title: 'A password transition is needed',
      meaning:
        'The account must log in once with its plain password over TLS, so that the server can set up the new mechanism.',
    },
    '432 data': {
      title: 'Too much at once for this mailbox',
      meaning:
        'Microsoft 365 says 432 when a sender opens too many connections or a recipient gets too many messages at a time.',
    },
    '434': {
      title: 'The login failed for now',
      meaning:
        'A code from drafts of SMTP authentication that no standard kept; the login was refused, and the words tell why.',
    },
    '435': {
      title: 'The login cannot be checked now',
      meaning:
        'Exim says this when the service that checks its passwords does not answer, so the password may well be right.',
    },
    '441': {
      title: 'The recipient’s server does not answer',
      meaning: 'Old Exchange servers and proxies report with it that the next server gave no answer.',
    },
    '442': {
      title: 'The connection broke during the transfer',
      meaning: 'The link was lost while the message was on its way, and the sending server tries again.',
    },
    '446': {
      title: 'Too many hops, perhaps a loop',
      meaning:
        'Old Exchange servers say this of a message that passed through more servers than any way needs.',
    },
    '447': {
      title: 'The message waited too long',
      meaning:
        'Old Exchange servers say this when the time for a delivery is over; the error before it is the real one.',
    },
    '449': {
      title: 'The route to the recipient is wrong',
      meaning:
        'Old Exchange servers say this when their routing offers no usable way to the recipient’s domain.',
    },
    '450': {
      title: 'Not now: the mailbox is unavailable',
      meaning:
        'The mailbox is busy or locked, or a rule puts the message off for the moment, and a later attempt may succeed.',
    },
    '450 mail': {
      title: 'The sender is not accepted for now',
      meaning:
        'The server could not verify the sender, most often because its domain does not resolve at the moment.',
    },
    '450 rcpt': {
      title: 'The recipient is not available for now',
      meaning:
        'The mailbox is busy, could not be checked, or the message is greylisted; a real mail server simply tries again.',
    },
    '450 data': {
      title: 'The message is put off',
      meaning:
        'The server has read the message and wants it again later, as greylisting and some filters do.',
    },
    '451': {
      title: 'The server failed, and asks to try again',
      meaning:
        'Something on the server’s side went wrong, such as a DNS lookup or a filter, or it slows you down on purpose.',
    },
    '451 greeting': {
      title: 'Your address is being slowed down',
      meaning:
        'A temporary no before any command looks at the address that connects, mostly for how much it sends or for its reputation.',
    },
    '451 mail': {
      title: 'The sender could not be checked now',
      meaning:
        'A lookup of the sender’s domain or a service behind the server failed, so it neither accepts nor refuses the sender.',
    },
    '451 rcpt': {
      title: 'The recipient could not be checked now',
      meaning:
        'A lookup or the server of the mailbox did not answer, or the message is greylisted; a later attempt decides.',
    },
    '451 data': {
      title: 'The message could not be processed now',
      meaning:
        'The filter, the disk or the next server failed after the message was sent, and nothing was accepted.',
    },
    '452': {
      title: 'The server is short of space',
      meaning:
        'The system as a whole, not one mailbox, has too little storage for the message at the moment.',
    },
    '452 rcpt': {
      title: 'Too many recipients at once',
      meaning:
        'The server takes no more recipients in this transaction, so the rest belong in the next one; with 4.2.2 a mailbox is full.',
    },
    '453': {
      title: 'The server has nothing for you, or takes nothing now',
      meaning:
        'On-demand relay (ODMR) says it when no mail is waiting; elsewhere it means that the system takes no messages.',
    },
    '454': {
      title: 'A service behind the server is not available now',
      meaning:
        'The code means TLS after STARTTLS and the login after AUTH: what was asked for exists but does not work at the moment.',
    },
    '454 starttls': {
      title: 'TLS is not available for now',
      meaning:
        'The server offers STARTTLS and cannot do it at present, nearly always because it cannot read its certificate or key.',
    },
    '454 auth': {
      title: 'The login cannot be checked now',
      meaning:
        'The service that checks the passwords does not answer, or there were too many attempts, so the password may well be right.',
    },
    '454 rcpt': {
      title: 'Relaying is put off',
      meaning:
        'The server does not hold the recipient’s domain for its own, or cannot tell at the moment, and so does not pass the message on.',
    },
    '455': {
      title: 'A parameter cannot be honoured now',
      meaning: 'The server knows the parameter of MAIL or RCPT but cannot do what it asks at the moment.',
    },
    '458': {
      title: 'The queue of the node cannot be started',
      meaning: 'The server cannot deliver now what waits for the node that ETRN named.',
    },
    '459': {
      title: 'This node may not ask for its mail',
      meaning: 'The server does not allow ETRN for the node that was named.',
    },
    '471': {
      title: 'A filter on the sending side failed',
      meaning:
        'No standard has this code; help pages list it for a local virus or spam filter that stops the message before it leaves.',
    },
    '500': {
      title: 'The server does not know this command',
      meaning:
        'The command is misspelled, too long or cut off; behind a firewall or on the wrong kind of port the bytes may not be SMTP at all.',
    },
    '500 starttls': {
      title: 'STARTTLS is unknown here',
      meaning:
        'The server does not know the command, or a firewall has taken it out, so there is no encryption on this connection.',
    },
    '500 auth': {
      title: 'The login could not be read',
      meaning: 'The server does not know AUTH, or a line of the login was longer than it takes.',
    },
    '501': {
      title: 'The argument has a wrong form',
      meaning: 'The server knows the command, but what follows it is misspelled, missing or too much.',
    },
    '501 hello': {
      title: 'The name in EHLO has a wrong form',
      meaning:
        'The client introduced itself with something that is neither a full host name nor an address in brackets.',
    },
    '501 auth': {
      title: 'The login was cancelled or is not base64',
      meaning: 'The client broke off the login, or what it sent cannot be decoded.',
    },
    '501 mail': {
      title: 'The sender address is malformed',
      meaning:
        'What follows MAIL FROM is no address, often for missing angle brackets or a domain that cannot exist.',
    },
    '501 rcpt': {
      title: 'The recipient address is malformed',
      meaning:
        'What follows RCPT TO is no address, often for missing angle brackets, a space or a wrong character.',
    },
    '502': {
      title: 'The command is not available here',
      meaning: 'The server knows the command and has it switched off, as many do with VRFY.',
    },
    '502 starttls': {
      title: 'STARTTLS is not available here',
      meaning:
        'The server knows the command but has no TLS set up, so there is no encryption on this connection.',
    },
    '502 auth': {
      title: 'Logins are not available here',
      meaning: 'The server has AUTH switched off on this port, or only allows it once TLS is up.',
    },
    '503': {
      title: 'The commands came in the wrong order',
      meaning: 'A command came before the one it depends on, usually because that one was refused.',
    },
    '503 auth': {
      title: 'AUTH is not possible at this point',
      meaning:
        'The session is logged in already, a transaction is open, or the server offers no login on this port.',
    },
    '503 mail': {
      title: 'Log in first, or the order is wrong',
      meaning:
        'Several servers say 503 to MAIL when they expect a login before it; otherwise EHLO is missing or a transaction is open.',
    },
    '503 data': {
      title: 'No recipient to send to',
      meaning: 'Every recipient was refused before, so there is nobody to take the message.',
    },
    '504': {
      title: 'The server does not support this parameter',
      meaning: 'The command is known, but not with this parameter.',
    },
    '504 hello': {
      title: 'The name in EHLO is not a full host name',
      meaning:
        'The server wants a name with a domain, such as mail.example.org, and not the bare name of a machine.',
    },
    '504 auth': {
      title: 'The server does not offer this login mechanism',
      meaning: 'The client chose a mechanism that is not in the server’s AUTH list.',
    },
    '504 mail': {
      title: 'The sender address has no full domain',
      meaning: 'The part after the @ is missing or is the bare name of a machine.',
    },
    '504 rcpt': {
      title: 'The recipient address has no full domain',
      meaning: 'The part after the @, or the name in EHLO, is the bare name of a machine.',
    },
    '510': {
      title: 'Bad recipient address',
      meaning: 'No standard has this code; help pages list it for a recipient address that is wrong.',
    },
    '511': {
      title: 'Bad recipient address',
      meaning: 'No standard has this code; help pages list it for a mailbox that does not exist.',
    },
    '512': {
      title: 'The recipient’s domain was not found',
      meaning: 'No standard has this code; help pages list it for a domain that the DNS does not know.',
    },
    '513': {
      title: 'A login is needed, or the address is of a wrong kind',
      meaning: 'No standard has this code; help pages list it for clients that did not log in first.',
    },
    '521': {
      title: 'This host takes no mail',
      meaning:
        'The host answers only to say that it never accepts messages; some large providers use it to refuse the address that connects.',
    },
    '523': {
      title: 'Encryption is needed',
      meaning: 'The server wants TLS before it goes on; old Exchange servers mean a message over the limit.',
    },
    '524': {
      title: 'This login mechanism needs encryption',
      meaning: 'The mechanism sends the password as it is, and the server allows it only under TLS.',
    },
    '525': {
      title: 'The account is disabled',
      meaning:
        'The login is known, but the administrator has switched the account off, whatever the password.',
    },
    '530': {
      title: 'Something must come first: a login or TLS',
      meaning:
        'The server wants AUTH, or STARTTLS, before the command it has just refused; the words tell which.',
    },
    '530 auth': {
      title: 'TLS is needed before the login',
      meaning: 'The server takes no password in clear text, so STARTTLS has to come first.',
    },
    '530 mail': {
      title: 'Log in before sending',
      meaning:
        'The server takes mail only from users who have logged in, or only under TLS; the words tell which.',
    },
    '533': {
      title: 'The delivery is not authorised',
      meaning: 'A rare code for a message that a rule does not let through.',
    },
    '534': {
      title: 'The login mechanism is not good enough',
      meaning:
        'The server refuses this kind of login for the account; with Gmail an app password or a web login is needed.',
    },
    '535': {
      title: 'The login was refused: user name or password is wrong',
      meaning:
        'The server checked the credentials and does not accept them; some providers also say it when a password login is switched off or an app password is needed.',
    },
    '538': {
      title: 'This login mechanism needs encryption',
      meaning: 'The mechanism sends the password as it is, and the server allows it only under TLS.',
    },
    '540': {
      title: 'The recipient’s mailbox is not active',
      meaning: 'No standard has this code; Rambler says it of a mailbox that is blocked or unused.',
    },
    '541': {
      title: 'The recipient’s system rejects the message',
      meaning: 'No standard has this code; it is used for a refusal by the recipient’s filter or domain.',
    },
    '542': {
      title: 'No such mailbox',
      meaning: 'No standard has this code; MessageLabs says it of a recipient that does not exist.',
    },
    '550': {
      title: 'Refused: most often, no such mailbox',
      meaning:
        'The most common refusal: the mailbox does not exist, may not be reached by you, or a rule turned the message away.',
    },
    '550 greeting': {
      title: 'The server accepts no mail from your IP address',
      meaning:
        'At this point the standard has 554; either way the refusal is for the address that connects: a blocklist, its reputation or its reverse DNS.',
    },
    '550 hello': {
      title: 'Refused for the name in EHLO',
      meaning:
        'The name the client gave itself is not accepted, mostly since it does not exist or does not fit the address.',
    },
    '550 auth': {
      title: 'The login was refused',
      meaning:
        'A server that does not use the codes for logins says no to the credentials or to the account.',
    },
    '550 mail': {
      title: 'The sender was refused',
      meaning:
        'This address may not send here: it is not yours, its domain is not accepted, a rule blocks it, or a login is missing.',
    },
    '550 rcpt': {
      title: 'The recipient was refused, most often as unknown',
      meaning:
        'Usually the mailbox does not exist; the same code is used for relaying, blocklists and rules, so the words decide.',
    },
    '550 data': {
      title: 'The message was refused after it was read',
      meaning:
        'A filter or rule did not like what it saw: spam, a link, an attachment, or a sender that SPF, DKIM and DMARC do not confirm.',
    },
    '551': {
      title: 'The mailbox is elsewhere',
      meaning:
        'The recipient is not local, and the server does not forward but may name the new address; some use it for rules of their own.',
    },
    '552': {
      title: 'No room: over quota or over the size limit',
      meaning:
        'Either the recipient’s mailbox is full or the message is larger than is allowed; the stage and the words tell which.',
    },
    '552 mail': {
      title: 'The message is larger than the server takes',
      meaning:
        'The size that was announced with MAIL is over the server’s limit, so it refused before any byte was sent.',
    },
    '552 rcpt': {
      title: 'The recipient’s mailbox is full',
      meaning: 'The mailbox has used up its quota and takes nothing until its owner makes room.',
    },
    '552 data': {
      title: 'The message is too large',
      meaning:
        'The message is over the limit of the server or the mailbox; some providers say 552 to dangerous attachments or spam as well.',
    },
    '553': {
      title: 'The mailbox name is not allowed',
      meaning:
        'An address is malformed or not permitted, the sender’s or the recipient’s; the stage tells whose.',
    },
    '553 mail': {
      title: 'This sender address may not be used',
      meaning:
        'The address does not belong to the account that logged in, nobody has logged in, or its domain is not accepted.',
    },
    '553 rcpt': {
      title: 'The recipient address is not allowed',
      meaning:
        'The address is malformed or unknown; in qmail’s words on rcpthosts the server does not relay to that domain.',
    },
    '554': {
      title: 'Refused, and only the words tell why',
      meaning:
        'The transaction failed for good; servers say 554 for spam, blocklists, relaying and every rule that has no code of its own.',
    },
    '554 greeting': {
      title: 'The server has no service for you',
      meaning:
        'Refused before any command, so it can only be for the address that connects: a blocklist, its reputation or its reverse DNS.',
    },
    '554 hello': {
      title: 'The server refuses this client',
      meaning: 'The address that connects, or the name it gave, is not wanted here.',
    },
    '554 auth': {
      title: 'The login was refused',
      meaning: 'The server ends the login with a refusal that names no reason of its own.',
    },
    '554 mail': {
      title: 'The sender, or the client, was refused',
      meaning:
        'The server turns away the sender address or the address that connects before it has seen a recipient.',
    },
    '554 rcpt': {
      title: 'Refused: relaying, a blocklist or a rule',
      meaning:
        'Postfix says it when it does not relay to the domain and when it rejects a client, so the words decide.',
    },
    '554 data': {
      title: 'The message was refused',
      meaning:
        'The server has seen the whole message and does not take it, mostly as spam or by a rule; in answer to DATA itself it means that no recipient was valid.',
    },
    '555': {
      title: 'A parameter of MAIL or RCPT is unknown',
      meaning:
        'The server does not know a parameter, or could not read the address, often for missing angle brackets.',
    },
    '556': {
      title: 'The recipient’s domain takes no mail',
      meaning: 'The domain says in the DNS, with a null MX, that it never accepts messages.',
    },
    '557': {
      title: 'Refused by a rule of the server',
      meaning: 'No standard has this code, and servers agree on no meaning; the words decide.',
    },
    '571': {
      title: 'The delivery is not authorised',
      meaning: 'An old code of Sendmail and Exchange for content, blocklists and rules; the words decide.',
    },
  },
  enhanced: {
    'X.0.0': {
      title: 'No reason given',
      meaning: 'Only the class is known: 2 is done, 4 is a temporary failure, 5 a permanent one.',
    },
    'X.1.0': {
      title: 'Something is wrong with an address',
      meaning:
        'The server objects to an address and does not say how; it may be that of the recipient or of the sender.',
    },
    'X.1.1': {
      title: 'No such mailbox',
      meaning: 'The part before the @ names no mailbox at this domain.',
    },
    'X.1.2': {
      title: 'The recipient’s domain is wrong',
      meaning: 'The part after the @ does not exist, or takes no mail.',
    },
    'X.1.3': {
      title: 'The recipient address is malformed',
      meaning:
        'The address is not written the way addresses are, often for a space, a missing bracket or a wrong character.',
    },
    'X.1.4': {
      title: 'The address fits more than one mailbox',
      meaning: 'The server cannot tell which of several mailboxes is meant.',
    },
    'X.1.5': {
      title: 'The recipient is accepted',
      meaning: 'The address is valid; nothing is refused.',
    },
    'X.1.6': {
      title: 'The mailbox has moved',
      meaning: 'The mailbox is no longer here and has left no new address.',
    },
    'X.1.7': {
      title: 'The sender address is malformed',
      meaning: 'The address in MAIL FROM is not written the way addresses are.',
    },
    'X.1.8': {
      title: 'The sender’s domain is not accepted',
      meaning: 'The domain of the sender does not exist in the DNS or cannot receive a reply.',
    },
    'X.1.9': {
      title: 'Passed on to a system that reports nothing',
      meaning:
        'The message went to a mail system that cannot confirm its delivery, so nothing more is known.',
    },
    'X.1.10': {
      title: 'The recipient’s domain takes no mail',
      meaning: 'The domain says in the DNS, with a null MX, that it never accepts messages.',
    },
    'X.2.0': {
      title: 'Something about the mailbox',
      meaning: 'The mailbox exists, and something about it is not right; the code says no more.',
    },
    'X.2.1': {
      title: 'The mailbox is switched off',
      meaning: 'The mailbox exists but does not take mail: suspended, closed or unused.',
    },
    'X.2.2': {
      title: 'The mailbox is full',
      meaning: 'The recipient has used up the quota, and nothing arrives until there is room.',
    },
    'X.2.3': {
      title: 'The message is too large for this mailbox',
      meaning: 'The size is over the limit set for the recipient.',
    },
    'X.2.4': {
      title: 'The mailing list could not be expanded',
      meaning: 'The server did not get the addresses that stand behind the list.',
    },
    'X.3.0': {
      title: 'Something about the receiving system',
      meaning: 'The trouble is on the system that receives, and the code says no more.',
    },
    'X.3.1': {
      title: 'The receiving system is out of storage',
      meaning: 'The disk of the system is full, not a single mailbox.',
    },
    'X.3.2': {
      title: 'The system takes no messages now',
      meaning: 'The system is stopping, overloaded or under maintenance, or never takes mail at all.',
    },
    'X.3.3': {
      title: 'The system lacks a feature that was asked for',
      meaning: 'The message needs something that the receiving system cannot do.',
    },
    'X.3.4': {
      title: 'The message is too large for the system',
      meaning: 'The size is over the limit that the server sets for everybody.',
    },
    'X.3.5': {
      title: 'The receiving system is misconfigured',
      meaning: 'The server found that its own settings do not let it take the message.',
    },
    'X.3.6': {
      title: 'Accepted with another priority',
      meaning: 'The message was taken, with a priority other than the one asked for.',
    },
    'X.4.0': {
      title: 'Network or routing trouble',
      meaning: 'The message could not be carried on, and the code does not say why.',
    },
    'X.4.1': {
      title: 'The next server does not answer',
      meaning: 'The host that should take the message did not answer the connection.',
    },
    'X.4.2': {
      title: 'The connection broke',
      meaning: 'The link was made and then lost, timed out or closed before the end.',
    },
    'X.4.3': {
      title: 'A directory or DNS server failed',
      meaning: 'A lookup that the delivery depends on could not be done.',
    },
    'X.4.4': {
      title: 'No route to the domain',
      meaning:
        'The server found no way to the recipient’s domain, as when its MX record is missing or wrong.',
    },
    'X.4.5': {
      title: 'The mail system is congested',
      meaning: 'There is more mail than the system can carry at the moment.',
    },
    'X.4.6': {
      title: 'A mail loop',
      meaning:
        'The message came back to where it had already been, so forwarding or MX records point in a circle.',
    },
    'X.4.7': {
      title: 'The message waited too long',
      meaning: 'The time for the delivery is over; the error before it is the real one.',
    },
    'X.5.0': {
      title: 'Trouble with the protocol',
      meaning: 'Something in the dialogue of the two programs does not fit, and the code says no more.',
    },
    'X.5.1': {
      title: 'The command is unknown or out of order',
      meaning: 'The server does not support the command, or not at this point.',
    },
    'X.5.2': {
      title: 'The command could not be read',
      meaning: 'The command is misspelled, too long or badly formed.',
    },
    'X.5.3': {
      title: 'Too many recipients',
      meaning: 'The message has more recipients than the server takes in one transaction.',
    },
    'X.5.4': {
      title: 'An argument of the command is wrong',
      meaning: 'The command is known, but one of its arguments is not valid or not supported.',
    },
    'X.5.5': {
      title: 'The protocol versions do not fit',
      meaning: 'The two programs speak different versions of the protocol.',
    },
    'X.5.6': {
      title: 'A line of the login is too long',
      meaning: 'The client’s answer in AUTH is longer than the server takes.',
    },
    'X.6.0': {
      title: 'Something about the content',
      meaning: 'The server objects to the form of the message and does not say how.',
    },
    'X.6.1': {
      title: 'This kind of content is not supported',
      meaning: 'The recipient’s system cannot take a media type in the message.',
    },
    'X.6.2': {
      title: 'A conversion is needed but forbidden',
      meaning: 'The message would have to be converted, and the sender or the recipient does not allow it.',
    },
    'X.6.3': {
      title: 'A conversion is needed but not possible',
      meaning:
        'The next server does not take the message as it is, as with 8-bit text, and it cannot be converted.',
    },
    'X.6.4': {
      title: 'Delivered after a conversion with loss',
      meaning: 'The message arrived, but part of its form was lost on the way.',
    },
    'X.6.5': {
      title: 'The conversion failed',
      meaning: 'The message had to be converted, and that went wrong.',
    },
    'X.6.6': {
      title: 'The content could not be fetched',
      meaning: 'The message was to be taken from a mail store (BURL), which did not give it.',
    },
    'X.6.7': {
      title: 'Addresses beyond ASCII are not accepted',
      meaning:
        'An address has letters beyond ASCII, and the server or the other address does not support SMTPUTF8.',
    },
    'X.6.8': {
      title: 'The reply needs UTF-8',
      meaning: 'The server would have to answer in UTF-8, and the client did not ask for SMTPUTF8.',
    },
    'X.6.9': {
      title: 'UTF-8 headers cannot be passed on',
      meaning: 'The message has headers in UTF-8, and a recipient’s system does not support SMTPUTF8.',
    },
    'X.6.10': {
      title: 'Old duplicate of X.6.8',
      meaning: 'The registry keeps this number only so that nobody uses it again.',
    },
    'X.7.0': {
      title: 'A security reason',
      meaning: 'Something about security speaks against it, and the code says no more.',
    },
    'X.7.1': {
      title: 'Not allowed',
      meaning: 'The catch-all for relaying, spam, blocklists and rules of every kind, so the words decide.',
    },
    'X.7.2': {
      title: 'The sender may not post to this list',
      meaning: 'The list takes messages only from its members or from those it allows.',
    },
    'X.7.3': {
      title: 'The protection cannot be kept on the way',
      meaning:
        'The message would have to be changed from one kind of protection to another, which is not possible.',
    },
    'X.7.4': {
      title: 'A security feature is not supported',
      meaning: 'The server does not have what was asked for, such as the login mechanism.',
    },
    'X.7.5': {
      title: 'A cryptographic failure',
      meaning:
        'Encryption or a signature could not be handled, for a key or a certificate that is missing or not accepted.',
    },
    'X.7.6': {
      title: 'The cryptographic algorithm is not supported',
      meaning: 'The two sides have no algorithm in common.',
    },
    'X.7.7': {
      title: 'The message was changed on the way',
      meaning: 'A check of its integrity failed, so it is not what was sent.',
    },
    'X.7.8': {
      title: 'User name or password is wrong',
      meaning: 'The server checked the credentials and does not accept them.',
    },
    'X.7.9': {
      title: 'The login mechanism is too weak',
      meaning:
        'The server wants a stronger kind of login for this account; Gmail means an app password or a web login.',
    },
    'X.7.10': {
      title: 'Encryption is needed',
      meaning: 'The server wants TLS before it goes on.',
    },
    'X.7.11': {
      title: 'This login mechanism needs encryption',
      meaning: 'The server allows the mechanism only under TLS.',
    },
    'X.7.12': {
      title: 'A password transition is needed',
      meaning:
        'The account must log in once with its plain password over TLS, so that the server can set up the new mechanism.',
    },
    'X.7.13': {
      title: 'The account is disabled',
      meaning: 'The administrator has switched the sending account off, whatever the password.',
    },
    'X.7.14': {
      title: 'The server is not trusted by the mail store',
      meaning: 'The server was to take the content from a mail store (BURL) that does not trust it.',
    },
    'X.7.15': {
      title: 'The priority is too low',
      meaning: 'The server takes only messages of a higher priority at the moment.',
    },
    'X.7.16': {
      title: 'Too large for its priority',
      meaning: 'The message is larger than the server takes at the priority that was asked for.',
    },
    'X.7.17': {
      title: 'The mailbox has a new owner',
      meaning: 'The address belongs to somebody else since the date that the sender gave.',
    },
    'X.7.18': {
      title: 'The domain has a new owner',
      meaning: 'The domain belongs to somebody else since the date that the sender gave.',
    },
    'X.7.19': {
      title: 'The owner of the mailbox could not be checked',
      meaning:
        'The sender asked for the mailbox’s owner to be the same as before, and the server cannot tell.',
    },
    'X.7.20': {
      title: 'No valid DKIM signature',
      meaning: 'The message carries no DKIM signature that passes.',
    },
    'X.7.21': {
      title: 'No DKIM signature that is good enough',
      meaning: 'A DKIM signature passes, but the server does not accept it, as for a key that is too short.',
    },
    'X.7.22': {
      title: 'No DKIM signature of the author’s domain',
      meaning: 'A DKIM signature passes, but none for the domain in From.',
    },
    'X.7.23': {
      title: 'SPF failed',
      meaning: 'The sender’s domain does not list the address that sent the message in its SPF record.',
    },
    'X.7.24': {
      title: 'The SPF record could not be used',
      meaning: 'The SPF record of the sender’s domain has an error, or the DNS did not give it.',
    },
    'X.7.25': {
      title: 'The reverse DNS check failed',
      meaning:
        'The address that connects has no name in the reverse DNS, or its name does not lead back to it.',
    },
    'X.7.26': {
      title: 'Several checks of the sender failed',
      meaning: 'More than one of SPF, DKIM, DMARC and reverse DNS did not pass.',
    },
    'X.7.27': {
      title: 'The sender’s domain takes no mail',
      meaning: 'The domain of the sender has a null MX, so nobody could reply to it.',
    },
    'X.7.28': {
      title: 'Too much of the same mail',
      meaning: 'The message is taken for part of a flood.',
    },
    'X.7.29': {
      title: 'ARC failed',
      meaning: 'The chain of seals that forwarding servers left on the message is broken.',
    },
    'X.7.30': {
      title: 'The next server cannot keep the message under TLS',
      meaning: 'The sender requires TLS all the way (REQUIRETLS), and the next server does not support that.',
    },
  },
  subjects: {
    other: 'something the code does not name',
    address: 'an address',
    mailbox: 'the mailbox',
    system: 'the receiving mail system',
    network: 'the network or the route',
    protocol: 'the dialogue between the two programs',
    content: 'the content of the message',
    security: 'security or a policy',
  },
};
