import type { WordingGroup } from './wording.ts';

/** What servers say about the message itself. */
export const messageWordings: readonly WordingGroup[] = [
  {
    detail: 'attachment-too-big',
    rows: [
      {
        says: '{attachment} ~ too_big|too_large|exceed*|size_limit|larger|troppo_grand*',
        example: '552 5.3.4 Your attachment exceeded the size limit',
        source: 'hosting servers',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'message-too-big',
    rows: [
      {
        says: 'размер* ~ превыш*',
        example: '552 Размер сообщения превышает допустимый',
        source: 'Russian hosting servers',
        strength: 'sure',
      },
      {
        says: '大小|容量 ~ 超过|超出|限制',
        example: '552 邮件大小超过限制',
        source: 'Chinese hosting servers',
        strength: 'sure',
      },
      {
        says: '{message} ~ demasiado_grande|trop_volumineux|troppo_grande|zu_gross|zu_gro*|muito_grande|слишком_большо*',
        example: '552 El mensaje es demasiado grande',
        source: 'Spanish hosting servers',
        strength: 'sure',
      },
      {
        says: 'depass*|supera*|exced*|uberschreit*|превыш* ~ taille|dimensione|tamano|tamanho|groesse|grosse|размер*',
        example: '552 Le message dépasse la taille maximale',
        source: 'French hosting servers',
        strength: 'sure',
      },
      {
        says: '{message}|size|msg|data|length ~ too_big|too_large|too_long|larger_than|size_limit|exceeds_size|oversize*',
        example: '552 5.3.4 Message too big for system',
        source: 'RFC 3463 §3.4',
        strength: 'sure',
      },
      {
        says: '{message}|message_size|mail_size|size|msg_size ~ exceed*|larger|over|above|greater ~ limit|maximum|size|fixed|allowed|permitted|current_system_limit|max|@number & !quota|number_of_messages|number_of_connections|connections|outgoing|server_exceeded',
        example: '552 5.3.4 Message size exceeds fixed maximum message size',
        source: 'Exim and Postfix smtpd.c',
        strength: 'sure',
      },
      {
        says: 'exceed*|larger|over|above ~ maximum|max|message|allowed ~2 size|message_size|message_size_limits|length',
        example: "552 5.2.3 Your message exceeded Google's message size limits.",
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: '{message} ~ exceed* ~~ limit|size|length & !quota|number_of_messages',
        example: '552 Message exceeds maximum fixed size',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'size_limit ~ exceed*',
        example: '552 Mail size limit exceeded',
        source: 'GMX, 1&1',
        strength: 'sure',
      },
      {
        says: 'class ~ size_limit',
        example: '554 5.7.1 Message Rejected Class=size limit=15728640 Subclass=reject size=18571048',
        source: 'Mail-Filters',
        strength: 'sure',
      },
      {
        says: 'too_big|too_large|toobig|too_long_message',
        example: '534 SIZE=Message too big.',
        source: 'older gateways',
      },
      {
        says: 'resubmit ~ smaller',
        example: '552 Please reduce the size or resubmit in smaller pieces',
        source: 'hosting servers',
      },
      {
        says: 'nachricht|messaggio|mensaje|message ~ zu_gro*|troppo_grande|demasiado_grande|trop_volumineux|muito_grande',
        example: '552 Il messaggio e troppo grande',
        source: 'Italian ISPs',
      },
      {
        says: '邮件 ~ 太大|过大|超过',
        example: '552 邮件太大 Message too large',
        source: '163 mail, error codes',
      },
    ],
  },
  {
    detail: 'line-format',
    rows: [
      {
        says: 'bare ~ lf|cr|line_feed|linefeed|newline|newlines|linefeeds',
        example:
          '550 5.6.11 SMTPSEND.BareLinefeedsAreIllegal; message contains bare linefeeds, which cannot be sent via DATA',
        source: 'Exchange, RFC 5321 §2.3.8',
        strength: 'sure',
      },
      {
        says: 'barelinefeed*|bare_linefeeds*',
        example: '550 5.6.11 SMTPSEND.BareLinefeedsAreIllegal',
        source: 'Exchange',
        strength: 'sure',
      },
      {
        says: 'line|lines ~ too_long|length|longer',
        example: '500 5.5.2 Error: line too long',
        source: 'Postfix, RFC 5321 §4.5.3.1',
        strength: 'sure',
      },
      {
        says: '8_bit|8bit|eight_bit|8bitmime ~ {reject}|not_supported|conversion|header',
        example: '554 5.6.1 8-bit data in headers not allowed',
        source: 'Courier',
      },
      {
        says: 'smtputf8 ~ {require}|not_supported|not_offered',
        example: '553 5.6.7 SMTPUTF8 is required, but was not offered',
        source: 'Postfix smtp_proto.c',
      },
    ],
  },
  {
    detail: 'header-invalid',
    rows: [
      {
        says: 'multiple|more_than_one|duplicate|several|missing|no|invalid|malformed|illegal|bad|empty|required|unparseable ~ header|headers|message_id|from_header|date_header|subject_headers|subject',
        example: '550 5.7.1 This message is not RFC 5322 compliant. There are multiple Subject headers.',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'header|headers|message_id|from_header|subject|date ~ missing|invalid|malformed|multiple|not_valid|empty|syntax|not_accepted|required|duplicate|bad|unqualified',
        example: '550 Message headers fail syntax check: malformed From header',
        source: 'Exim, verify = header_syntax',
      },
      {
        says: 'multiple ~ addresses ~ from',
        example: '550 5.7.1 Messages with multiple addresses in From: header are not accepted.',
        source: 'Gmail, SMTP errors and codes',
      },
      {
        says: 'purported_responsible_address',
        example: "550 5.7.1 can't determine Purported Responsible Address",
        source: 'MessageLabs, Sender ID (RFC 4407)',
      },
    ],
  },
  {
    detail: 'message-format',
    rows: [
      {
        says: 'rfc* ~ compliant|compliance|violation|conform*',
        example: '550 5.7.1 Our system has detected that this message is not RFC 5322 compliant.',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'not ~ rfc|rfc5322|rfc2822|rfc822 ~ compliant|conform*',
        example: '550 5.7.1 This message is not RFC 5322 compliant',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'mime_error|mime ~ malformed|boundary|structure|parse|error',
        example: '554 5.6.0 MIME structure is malformed: unexpected boundary',
        source: 'amavisd-new',
      },
      {
        says: '{message}|header|body ~ malformed|corrupt*|unparseable|not_parseable|syntax_check|conversion|not_conform*',
        example: '554 5.6.0 Message is malformed',
        source: 'RFC 3463 §3.7',
      },
      {
        says: 'malformed ~ {message}|mime|header|body',
        example: '554 5.6.0 Malformed message',
        source: 'RFC 3463 §3.7',
      },
      {
        says: 'empty|blank ~2 {message}|body',
        example: '550 Empty message rejected',
        source: 'hosting servers',
      },
      {
        says: 'conversion ~ {reject}|{fail}|required|not_supported',
        example: '554 5.6.3 Conversion required but not supported',
        source: 'RFC 3463 §3.7',
      },
      {
        says: 'charset|character_set|encoding ~ {reject}|not_supported|invalid',
        example: '550 5.7.1 Character set not allowed',
        source: 'hosting servers',
      },
    ],
  },
];
