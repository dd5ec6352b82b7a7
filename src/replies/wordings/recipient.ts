import type { WordingGroup } from './wording.ts';

/** What servers say about the recipient. */
export const recipientWordings: readonly WordingGroup[] = [
  {
    detail: 'mailbox-full',
    rows: [
      {
        says: '{mailbox}|recipients|users|storage|members|message_store ~ {full}',
        example: '552 5.2.2 <ada@example.com>: user is overquota',
        source: 'Dovecot, Cyrus and many others',
        strength: 'sure',
      },
      {
        says: 'quota|mailbox_size|storage|disk_space|mailbox_limit|space_limit ~ exceed*|exceeds|full|violation|superat*|depasse*|excedid*|reached|over',
        example: '552 5.2.2 Quota exceeded (mailbox for user is full)',
        source: 'Dovecot',
        strength: 'sure',
      },
      {
        says: 'exceed*|over|out_of|above|reached|beyond ~ quota|storage|mailbox_size|disk_space|storage_space|space_limit|disk_quota',
        example: '452 4.2.2 The email account that you tried to reach is over quota.',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'not|insufficient|no|low|lack ~ storage|space|room ~ {mailbox}',
        example: "552 Message rejected. Not enough storage space in user's mailbox to accept message.",
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: '{mailbox} ~ not|insufficient|no ~ enough|sufficient ~ storage|space|room',
        example: '552 The mailbox does not have enough space',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'overquota*|over_quota*|mailboxfull|quotaexceeded|mailbox_full|quota_full',
        example: '552 5.2.2 https://support.google.com/mail/?p=OverQuotaPerm - gsmtp',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'too_many ~ messages|mails ~ server|mailbox|inbox',
        example: '550 user has too many messages on the server',
        source: 'T-Online',
        strength: 'sure',
      },
      {
        says: '{mailbox} ~ zuviele|zu_viele|too_many ~ mails|nachrichten|messages',
        example: '550 Benutzer hat zuviele Mails auf dem Server.',
        source: 'T-Online',
        strength: 'sure',
      },
      {
        says: '{mailbox} ~ exceed* ~ size|limit|space|allowed|maximum|storage|allocation & !rate|message_rate|number',
        example: '552 User mailbox exceeds allowed size: ada@example.com',
        source: 'Lotus Domino and others',
        strength: 'sure',
      },
      {
        says: 'exceed* ~ {mailbox} ~ limit|size|allocation & !recipient_limit|recipients_limit|size_exceeds|message_size',
        example: '552 Message would exceed mailbox size limit',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'messages ~ {mailbox} ~ exceed* ~ limit',
        example: "The number of messages in recipient's mailbox exceeded the local limit.",
        source: 'Cyrus IMAP',
        strength: 'sure',
      },
      {
        says: 'writing|write|append|mailbox|maildir ~ file_too_large',
        example: 'cannot update mailbox /var/mail/ada for user ada. error writing message: File too large',
        source: 'Postfix local(8), mailbox_size_limit',
        strength: 'sure',
      },
      {
        says: 'full ~ {mailbox}|inbox|mailfolder',
        example: '552 5.2.2 Full mailbox',
        source: 'hosting servers',
      },
      {
        says: 'over ~ allowed ~ quota',
        example: 'The users mailfolder is over the allowed quota (size). (#5.2.2)',
        source: 'vpopmail',
      },
      {
        says: 'quota ~ hard_limit|limit_reached|exceed*',
        example: 'The message is bounced because : Quota exceed the hard limit',
        source: 'MailEnable and others',
        strength: 'sure',
      },
      { says: '{full} ~ {mailbox}', example: '552 Over quota mailbox', source: 'hosting servers' },
      { says: 'overquota', example: '552 5.2.2 <ada@example.com> overquota', source: 'Orange, SFR' },
      {
        says: 'mailbox ~ space',
        example: '452 4.2.2 mailbox has no space left',
        source: 'hosting servers',
        strength: 'hint',
      },
      { says: 'quota', example: '452 4.2.2 Quota', source: 'Dovecot', strength: 'hint' },
    ],
  },
  {
    detail: 'recipient-disabled',
    rows: [
      {
        says: '{mailbox}|{address} ~ {disabled} & !{sender}|ip|ip_address|@ip|policy',
        example: "550 5.2.1 The recipient's mailbox has been suspended",
        source: 'hosting servers',
      },
      {
        says: '{disabled} ~ {mailbox}|recipient_address|email_address|{address}',
        example: '525 5.7.13 Disabled recipient address',
        source: 'RFC 5248 registry, Fastmail',
      },
      {
        says: 'account|mailbox|user ~ {disabled} ~ inactivity|discontinued|inactive|suspended',
        example: '554 delivery error: dd This account has been disabled or discontinued [#102].',
        source: 'Yahoo',
        strength: 'sure',
      },
      {
        says: 'recipient_address_rejected ~ inactive|disabled|suspended|closed',
        example: '540 5.7.1 <ada@example.com>: recipient address rejected: Inactive',
        source: 'hosting servers with Postfix',
        strength: 'sure',
      },
      {
        says: 'mail|receiving|delivery|message ~ receiving|receipt|delivery|reception ~ disabled|suspended',
        example: 'LOCAL module(account ada) reports: mail receiving disabled',
        source: 'CommuniGate Pro',
      },
      {
        says: 'account|mailbox|user|address|recipient ~ not|isnt|no_longer|not_currently ~ accept*|receiv* ~ mail|email|messages|e_mail',
        example: '550 5.2.1 The account is not accepting mail',
        source: 'AOL',
      },
      {
        says: 'no_longer ~ accept*|receiv*|using|use|uses|valid|active|available|working|works|employed',
        example: '550 5.2.1 This mailbox no longer accepts mail',
        source: 'hosting servers',
      },
      {
        says: 'recipient_is_not_accepting|not_accepting_mail|not_accepting_messages',
        example: '550 5.2.1 recipient is not accepting mail',
        source: 'AOL',
      },
      {
        says: 'account|mailbox|user ~ {disabled}',
        example: '550 5.2.1 account temporarily disabled',
        source: 'hosting servers',
      },
      {
        says: 'disableduser|inactiveuser|accountdisabled|disabled_user',
        example: '550 5.2.1 https://support.google.com/mail/?p=DisabledUser - gsmtp',
        source: 'Gmail, SMTP errors and codes',
      },
      {
        says: 'service ~2 {mailbox} ~2 {disabled}',
        example: '550 The service for this mailbox has been suspended',
        source: 'hosting servers',
      },
      {
        says: '{mailbox} ~ has_been|is|was|ist|e|est|temporarily|temporaneamente ~ {disabled}',
        example: '550 5.2.1 La casella e temporaneamente disabilitata',
        source: 'Italian ISPs',
      },
      {
        says: 'konto ~ niedostepne',
        example: '550 5.2.1 Mailbox not available / Konto niedostepne',
        source: 'WP.pl, Onet',
      },
      {
        says: 'is_now ~ disabled',
        example: '550 <ada> is now disabled with MTA service.',
        source: 'TransWarp and others',
      },
    ],
  },
  {
    detail: 'recipient-moved',
    rows: [
      {
        says: 'user|mailbox|recipient|account|address|has ~ moved',
        example: '551 5.1.6 Recipient has moved, no forwarding address',
        source: 'RFC 3463 §3.2',
        strength: 'sure',
      },
      {
        says: 'has_moved|address_changed|changed_address|new_address|has_changed',
        example: '550 5.1.6 This address has changed, the new address is ada@example.com',
        source: 'autoreplies of hosting servers',
        strength: 'sure',
      },
      {
        says: 'not_local ~ please ~ try',
        example: '551 User not local; please try <ada@example.net>',
        source: 'RFC 5321 §3.4',
      },
      {
        says: 'please_try @address',
        example: '551 User not local; please try <ada@example.net>',
        source: 'RFC 5321 §3.4',
      },
    ],
  },
  {
    detail: 'recipient-malformed',
    rows: [
      {
        says: '{mailbox}|to_address|rcpt ~ syntax|malformed|not_a_valid_rfc|not_rfc|valid_rfc',
        example: '553 5.1.3 The recipient address <ada@example.com.> is not a valid RFC 5321 address.',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'bad|malformed|invalid|illegal ~ {mailbox} ~ syntax|format',
        example: '501 5.1.3 Bad recipient address syntax',
        source: 'Postfix smtpd.c',
      },
      {
        says: 'bad ~ recipient ~ address ~ syntax',
        example: '501 5.1.3 Bad recipient address syntax',
        source: 'Postfix smtpd.c',
      },
    ],
  },
  {
    detail: 'recipient-unknown',
    rows: [
      {
        says: 'recipient_address_rejected ~ unverified|undeliverable',
        example:
          '450 4.1.1 <ada@example.com>: Recipient address rejected: unverified address: Address lookup failed',
        source: 'Postfix, reject_unverified_recipient',
        strength: 'sure',
      },
      {
        says: '{mailbox} ~ {absent}',
        example:
          '550 5.1.1 <ada@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
        source: 'Postfix smtpd_check.c',
      },
      {
        says: 'unknown|no_such|nonexist*|non_existent|undeliverable|unrouteable|invalid|bad|wrong|illegal|no|no_valid|incorrect|inexistent|unresolvable|cannot_find|unbekannter ~2 {mailbox}|mail_drop|mailhost',
        example: '550 5.1.1 Unknown user: ada@example.com',
        source: 'Sendmail, Exim and many others',
      },
      {
        says: '{absent} ~2 {mailbox}',
        example: '550 5.1.1 No such user - pp',
        source: 'Gmail, Qpopper and others',
      },
      {
        says: '{address} ~ {absent}',
        example: '550 5.1.1 Email address could not be found, or was misspelled',
        source: 'Amazon SES, Gmail',
      },
      { says: '{absent} ~2 {address}', example: '550 Invalid e-mail address', source: 'hosting servers' },
      {
        says: '@address ~2 {absent}',
        example: '550 5.1.1 <ada@example.com> does not exist',
        source: 'hosting servers',
      },
      {
        says: '{absent} ~2 @address',
        example: '550 Unknown ada@example.com',
        source: 'hosting servers',
        strength: 'hint',
      },
      {
        says: 'no_such|not_our|not_a_local|not_a_known|unknown|no ~2 person|user|users|customer|addressee|name|mailbox|account|recipient|address|one|person_at_this_address',
        example: '551 not our user',
        source: 'older gateways',
      },
      {
        says: 'not ~2 listed|found|recognized|in ~ directory|address_book|domino|list|recipient_list|table|local_recipient_table',
        example: 'User ada (ada@example.com) not listed in Domino Directory',
        source: 'Lotus Domino',
      },
      {
        says: 'not_in|not_on ~ recipient_list|list_of',
        example: '554 5.7.1 <ada@example.com>: Recipient address rejected: Not in recipient list',
        source: 'mail gateways with Postfix',
      },
      {
        says: 'unknown_in|unknown ~ alias_table|recipient_table|mailbox_table|virtual|table & !sender_address_rejected',
        example: '550 5.1.1 Recipient address rejected: User unknown in relay recipient table',
        source: 'Postfix smtpd_check.c',
        strength: 'sure',
      },
      {
        says: 'doesnt_have|does_not_have|not_have|no ~ account|mailbox',
        example: "554 delivery error: dd This user doesn't have a yahoo.com account (ada@example.com) [0]",
        source: 'Yahoo',
        strength: 'sure',
      },
      {
        says: 'doesnt_have|does_not_have|not_have ~ account',
        example: "554 delivery error: dd This user doesn't have a yahoo.com account (ada@example.com) [0]",
        source: 'Yahoo',
      },
      {
        says: 'nosuchuser|recipnotfound|recipientnotfound|baduser|resolver adr recip*|recipient_not_found|usernotfound|user_not_found|mailbox_not_found|unknownuser',
        example: '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
        source: 'Exchange Online',
      },
      {
        says: 'resolver_adr',
        example: '550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found',
        source: 'Exchange',
      },
      {
        says: 'delivery_to ~ not_possible|impossible',
        example: '550 Delivery to this address is not possible',
        source: 'hosting servers',
      },
      {
        says: 'unrouteable|unroutable|unrouted|undeliverable ~ address|recipient|mail',
        example: '550 Unrouteable address',
        source: 'Exim, default configuration',
        strength: 'hint',
      },
      {
        says: '{mailbox} ~ {down}|unavailable|not_available|unavailable_or_access_denied',
        example: '550 Requested action not taken: mailbox unavailable',
        source: 'RFC 5321 §4.2.3',
        strength: 'hint',
      },
      {
        says: '{mailbox}|recipient_address|rcpt ~ rejected|denied|not_accepted|refused',
        example: '550 5.1.1 <ada@example.com>: Recipient address rejected: example.com',
        source: 'Postfix smtpd_check.c with access maps',
        strength: 'hint',
      },
      {
        says: '{address} ~ rejected|error',
        example: '550 5.1.1 Address rejected ada@example.com',
        source: 'Kerio and others',
        strength: 'hint',
      },
      {
        says: 'rejected ~2 {mailbox}',
        example: '550 5.1.1 Rejected recipient',
        source: 'older gateways',
        strength: 'hint',
      },
      {
        says: 'check ~ address ~~ typo*|spelling|misspell*',
        example: '550 5.1.1 Please check the address for typos and try again',
        source: 'Gmail, hosting servers',
      },
      {
        says: 'double_checking ~~ address',
        example:
          "550 5.1.1 Please try double-checking the recipient's email address for typos or unnecessary spaces.",
        source: 'Gmail, SMTP errors and codes',
      },
      {
        says: 'cannot|could_not|cant|couldnt|unable_to ~ find|locate|verify|resolve|deliver_to ~ {mailbox}',
        example: "550 5.1.1 I couldn't find any user by that name",
        source: 'qmail and others',
      },
      {
        says: '{mailbox} ~ cannot|could_not|cant|couldnt|unable ~ verified|verify|found|resolved',
        example: '550 5.1.1 Recipient could not be verified',
        source: 'Exim callouts',
      },
      {
        says: 'group ~~ may_not_exist|not_exist|existe|existiert|existir',
        example:
          'The group you tried to contact may not exist, or you may not have permission to post messages to the group.',
        source: 'Google Groups',
        strength: 'sure',
      },
      {
        says: 'ディレクトリ ~~ 見つかりません',
        example: 'ユーザー Ada は Domino ディレクトリには見つかりません。',
        source: 'Lotus Domino, Japanese',
      },
      {
        says: 'グループ ~~ 存在',
        example:
          '連絡しようとしたグループが存在しないか、グループにメッセージを投稿する権限がない可能性があります。',
        source: 'Google Groups',
      },
      {
        says: '群組|群组 ~~ 不存在',
        example: '您試圖聯絡的群組可能不存在，或者您沒有在此群組張貼留言的權限。',
        source: 'Google Groups',
      },
      {
        says: 'grupo|gruppo|groupe|gruppe|group|група|группа|ομαδα ~~ exista|esista|existe|існує|существует|υπαρχει|existiert|exist*',
        example: 'Queremos informarte de que el grupo quizas no exista',
        source: 'Google Groups',
      },
      {
        says: 'doesnt_exist|does_not_exist|not_exist',
        example: "550 5.7.1 Email doesn't exist.",
        source: 'hosting servers',
      },
      {
        says: 'not_listed',
        example: 'User Ada not listed in public Name & Address Book',
        source: 'Lotus Notes',
      },
      {
        says: 'no_one_here|nobody_here|no_user_here|not_a_customer|no_mailbox_here',
        example: '550 Sorry, no mailbox here by that name. (#5.1.1)',
        source: 'qmail, vpopmail',
      },
      { says: 'return_to_sender', example: '550 Return to sender, unknown', source: 'hosting servers' },
    ],
  },
];
