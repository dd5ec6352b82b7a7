import type { WordingGroup } from './wording.ts';

/** What servers say when they fail themselves, or do not understand. */
export const serverWordings: readonly WordingGroup[] = [
  {
    detail: 'loop',
    rows: [
      {
        says: 'mail_loop|too_many_received|received_headers|schleife|boucle|bucle|цикл*',
        example: '550 Mail loop: too many Received headers',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'loop|loops|looping|mail_loop|loop_detected|routing_loop',
        example: '554 5.4.6 Mail loop detected',
        source: 'Postfix, RFC 3463 §3.5',
        strength: 'sure',
      },
      {
        says: 'loops|looping|mail_loop|loop_detected|routing_loop|loop_back|loops_back',
        example: '554 5.4.6 mail for example.com loops back to myself',
        source: 'Postfix smtp_addr.c',
        strength: 'sure',
      },
      {
        says: 'too_many|hop|maximum|exceed* ~ hops|hop|hop_count|received_headers|received',
        example: '554 5.4.6 Error: too many hops',
        source: 'Postfix cleanup, Sendmail',
        strength: 'sure',
      },
      {
        says: 'too_many|maximum|exceed* ~ hops|hop|received|hop_count|received_headers',
        example: '554 5.4.6 Error: too many hops',
        source: 'Postfix cleanup, Sendmail',
        strength: 'sure',
      },
      {
        says: 'hop_count',
        example: '554 5.4.14 Hop count exceeded - possible mail loop',
        source: 'Exchange Online',
        strength: 'sure',
      },
      {
        says: 'points_back|point_back',
        example: '554 5.0.0 MX list for example.com. points back to mail.example.com',
        source: 'Sendmail',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'auth-unavailable',
    rows: [
      {
        says: 'connection_lost|generic_failure|ldap|database|unavailable|not_available|temporarily_unavailable|at_present|server_down|try_later|internal_error & !no_secret|reason_unavailable',
        example: '435 Unable to authenticate at present',
        source: 'Exim, src/smtp_in.c',
        strength: 'sure',
        stage: 'auth',
      },
      {
        says: 'temporar* ~ {auth} ~ fail*|error|problem',
        example: '454 4.7.0 Temporary authentication failure: Connection lost to authentication server',
        source: 'Dovecot, Postfix',
        strength: 'sure',
      },
      {
        says: '{auth} ~ server|mechanism|backend|service|database ~ {down}',
        example: '454 4.7.0 Authentication server unavailable',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'temporary_authentication_failure',
        example: '454 4.7.0 Temporary authentication failure',
        source: 'RFC 4954 §6',
      },
    ],
  },
  {
    detail: 'storage-full',
    rows: [
      {
        says: 'disk|spool|filesystem|partition ~2 full',
        example: '452 4.3.1 Disk full on /var/spool',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'insufficient|no|out_of|low|lack_of|not_enough ~ system_storage|disk|disk_space|system_space|storage|space|system_resources|queue_space',
        example: '452 4.3.1 Insufficient system storage',
        source: 'RFC 5321 §4.2.3, Postfix',
        strength: 'sure',
      },
      {
        says: 'insufficient|no|out_of|low|lack_of|not_enough ~2 system_storage|disk|disk_space|system_resources|queue_space|spool',
        example: '452 4.3.1 Insufficient system storage',
        source: 'RFC 5321 §4.2.3, Postfix',
        strength: 'sure',
      },
      {
        says: 'system|disk|spool|filesystem|queue ~2 full|exceeded|insufficient',
        example: '452 4.3.1 mail system full',
        source: 'RFC 3463 §3.4',
      },
    ],
  },
  {
    detail: 'filter-unavailable',
    rows: [
      {
        says: 'content_filter|virus|antivirus|spam|milter|scanner|filter|policy_service|avp*|clam* ~ {down}|unable|timeout|timed_out|connection_refused|temporar*',
        example: '451 4.7.1 Service unavailable - milter not responding',
        source: 'milters in Postfix and Sendmail',
      },
      {
        says: 'milter|policy_service|amavis|clamd|spamd|scanner ~~ {down}|timeout|fail*|unable',
        example: '451 4.3.5 Server configuration problem: policy service unavailable',
        source: 'Postfix policy delegation',
      },
      {
        says: 'connect ~2 daemon|scanner|milter|filter',
        example:
          'temporary failure. Command output: avpcheck: unable to connect to avp daemon: Connection refused',
        source: 'avpcheck, Kaspersky',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'server-busy',
    rows: [
      {
        says: 'thread_limit|storedrv_deliver',
        example: '432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded',
        source: 'Exchange Online',
        strength: 'sure',
      },
      {
        says: '{system}|resources ~ {down}|busy ~ {later}|again',
        example: '451 4.7.500 Server busy. Please try again later from [192.0.2.1].',
        source: 'Exchange Online',
        strength: 'sure',
      },
      {
        says: 'too_busy|server_busy|system_busy|service_busy|overloaded|system_load|high_load|load_average|resources_temporarily_unavailable|busy',
        example: '451 Resources temporarily unavailable. Please try again later [#4.16.5].',
        source: 'Yahoo',
      },
      {
        says: 'service|server|system ~ shutting_down|closing|not_accepting|closed|maintenance',
        example: '421 4.3.2 Service shutting down and closing channel',
        source: 'RFC 5321 §4.2.3',
      },
      {
        says: '{system} ~ {later} ~ {down}',
        example: '421 Service Temporarily Unavailable',
        source: 'hosting servers',
      },
      {
        says: '{later} ~ {system} ~ {down}',
        example: '451 4.3.2 Temporary server error. Please try again later',
        source: 'Exchange Online',
      },
    ],
  },
  {
    detail: 'server-error',
    rows: [
      {
        says: 'internal|local|queue_file|configuration|system|server|software|backend|database|processing|storage_system ~2 error|failure|problem',
        example: '451 4.3.0 Error: queue file write error',
        source: 'Postfix smtpd.c',
      },
      {
        says: '{system} ~ {down}',
        example: '451 4.3.0 The mail server is down',
        source: 'hosting servers',
        strength: 'hint',
      },
      {
        says: 'replicat*|replica ~ secondary|server|available',
        example:
          '451 4.4.0 Message failed to be replicated: No healthy secondary server available to accept replica at this time.',
        source: 'Exchange Online',
      },
      {
        says: '{later} ~ fail*|error|problem|lookup|rejected',
        example: '421 Temporary failure, please try again later.',
        source: 'hosting servers',
      },
      {
        says: 'temporary|temporar*|transient ~ fail*|error|problem|lookup_failure|rejected|reject',
        example: '451 4.3.0 Mail server temporarily rejected message',
        source: 'Gmail',
      },
      {
        says: 'configuration|config|configured|misconfigur* ~ error|problem|incorrect*|improper*',
        example: '554 5.3.5 Local configuration error',
        source: 'Sendmail',
      },
      {
        says: 'unable_to|cannot|could_not|cant|failed_to ~ open|create|write|read|access|switch|contact|lock|fork|execute|chdir|connect_to_database|process',
        example: '451 4.3.0 Unable to switch to /var/vpopmail/domains/example.com: input/output error.',
        source: 'vpopmail',
      },
      {
        says: 'unable_to|cannot|could_not|cant|failed_to ~ open|create|write|read|access|switch|contact|lock|fork|execute|chdir|process|queue',
        example: 'Unable to contact LDAP server. (#4.4.3)',
        source: 'qmail-ldap',
      },
      {
        says: 'local_error|internal_error|input_output_error|i_o_error|permission_denied|queue_file|software_error|unexpected_error|undefined_mail',
        example: '451 4.3.0 Internal error',
        source: 'hosting servers',
      },
      {
        says: 'requested_action_aborted ~ local_error|error_in_processing',
        example: '451 Requested action aborted: local error in processing',
        source: 'RFC 5321 §4.2.3',
      },
      {
        says: 'ldap|mysql|database|sql ~ {fail}|{down}|unable|connect',
        example: '451 4.3.0 LDAP lookup error',
        source: 'hosting servers',
      },
      {
        says: 'temporarily_unavailable|temporary_failure|temporary_problem|tempfail|try_again_later|temporarily_rejected',
        example: '450 4.7.1 Try again later',
        source: 'hosting servers',
      },
    ],
  },
  {
    detail: 'protocol',
    rows: [
      {
        says: 'syntax_error|syntax ~ command|parameters|arguments|error|mail|rcpt|from',
        example: '501 5.5.2 Syntax error in MAIL command',
        source: 'RFC 5321 §4.2.3',
      },
      {
        says: 'error ~ in ~ command|parameters|arguments|syntax',
        example: '501 5.5.2 Error in parameters',
        source: 'hosting servers',
      },
      {
        says: 'malformed|bad|invalid ~2 address|path|argument*|parameter* ~ syntax|may_not_follow',
        example: 'malformed address: ada@example.com may not follow bob@example.com',
        source: 'Exim',
      },
      { says: 'bad_address_syntax', example: '501 Bad address syntax.', source: 'QQ Mail' },
    ],
  },
  {
    detail: 'command-unknown',
    rows: [
      {
        says: 'command|verb|keyword ~2 unrecognized|unrecognised|not_recognized|not_recognised|unknown|not_implemented|not_supported|unsupported|not_known & !parameter|argument|option',
        example: '500 5.5.1 Command unrecognized',
        source: 'RFC 5321 §4.2.3',
        strength: 'sure',
      },
      {
        says: 'unrecognized|unrecognised|unknown|unimplemented|invalid|bad|unsupported ~2 command',
        example: '500 5.5.1 Unrecognized command',
        source: 'Sendmail, Exim',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'command-order',
    rows: [
      {
        says: 'bad_sequence|out_of_sequence|out_of_order|sequence ~ command*|of',
        example: '503 5.5.1 Bad sequence of commands',
        source: 'RFC 5321 §4.2.3',
        strength: 'sure',
      },
      {
        says: 'need|send|must|issue|polite|no ~2 rcpt|helo|ehlo|mail_from|rcpt_to|mail_command|mail ~2 first|command|needed',
        example: '503 5.5.1 Error: need MAIL command',
        source: 'Postfix smtpd.c',
        strength: 'sure',
      },
      {
        says: 'rcpt_first|mail_first|helo_first|ehlo_first|need_rcpt|need_mail|no_valid_recipients|synchronization|pipelining',
        example: '503-5.5.1 RCPT first. A mail transaction protocol command was issued out of sequence.',
        source: 'Gmail, SMTP errors and codes',
      },
    ],
  },
  {
    detail: 'parameter-unsupported',
    rows: [
      {
        says: 'parameter|parameters|argument|option|extension ~2 not_implemented|not_recognized|unsupported|not_supported|unrecognized|invalid|unknown',
        example: '504 5.5.4 Command parameter not implemented',
        source: 'RFC 5321 §4.2.3',
        strength: 'sure',
      },
      {
        says: 'unsupported|unrecognized|unknown|invalid ~2 parameter|parameters|option|argument|extension',
        example: '555 5.5.4 Unsupported option: SMTPUTF8',
        source: 'Postfix smtpd.c',
      },
    ],
  },
];
