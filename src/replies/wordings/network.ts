import type { WordingGroup } from './wording.ts';

/** What sending servers and client libraries say when no reply came. */
export const networkWordings: readonly WordingGroup[] = [
  {
    detail: 'expired',
    rows: [
      {
        says: 'scadut* ~2 coda',
        example: 'messaggio scaduto in coda',
        source: 'Italian MTAs',
        strength: 'sure',
      },
      {
        says: 'nicht_zugestellt|status_expired|returned_to_sender',
        example: 'status=expired, returned to sender',
        source: 'Postfix qmgr',
        strength: 'sure',
      },
      {
        says: 'retry_timeout|envelope_expired|message_expired|delivery_time_expired|long_failure_period|queue_lifetime',
        example: '554 4.4.7 Message expired: unable to deliver in 840 minutes.',
        source: 'RFC 3463 §3.5, Exchange',
        strength: 'sure',
      },
      {
        says: 'could_not|cannot|not|unable ~ delivered|deliver ~ @number|several ~ hours|days|minutes|hour|day',
        example: 'Message could not be delivered for 5 days. Message will be deleted from queue',
        source: 'Sendmail',
        strength: 'sure',
      },
      {
        says: 'could_not_be_delivered_for|in_the_queue_too_long|queue_too_long|been_in_the_queue|giving_up|given_up|gave_up',
        example: 'Message could not be delivered for 5 days. Message will be deleted from queue',
        source: 'Sendmail',
        strength: 'sure',
      },
      {
        says: 'in_the_queue_too_long|too_long_in|queue_too_long|deleted_from_queue|delivery_expired',
        example: "I'm not going to try again; this message has been in the queue too long.",
        source: 'qmail-send.c',
      },
      {
        says: 'failed ~2 @number ~2 attempts|times|tries',
        example: 'Delivery failed 20 attempts: ada@example.com',
        source: 'ArGoSoft, CommuniGate',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'connection-refused',
    rows: [
      {
        says: 'connessione_rifiutata|verbindung_verweigert|verbindung_abgelehnt|connexion_refusee|conexion_rechazada',
        example: 'connect to mx.example.com: Connexion refusée',
        source: 'translated errno',
        strength: 'sure',
        reply: false,
      },
      {
        says: 'connect to @host|@ip ~~ connection_refused',
        example: '450 4.4.1 connect to mx.example.com[192.0.2.1]:25: Connection refused',
        source: 'Postfix, Exchange Online 4.4.316',
        strength: 'sure',
      },
      {
        says: 'connection_refused|econnrefused|connect_refused|connessione_rifiutata|connection_was_refused',
        example: 'connect to mx.example.com[192.0.2.1]:25: Connection refused',
        source: 'Postfix smtp_connect.c, errno ECONNREFUSED',
        strength: 'sure',
        reply: false,
      },
      {
        says: 'actively_refused|failed_to_connect',
        example: 'No connection could be made because the target machine actively refused it 192.0.2.1:25',
        source: 'Windows, WSAECONNREFUSED',
        strength: 'sure',
      },
      {
        says: 'actively_refused',
        example: 'No connection could be made because the target machine actively refused it 192.0.2.1:25',
        source: 'Windows, WSAECONNREFUSED',
        strength: 'sure',
      },
      {
        says: 'not_accept|did_not_accept|wont_accept ~ requests ~ connect',
        example: 'The recipient server did not accept our requests to connect.',
        source: 'Gmail bounces',
      },
    ],
  },
  {
    detail: 'connection-timeout',
    rows: [
      {
        says: 'connection|operation|connect|read|socket|connessione|session ~ timed_out|timeout|timedout',
        example: 'connect to mx.example.com[192.0.2.1]:25: Connection timed out',
        source: 'Postfix smtp_connect.c, errno ETIMEDOUT',
        strength: 'sure',
      },
      {
        says: 'etimedout|esockettimedout|timed_out|greeting_never_received|connection_timeout',
        example: 'Error: Greeting never received',
        source: 'nodemailer',
        strength: 'sure',
      },
      {
        says: 'conversation_with ~ timed_out',
        example:
          'conversation with mx.example.com[192.0.2.1] timed out while receiving the initial server greeting',
        source: 'Postfix smtp_trouble.c',
      },
      { says: 'timeout', example: 'Error: timeout', source: 'Node.js, mail libraries', reply: false },
    ],
  },
  {
    detail: 'session-timed-out',
    rows: [
      {
        says: 'timeout_exceeded|idle_timeout|timeout_waiting|timeout_closing',
        example: '421 4.4.2 mail.example.com Error: timeout exceeded',
        source: 'Postfix smtpd.c',
        strength: 'sure',
        reply: true,
      },
      {
        says: 'command|data|input|client|idle ~2 timeout',
        example: '421 mail.example.com: SMTP command timeout - closing connection',
        source: 'Exim, src/smtp_in.c',
        strength: 'sure',
        reply: true,
      },
      { says: 'timeout', example: '421 4.4.2 timeout', source: 'hosting servers', reply: true },
    ],
  },
  {
    detail: 'connection-lost',
    rows: [
      {
        says: 'socket_hang_up|unexpected_socket_close|response_reading_failed|socket_close*',
        example: 'Error: Unexpected socket close',
        source: 'nodemailer',
        strength: 'sure',
      },
      {
        says: 'lost_connection|connection_lost|connection_reset|connection_dropped|econnreset|epipe|broken_pipe|connection_closed|connection_died|unexpectedly_closed|unexpected_eof',
        example: 'lost connection with mx.example.com[192.0.2.1] while receiving the initial server greeting',
        source: 'Postfix smtp_trouble.c',
        strength: 'sure',
      },
      {
        says: 'connection ~ reset|dropped|lost|closed|died|broken|aborted|terminated',
        example: '451 4.4.1 reply: read error from mx.example.com: Connection reset by mx.example.com',
        source: 'Sendmail',
        strength: 'sure',
      },
      {
        says: 'connection ~ reset|dropped|lost|died|broken|aborted|terminated',
        example: 'Connected to 192.0.2.1 but connection died. (#4.4.2)',
        source: 'qmail-remote.c',
        strength: 'sure',
      },
      {
        says: 'read_error_from|write_error_to|remote_closed|closed_connection|closed_the_connection|server_closed|server_dropped',
        example: '451 4.4.1 reply: read error from mx.example.com',
        source: 'Sendmail',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'host-unreachable',
    rows: [
      {
        says: 'no_route_to_host|network_is_unreachable|network_unreachable|host_unreachable|host_is_unreachable|ehostunreach|enetunreach|host_not_reachable|not_reachable',
        example: 'connect to mx.example.com[192.0.2.1]:25: No route to host',
        source: 'Postfix smtp_connect.c, errno EHOSTUNREACH',
        strength: 'sure',
      },
      {
        says: 'network_error|network ~ error|unreachable|down',
        example: 'Network error on destination MXs',
        source: 'MIMEsweeper, SMTP gateways',
      },
    ],
  },
  {
    detail: 'host-unknown',
    rows: [
      {
        says: 'errno ~ name_or_service_not_known',
        example: 'socket.gaierror: [Errno -2] Name or service not known',
        source: 'Python',
        strength: 'sure',
      },
      {
        says: 'no_such_host|dial_tcp',
        example: 'dial tcp: lookup smtp.example.invalid: no such host',
        source: 'Go net',
        strength: 'sure',
      },
      {
        says: 'query_mx|querymx',
        example: 'Error: queryMx ENODATA example.com',
        source: 'Node.js',
        strength: 'sure',
      },
      {
        says: 'getaddrinfo|enotfound|eai_again|could_not_resolve_host|name_resolution',
        example: 'Error: getaddrinfo ENOTFOUND smtp.example.invalid',
        source: 'Node.js',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'network',
    rows: [
      {
        says: 'retry_time_not_reached',
        example: "retry time not reached for any host for 'example.com'",
        source: 'Exim, retry rules',
      },
      {
        says: 'unable|could_not|cannot|failed|failure ~ connect|initiate|reach|establish|open|conversation ~~ host|hosts|server|destination|smtp|connection|mx',
        example: 'Could not initiate SMTP conversation with any hosts',
        source: 'Gmail bounces',
      },
      {
        says: 'failed_to_connect|unable_to_connect|cannot_connect|could_not_connect|smtp_connect_failed|couldnt_connect|connection_failed|connection_failure',
        example: 'SMTP connect() failed.',
        source: 'PHPMailer',
      },
      {
        says: 'unable ~ connect',
        example:
          'Unable to deliver message to the following recipients, due to being unable to connect successfully to the destination mail server.',
        source: 'Exchange',
      },
      {
        says: 'being_unable_to_connect|establish_an_smtp_connection',
        example: "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)",
        source: 'qmail-remote.c',
      },
      { says: 'esocket|econnection', example: 'Error: ESOCKET', source: 'nodemailer' },
    ],
  },
];
