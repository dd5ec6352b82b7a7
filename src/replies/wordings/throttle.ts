import type { WordingGroup } from './wording.ts';

/** What servers say when it is too much, or too early. */
export const throttleWordings: readonly WordingGroup[] = [
  {
    detail: 'greylisted',
    rows: [
      {
        says: 'first_contact|first_time_sender|new_triplet|this_triplet|unknown_triplet',
        example: '451 first contact from this triplet',
        source: 'greylisting servers',
        strength: 'sure',
      },
      {
        says: 'retry|try_again|come_back ~2 in ~2 @number @number @number',
        example: '451 please retry in 00:05:00',
        source: 'milter-greylist',
        strength: 'sure',
      },
      {
        says: 'greylist*|graylist*|grey_list*|gray_list*|postgrey|grey_listed|greylisting',
        example:
          '450 4.2.0 <ada@example.com>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/example.com.html',
        source: 'Postgrey',
        strength: 'sure',
      },
      {
        says: 'first|initial|first_time ~ delivery|contact|attempt|connection|email ~ {later}',
        example: '451 4.7.1 First contact, try again later',
        source: 'greylisting servers',
        strength: 'sure',
      },
      {
        says: 'temporarily_rejected ~2 try_again_in|retry_in|wait',
        example: '451 Temporarily rejected, try again in 5 minutes',
        source: 'greylisting servers',
        strength: 'sure',
      },
      {
        says: 'not_yet_authorized|not_yet_whitelisted',
        example:
          '451 4.7.1 not yet authorized to deliver mail from 192.0.2.1 to ada@example.com, please try later',
        source: 'RBLDNS greylisting',
      },
      {
        says: 'try_again|retry|wait|come_back ~ @number ~ second*|minute*',
        example: '450 4.7.1 Please try again in 300 seconds',
        source: 'greylisting servers',
      },
    ],
  },
  {
    detail: 'daily-limit',
    rows: [
      {
        says: 'limite ~2 giornaliero|diario|journaliere|d_envoi|di_invio ~ superat*|atteint*|excedid*|alcanzad*',
        example: '550 Limite di invio giornaliero superato',
        source: 'Italian ISPs',
        strength: 'sure',
      },
      {
        says: 'limit ~~ outgoing|sent ~ messages|emails ~ exceeded|reached',
        example: '550 limit on the number of allowed outgoing messages was exceeded',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'daily|per_day|24_hour*|today ~ limit|quota|sending|maximum|exceed*|user',
        example: '550 5.4.5 Daily user sending limit exceeded.',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'limit|quota|exceed*|maximum ~ daily|per_day|today|24_hours|day',
        example: '550 5.4.5 You have reached a limit for sending mail per day',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'submission|sending|outgoing|outbound|send ~ quota|limit ~ exceed*|reached',
        example: '554 5.2.0 STOREDRV.Submission; submission quota exceeded',
        source: 'Exchange Online',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'recipient-limit',
    rows: [
      {
        says: 'too_many ~2 recipient|recipients|rcpt',
        example: '452 4.5.3 Too many recipients',
        source: 'RFC 5321 §4.5.3.1.10',
        strength: 'sure',
      },
      {
        says: 'recipient*|recipients ~ limit|maximum|per_message|per_session ~ exceed*',
        example: '452 4.5.3 Maximum recipients per message exceeded',
        source: 'Exim',
      },
      {
        says: 'exceed* ~2 recipients_limit|recipient_limit|number_of_recipients|recipients_per',
        example: '550 5.5.3 Exceeded the recipient limit',
        source: 'Exchange',
      },
    ],
  },
  {
    detail: 'connection-limit',
    rows: [
      {
        says: 'number_of_connections',
        example: '451 4.7.652 The mail server has exceeded the maximum number of connections',
        source: 'Outlook.com',
        strength: 'sure',
      },
      {
        says: 'too_many|concurrent|simultaneous|maximum|max|number_of|connection|exceed* ~ connections|sessions|connection|connects',
        example: '421 4.7.0 too many connections from 192.0.2.1',
        source: 'Postfix anvil, Sendmail',
        strength: 'sure',
      },
      {
        says: 'connections|connection|sessions ~ limit|rate|exceed*|too_many|concurrent',
        example: '432 4.3.2 Concurrent connections limit exceeded.',
        source: 'Exchange Online',
        strength: 'sure',
      },
      {
        says: 'connection|connections ~ frequency|rate',
        example: '421 Error: connection rate limit exceeded',
        source: 'Postfix anvil',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'login-limit',
    rows: [
      {
        says: 'too_many ~ bad|failed|invalid|unsuccessful|wrong ~ {auth}|attempts|logins',
        example: '421 4.7.0 Too many failed login attempts',
        source: 'Dovecot, hosting servers',
      },
    ],
  },
  {
    detail: 'rate-limited',
    rows: [
      {
        says: 'superado|excedido|superato|depasse|uberschritten ~2 limite|limit ~2 mensajes|messaggi|messages|nachrichten',
        example: '452 Has superado el límite de mensajes por hora',
        source: 'Spanish hosting servers',
        strength: 'sure',
      },
      {
        says: 'troppi|troppe|zu_viele|trop_de|demasiados|слишком_много ~2 messaggi|nachrichten|messages|mensajes|писем|сообщений',
        example: '451 Troppi messaggi inviati',
        source: 'Italian ISPs',
        strength: 'sure',
      },
      {
        says: 'superato ~ numero_massimo|massimo ~ messaggi',
        example: '550 Superato il numero massimo di messaggi',
        source: 'Italian ISPs',
      },
      {
        says: '{rate} ~~ {message}|emails|recipients|limit*|ip|sender|user|connection*|client|commands|@ip|hour|minute & !received|loop|hops|aligned|reputation|unsolicited',
        example: '450 4.7.1 Error: too much mail from 192.0.2.1',
        source: 'Postfix, policyd',
        strength: 'sure',
      },
      {
        says: '{message}|sender|user|recipient|ip|you|receiving|sending|mail|limit ~~ {rate}|per_hour|per_minute|an_hour|too_often & !size|size_limit|大小|grande|received|loop|hops|disk|alignment|aligned|reputation',
        example: '450 4.2.1 The user you are trying to contact is receiving mail too quickly.',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'rate_limit*|throttl*|ratelimit*|rate_that_prevents|rate_exceeded|receivingrate',
        example: '421 4.7.28 rate limited',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'receiving ~ mail|messages ~ rate|quickly',
        example:
          '450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered.',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      { says: 'frequency ~ limit*|exceed*', example: '550 Sender frequency limited.', source: 'QQ Mail' },
      {
        says: '{sender}|user|you|domain|account|ip|organization ~~ exceed*|over ~ limit|quota|rate|number|allowed|allowable|threshold|maximum|max',
        example:
          '554 5.2.121 The sender has exceeded the limit for the number of messages they can send to this recipient per hour.',
        source: 'Exchange Online',
      },
      {
        says: '{sender}|you|your|organization|ip ~~ exceed*|over|reached ~ limit|rate|number|threshold|hourly*',
        example: '550 5.7.1 You have exceeded your hourly sending rate',
        source: 'hosting servers',
      },
      {
        says: 'organization|queue|sending|submission|outbound|outgoing|message_queue|hourly ~2 quota ~2 exceed*|reached',
        example: '451 4.7.3 Organization queue quota exceeded.',
        source: 'Exchange Online',
        strength: 'sure',
      },
      {
        says: 'too_many ~ messages|emails|mails|errors|commands|requests|invalid|bad|unknown|bounces|recent_messages|hops_not|spam',
        example: '421 4.7.0 Error: too many errors',
        source: 'Postfix smtpd.c',
      },
      {
        says: 'exceed* ~ number ~ messages|emails|posts',
        example: '550 You have exceeded the the allowable number of posts without solving a captcha.',
        source: 'Google Groups',
      },
      {
        says: 'per_hour|hourly|an_hour|per_minute',
        example: '550 5.7.1 hourly limit reached',
        source: 'hosting servers',
      },
      {
        says: 'sent_to_too_many|sent_too_many',
        example: '550 5.1.1 192.0.2.1 has sent too many messages this hour',
        source: 'GoDaddy',
        strength: 'sure',
      },
      {
        says: '频率|过于频繁|次数过多',
        example: '421 发送频率过高 Sender frequency limited',
        source: 'QQ Mail',
      },
    ],
  },
];
