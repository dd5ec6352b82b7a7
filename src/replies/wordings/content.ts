import type { WordingGroup } from './wording.ts';

/** What content filters say. */
export const contentWordings: readonly WordingGroup[] = [
  {
    detail: 'virus-found',
    rows: [
      {
        says: '{virus} ~ found|detected|infected|in|contain*|reject*',
        example: '552 5.7.1 virus Eicar-Test-Signature detected by Zoho Mail',
        source: 'Zoho Mail',
        strength: 'sure',
      },
      {
        says: '{message}|contain*|infected|detected|carr*|has|found|possible|reject*|suspect* ~ {virus}',
        example: '550 5.7.1 This message contains a virus (Eicar-Test-Signature)',
        source: 'ClamAV, Exim default configuration',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'attachment-blocked',
    rows: [
      {
        says: 'password_protected ~ zip|archive|archives|file|attachment',
        example: '552 5.7.0 Password-protected ZIP archives are not accepted',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'allegat*|anhang*|adjunto|anexo|fichier_joint|вложени* ~ {reject}',
        example: '552 Allegato non consentito',
        source: 'Italian hosting servers',
        strength: 'sure',
      },
      {
        says: '{attachment} ~ {reject}|banned|dangerous|executable|prohibit*|illegal|not_supported',
        example: '550 5.7.1 Attachment type not allowed',
        source: 'hosting servers',
        strength: 'sure',
      },
      {
        says: 'illegal|banned|dangerous|prohibited|forbidden|blocked|disallowed|unacceptable|potentially_harmful|executable|suspicious ~ {attachment}',
        example: '552 5.7.0 Our system detected an illegal attachment on your message.',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: '{reject} ~ {attachment}',
        example: '550 Rejected because of the attached file',
        source: 'hosting servers',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'content-blocked',
    rows: [
      {
        says: 'security_issue|security_threat|potential_security',
        example:
          '552 5.7.0 This message was blocked because its content presents a potential security issue.',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'blockedmessage|blocked_message|dangerous_content|harmful_content|malicious_content',
        example: '552 5.7.0 https://support.google.com/mail/?p=BlockedMessage - gsmtp',
        source: 'Gmail, SMTP errors and codes',
      },
      {
        says: 'banned|prohibited|forbidden|offensive|inappropriate|profan*|objectionable ~2 content|word|words|language|text|phrase|subject',
        example: '554 5.7.1 Message contains banned content',
        source: 'amavisd-new',
        strength: 'sure',
      },
      {
        says: 'content ~ not_allowed|banned|prohibited|forbidden|restricted|unacceptable',
        example: '550 5.7.1 content not allowed',
        source: 'hosting servers',
      },
    ],
  },
  {
    detail: 'link-blocklisted',
    rows: [
      {
        says: '{message}|url|urls|link|links|uri|website|web_site|contain*|body ~ {urlList}',
        example: '550 5.7.1 Message contains a URL listed by SURBL',
        source: 'SURBL, hosting servers',
        strength: 'sure',
      },
      {
        says: '{blocklist}|{urlList}|blacklisted|blocked|listed|malicious|suspicious|bad ~ url|urls|link|links|uri|uris|web_link',
        example:
          'REJECTED - Blacklisted URL in message. (example.com) in [black]. See http://lookup.uribl.com.',
        source: 'Haraka, URIBL',
        strength: 'sure',
      },
      {
        says: 'url|urls|link|links|uri|web_site|website ~~ {blocklist}|{urlList}|blacklisted|blocked|listed|malicious|rejected|banned|not_allowed',
        example: '554 5.7.1 A URL contained in this message is blocklisted',
        source: 'Comcast, Charter',
        strength: 'sure',
      },
      {
        says: '{urlList} ~ policy|listed|reject*|block*',
        example: '550 5.7.1 Your email breaches local URIBL policy.',
        source: 'hosting servers',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'content-spam',
    rows: [
      {
        says: 'spam_score|spam_signature|spam_points|scored @number',
        example: '571 5.7.1 Email rejected per policy: Barracuda: message blocked: spam score 8.1',
        source: 'Barracuda',
        strength: 'sure',
      },
      {
        says: 'message ~2 scored ~2 points|@number',
        example: '550 This message scored 9.7 points',
        source: 'Exim with SpamAssassin',
      },
      {
        says: '{message}|email|header|contents|body ~~ {spam}',
        example: '554 5.7.1 Message rejected under suspicion of SPAM',
        source: 'Yandex',
      },
      {
        says: '{spam} ~~ {message}|content|contents|reject*|block*|detected|found|filter|score|scale|suspect*|suspicion|rejection',
        example: '550 spam detected',
        source: 'SpamAssassin, Exim default configuration',
      },
      {
        says: 'likely|suspected|considered|appears|probable|probably|looks_like ~ {spam} ~2 mail|message|email',
        example: '550 5.7.1 Our system has detected that this message is likely unsolicited mail.',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: '{reject}|detected|considered|identified|classified|appears|suspected|probable|possible|likely|definite|looks|flagged|marked|scored|high_probability|determined|categorized ~ {spam}',
        example: '554 5.7.1 Rejected due to high probability of spam',
        source: 'SpamAssassin, Barracuda',
      },
      {
        says: '{spam} ~ {reject}|detected|suspected|probability|content|filter*|score|level|signature|points|threshold|likelihood|rating|pattern',
        example: '550 Rejected by SPAM filter',
        source: 'hosting servers',
      },
      {
        says: 'score*|scoring ~ threshold|limit|too_high|spam|exceed*|upper_limit|over',
        example: '554 5.7.1 Message scored too high on spam scale',
        source: 'MailEnable, AuthSMTP',
        strength: 'sure',
      },
      {
        says: '{message} ~ {reject} ~ content|content_filter*|contents|text|subject',
        example: '550 5.7.1 Message rejected due to content restrictions',
        source: 'Exchange content filter',
      },
      {
        says: 'content ~ {reject}|rejected|filtered|restrictions|not_accepted|similar',
        example: '554 Transaction failed, message content rejected',
        source: 'Exchange content filter, Orange',
      },
      {
        says: '{reject} ~ content|contents|body',
        example: '550 5.7.1 rejected because of content',
        source: 'hosting servers',
      },
      {
        says: 'content_filter|content_filtering|content_rejection|bayes|bayesian|heuristic|spam_content|razor|pyzor|dcc ~ {reject}|match*|score*',
        example: '550 Content filter rejected this mail',
        source: 'hosting servers',
      },
      {
        says: '{reject} ~ content_filter*|filter|bayes*|heuristic*|content_analysis|message_filter',
        example: '550 5.7.1 Message rejected by content filtering',
        source: 'Postini, Symantec',
      },
      {
        says: 'similar ~ spam|messages|message',
        example: '554 5.7.1 Your email appears similar to spam we have received before.',
        source: 'Comcast',
      },
      {
        says: 'unsolicited_message_error|likely_unsolicited|suspicious_message|likely_suspicious',
        example: '550 5.7.1 https://support.google.com/mail/?p=UnsolicitedMessageError - gsmtp',
        source: 'Gmail, SMTP errors and codes',
      },
      {
        says: '{message} ~~ suspicious|looks_like|bulk_mail|bulk_email|advertis*|mass_mail*',
        example: '550 5.7.1 The message was rejected due to classification as Bulk mail.',
        source: 'Sophos, Symantec',
      },
      {
        says: 'bulk|mass ~ mail|email|message|mailing|mailer',
        example: '550 5.7.1 Rejected - bulk email',
        source: 'hosting servers',
      },
      { says: '{message} ~ filtered', example: '550 5.2.0 Message Filtered', source: 'GMX, hosting servers' },
      {
        says: 'spamcontent|spam_content|mcspamsignature',
        example: '554 rejected due to spam content',
        source: 'QQ Mail, eXMail',
      },
      { says: '{spam}', example: '550 5.7.1 SPAM', source: 'hosting servers', strength: 'hint' },
      { says: '垃圾邮件|包含垃圾', example: '553 被判定为垃圾邮件', source: 'QQ Mail, 163 mail' },
    ],
  },
];
