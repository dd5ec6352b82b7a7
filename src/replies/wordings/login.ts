import type { WordingGroup } from './wording.ts';

/** What servers say about logins. */
export const loginWordings: readonly WordingGroup[] = [
  {
    detail: 'app-password-required',
    rows: [
      {
        says: 'password_specifica ~ applicazione',
        example: "535 5.7.8 Serve una password specifica per l'applicazione",
        source: 'Italian mail services',
        strength: 'sure',
      },
      {
        says: 'app|application password|passwords|specific_password',
        example:
          '534-5.7.9 Application-specific password required. Learn more at https://support.google.com/mail/?p=InvalidSecondFactor',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'application_specific_password',
        example: '534 5.7.9 Application-specific password required',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'app_specific_password',
        example: '535 5.7.8 Error: authentication failed: app-specific password required',
        source: 'iCloud Mail, support thread',
        strength: 'sure',
      },
      {
        says: 'application_password',
        example: '535 5.7.8 Error: authentication failed: Use an application password to log in',
        source: 'Yandex 360, mail client help',
        strength: 'sure',
      },
      {
        says: '授权码',
        example: '535 Login Fail. Please enter your authorization code to login. 请使用授权码登录',
        source: 'QQ Mail, help page 1001256',
        strength: 'sure',
      },
      {
        says: 'authorization_code|authorized_code',
        example:
          '535 Login Fail. Please enter your authorization code to login. More information in https://service.mail.qq.com/detail/0/53',
        source: 'QQ Mail, help page',
        strength: 'sure',
      },
      {
        says: 'invalid_second_factor|invalidsecondfactor',
        example: '534 5.7.9 https://support.google.com/mail/?p=InvalidSecondFactor a1sm12345wmb.1 - gsmtp',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'oauth-required',
    rows: [
      {
        says: 'basic_authentication ~ disabled',
        example: '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.',
        source: 'Microsoft 365, Exchange Online authentication errors',
        strength: 'sure',
      },
      {
        says: 'basic_authentication ~ {reject}|not_supported|unsupported|deprecated',
        example: '550 5.7.30 Basic authentication is not supported for Client Submission.',
        source: 'Microsoft 365, retirement of Basic authentication for SMTP AUTH',
        strength: 'sure',
      },
      {
        says: '{require} ~ oauth*|o_auth*|xoauth*|modern_authentication',
        example: '535 5.7.0 Please use OAuth2 to authenticate',
        source: 'Zoho Mail, SMTP help',
        strength: 'sure',
      },
      {
        says: 'less_secure ~ app|apps|sign_in',
        example:
          '535-5.7.8 Username and Password not accepted. Access for less secure apps has been disabled.',
        source: 'Gmail, support thread 2022',
        strength: 'sure',
      },
      {
        says: 'oauth*|o_auth*|xoauth*|modern_authentication ~2 is|are|authentication|login ~2 required|needed|mandatory|only',
        example: '535 5.7.3 Authentication unsuccessful; OAuth authentication is required',
        source: 'Exchange Online, support thread',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'smtp-auth-disabled',
    rows: [
      {
        says: 'authentication|auth ~2 not_enabled|is_disabled & !plaintext|plain|cleartext|basic',
        example: '503 5.5.1 authentication not enabled',
        source: 'Postfix smtpd_sasl_proto.c',
        strength: 'sure',
      },
      {
        says: 'smtpclientauth*|smtp_client_auth* ~ disabled',
        example:
          '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.',
        source: 'Microsoft 365, Exchange Online authentication errors',
        strength: 'sure',
      },
      {
        says: 'smtp ~ client authentication ~ disabled',
        example:
          '535 5.7.139 Authentication unsuccessful, SMTP client authentication is disabled for the Mailbox',
        source: 'Microsoft 365',
        strength: 'sure',
      },
      {
        says: 'smtp_auth_disabled',
        example: '535 5.7.139 Visit https://aka.ms/smtp_auth_disabled for more information',
        source: 'Microsoft 365',
        strength: 'sure',
      },
      {
        says: 'smtp_auth|smtp_access|smtp_authentication|smtp_login ~ disabled|not_enabled|not_activated|not_allowed',
        example: '535 5.7.0 SMTP access is disabled for this account',
        source: 'Yandex 360, mail client errors',
        strength: 'sure',
      },
      {
        says: 'user ~ not|no ~ access_rights|rights ~ service|smtp',
        example:
          '535 5.7.8 Error: authentication failed: This user does not have access rights to this service',
        source: 'Yandex 360, mail client errors',
        strength: 'sure',
      },
      {
        says: 'third_party|pop3|imap|client ~ smtp ~ not_enabled|disabled|closed|off',
        example: '550 User has no permission: IMAP/SMTP service is disabled',
        source: '163 mail, help page',
        strength: 'sure',
      },
      {
        says: 'user_has_no_permission',
        example: '550 User has no permission',
        source: '163 mail, help page',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'web-login-required',
    rows: [
      {
        says: 'log_in|login|sign_in ~ web_browser|web|browser ~ try_again|first|then',
        example: '534-5.7.14 Please log in via your web browser and then try again.',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'webloginrequired|web_login_required',
        example: '534 5.7.14 https://support.google.com/mail/?p=WebLoginRequired - gsmtp',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'user_is_authenticated_but_not_connected',
        example: '430 4.2.0 STOREDRV; mailbox logon failure; user is authenticated but not connected',
        source: 'Exchange Online, support thread',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'mechanism-unsupported',
    rows: [
      {
        says: 'smtp_auth|auth|authentication ~ extension|command ~ not_supported|unsupported',
        example: 'SMTP AUTH extension not supported by server.',
        source: 'Python smtplib',
        strength: 'sure',
      },
      {
        says: 'did_not_advertise|not_advertise ~ authentication|auth',
        example: '*** Host did not advertise authentication',
        source: 'swaks',
        strength: 'sure',
      },
      {
        says: 'unrecognized|unrecognised|unsupported|unknown|invalid authentication|auth type|mechanism|method',
        example: '504 5.7.4 Unrecognized authentication type',
        source: 'Exchange, RFC 4954 §4',
        strength: 'sure',
      },
      {
        says: 'mechanism|authentication_type|auth_type|auth_method ~ not_supported|unsupported|not_available|invalid|unrecognized|not_implemented',
        example: '504 Authentication mechanism not supported',
        source: 'RFC 4954 §4',
        strength: 'sure',
      },
      {
        says: 'auth|authentication ~ not_advertised|not_enabled|not_available|not_offered|not_supported|not_implemented|not_allowed',
        example: '503 AUTH command used when not advertised',
        source: 'Exim, src/smtp_in.c',
      },
      {
        says: '{auth} ~ command ~ not_advertised',
        example: '503 AUTH command used when not advertised',
        source: 'Exim, src/smtp_in.c',
      },
      {
        says: 'no_mechanism_available',
        example:
          'SASL authentication failed; cannot authenticate to server mx.example.com[192.0.2.1]: no mechanism available',
        source: 'Postfix smtp_sasl_glue.c with Cyrus SASL',
        strength: 'sure',
      },
      {
        says: 'mechanism|authentication ~ too_weak',
        example: '534 5.7.9 Authentication mechanism is too weak',
        source: 'RFC 4954 §6',
        strength: 'sure',
      },
      {
        says: 'no ~ suitable|usable|compatible ~ auth* ~ mechanism*|method*',
        example: 'No suitable authentication mechanism found',
        source: 'Thunderbird, nodemailer and others',
      },
    ],
  },
  {
    detail: 'token-rejected',
    rows: [
      {
        says: 'token ~ expired|invalid|revoked|rejected|incorrect',
        example: '535 5.7.8 Username and Password not accepted: OAuth token expired',
        source: 'Yahoo and Microsoft OAuth, support threads',
        strength: 'sure',
      },
      {
        says: 'status ~2 @number schemes bearer|scope',
        example: '{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}',
        source: 'Gmail, XOAUTH2 protocol page',
        strength: 'sure',
      },
      {
        says: 'status invalid_token|invalid_request',
        example: '{"status":"invalid_token","schemes":"bearer"}',
        source: 'RFC 7628 §3.2.2',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'auth-method',
    rows: [
      {
        says: 'password_transition',
        example: '432 4.7.12 A password transition is needed',
        source: 'RFC 4954 §6',
        strength: 'sure',
      },
      {
        says: 'meet ~ criteria ~ authenticated',
        example:
          '535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully.',
        source: 'Microsoft 365',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'account-locked',
    rows: [
      {
        says: 'account|user|utenza|utente|konto|compte|cuenta|mailbox ~ locked|disabled|suspended|blocked|sospes*|bloccat*|disabilitat*|gesperrt|deactivated|restricted|suspendu|bloque',
        example: '535 5.7.8 Account locked',
        source: 'hosting servers',
        strength: 'sure',
        stage: 'auth',
      },
      {
        says: 'access_restricted',
        example: '554 5.7.8 Access Restricted',
        source: 'Zoho Mail',
        strength: 'sure',
        stage: 'auth',
      },
      {
        says: 'account|user ~ locked|suspended|disabled ~~ authentic*|login|log_in|sign_in|logon',
        example: '535 5.7.8 Error: authentication failed: account is locked, login from webmail',
        source: 'Yandex 360, mail client errors',
      },
      {
        says: '{auth} ~ {fail} ~ account|user ~ locked|disabled|suspended|blocked',
        example: '535 5.7.139 Authentication unsuccessful, the user account is disabled.',
        source: 'Microsoft 365',
      },
      {
        says: '{auth} ~ {fail} ~~ locked|account_disabled|user_disabled',
        example:
          "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy.",
        source: 'Microsoft 365',
      },
    ],
  },
  {
    detail: 'login-limit',
    rows: [
      {
        says: 'too_many|limit_exceeded|attempts_exceeded|troppi|zu_viele|trop_de',
        example: '535 5.7.0 Login denied: too many attempts',
        source: 'hosting servers',
        strength: 'sure',
        stage: 'auth',
      },
      {
        says: 'too_many ~ login|logins|auth|authentication',
        example: '454 4.7.0 Too many login attempts, please try again later.',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'too_many ~ authentication|login|auth attempts|failures|errors',
        example: '454 4.7.0 Too many login attempts, please try again later.',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'auth-required',
    rows: [
      {
        says: 'требуется|необходима|нужна ~ аутентификац*|авторизац*',
        example: '530 5.5.1 Требуется аутентификация',
        source: 'Russian hosting servers',
        strength: 'sure',
      },
      {
        says: 'turn_on ~2 smtp_authentication|authentication',
        example:
          '550-Please turn on SMTP Authentication in your mail client, 192.0.2.1 is not permitted to relay through this server without authentication.',
        source: 'Exim, cPanel access rules',
        strength: 'sure',
      },
      {
        says: 'send|issue|use ~ auth|authentication|login ~2 first',
        example: '503 5.5.4 Error: send AUTH command first.',
        source: 'QQ Mail',
        strength: 'sure',
      },
      {
        says: '{auth}|authenticated|authorisation|authorization ~ required|needed|necessary|mandatory|richiest*|erforderlich|requise|requerid*|obligatoire & !specific|application',
        example: '530 5.7.0 Authentication Required.',
        source: 'RFC 4954 §6',
        strength: 'sure',
      },
      {
        says: 'must|please|need_to|have_to ~ {auth}|authenticate*',
        example: '550 Please turn on SMTP Authentication in your mail client.',
        source: 'Exim, cPanel access rules',
      },
      {
        says: 'must|please|need_to|have_to|turn_on|enable ~ {auth}|authenticated|sign_in',
        example: '550 Please turn on SMTP Authentication in your mail client.',
        source: 'Exim, cPanel access rules',
      },
      {
        says: 'client|user|you|sender ~ not|isnt|arent ~ authenticated|logged_in|authorized_to_send',
        example: '530 5.7.57 Client not authenticated to send mail',
        source: 'Exchange Online',
      },
      {
        says: 'client_was_not_authenticated|not_authenticated|unauthenticated_connection',
        example: '530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM',
        source: 'Exchange Online',
      },
      {
        says: 'anonymous ~ mail|sender|access|client',
        example: '530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM',
        source: 'Exchange Online',
      },
      {
        says: 'pop|pop3 ~ before|first|prior ~ smtp|send*',
        example: '550 Relaying denied: POP before SMTP required',
        source: 'qmail and Sendmail with POP-before-SMTP',
        strength: 'sure',
      },
      {
        says: 'check ~ mail ~ before ~ send*',
        example: '550 5.7.1 Relaying denied: You must check for new mail before sending mail.',
        source: 'MailEnable and others with POP-before-SMTP',
        strength: 'sure',
      },
      {
        says: 'local_user_only',
        example: '550 Local user only or Authentication mechanism',
        source: 'Korean hosting servers',
      },
      {
        says: 'local_users_only|local_user_only',
        example: '550 Local user only or Authentication mechanism',
        source: 'Korean hosting servers',
      },
      {
        says: 'authentifizier*|anmelden',
        example: '550 Sie muessen sich authentifizieren / authentication required',
        source: 'German hosting servers',
      },
      {
        says: '需要|请 ~ 认证|验证|登录',
        example: '553 authentication is required 需要身份认证',
        source: '163 mail, error codes',
      },
    ],
  },
  {
    detail: 'auth-failed',
    rows: [
      {
        says: 'password ~ expired',
        example: '535 5.7.8 Error: authentication failed: password expired',
        source: 'Active Directory behind Postfix, support thread',
        strength: 'sure',
      },
      {
        says: 'mot_de_passe|passwort|contrasena|senha|parola|парол* ~ {fail}',
        example: "535 Nom d'utilisateur ou mot de passe incorrect",
        source: 'French hosting servers',
        strength: 'sure',
      },
      {
        says: '{auth} ~ {fail} & !dkim|spf|dmarc|zip|archive',
        example: '535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6',
        source: 'Postfix smtpd_sasl_glue.c',
      },
      {
        says: '{auth} ~2 failed ~ reason_unavailable',
        example: '535 5.7.8 Error: authentication failed: (reason unavailable)',
        source: 'Postfix smtpd_sasl_glue.c with Dovecot',
      },
      {
        says: '{fail} ~ {auth}',
        example: '535 5.7.0 Invalid login or password',
        source: 'Courier and Mail.ru',
      },
      {
        says: 'could_not_authenticate|unable_to_authenticate|cannot_authenticate|failed_to_authenticate|auth_failure',
        example: 'SMTP Error: Could not authenticate.',
        source: 'PHPMailer',
      },
      {
        says: 'bad_credentials|badcredentials|wrong_password|bad_password|invalid_password|incorrect_password',
        example: '535 5.7.8 https://support.google.com/mail/?p=BadCredentials - gsmtp',
        source: 'Gmail, SMTP errors and codes',
      },
      {
        says: 'username|login|user ~ password ~ {fail}',
        example: '535-5.7.8 Username and Password not accepted.',
        source: 'Gmail, SMTP errors and codes',
      },
      {
        says: '{auth} ~ data ~ incorrect',
        example: '535 authentication data is incorrect',
        source: 'hosting servers with Exim',
      },
      {
        says: 'incorrect authentication_data',
        example: '535 Incorrect authentication data',
        source: 'Exim, src/smtp_in.c',
      },
      {
        says: 'no_such_user_or|user_not_found ~ {auth}',
        example: '535 Authentication failed: no such user or wrong password',
        source: 'Dovecot',
      },
      { says: 'eauth', example: 'Error: Invalid login: EAUTH', source: 'nodemailer' },
      { says: 'login_denied', example: 'curl: (67) Login denied', source: 'curl' },
    ],
  },
];
