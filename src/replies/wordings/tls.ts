import type { WordingGroup } from './wording.ts';

/** What servers and TLS libraries say about encryption. */
export const tlsWordings: readonly WordingGroup[] = [
  {
    detail: 'tls-required',
    rows: [
      {
        says: '{require} ~ starttls|tls|ssl|encryption|secure_connection|encrypted',
        example: '530 5.7.0 Must issue a STARTTLS command first',
        source: 'RFC 3207 §4, Postfix smtpd.c',
        strength: 'sure',
      },
      {
        says: 'starttls|tls|ssl|encryption|secure_connection|encrypted|encrypted_connection|secure_channel ~ {require}',
        example: '530 5.7.1 TLS encryption required',
        source: 'RFC 3207 §4',
        strength: 'sure',
      },
      {
        says: '{require} ~ starttls|tls|ssl|encryption|secure_connection',
        example: '530 5.7.0 Must issue a STARTTLS command first',
        source: 'RFC 3207 §4, Postfix smtpd.c',
        strength: 'sure',
      },
      {
        says: 'not_sent|not_over|without ~ tls|ssl|encryption|encrypted',
        example: '550 5.7.29 This email was not sent over a TLS connection.',
        source: 'Gmail, SMTP errors and codes',
        strength: 'sure',
      },
      {
        says: 'plain_text|plaintext|cleartext|unencrypted ~ {auth}|connection* ~ {reject}|disabled',
        example: '523 5.7.10 Plaintext authentication disallowed on non-secure connections',
        source: 'Dovecot',
      },
      {
        says: '{auth}|connection* ~ plain_text|plaintext|cleartext|unencrypted|non_secure|insecure',
        example: '538 5.7.11 Encryption required for requested authentication mechanism: insecure connection',
        source: 'RFC 4954 §6',
      },
      {
        says: '{auth} ~~ plaintext|cleartext|unencrypted|non_secure|insecure',
        example: '523 5.7.10 Plaintext authentication disallowed on non-secure (SSL/TLS) connections.',
        source: 'Dovecot',
      },
    ],
  },
  {
    detail: 'tls-unavailable',
    rows: [
      {
        says: 'did_not_advertise|not_advertise ~ starttls|tls',
        example: '*** STARTTLS attempted but not supported: Host did not advertise STARTTLS',
        source: 'swaks',
        strength: 'sure',
      },
      {
        says: 'tls|starttls|ssl ~2 unavailable|not_available|not_supported|not_offered|not_enabled|not_advertised|not_configured|not_implemented',
        example: '454 4.7.0 TLS not available due to local problem',
        source: 'Postfix smtpd.c, RFC 3207 §4',
        strength: 'sure',
      },
      {
        says: 'tls|starttls|ssl ~ {require} ~ but ~ not_offered|not_supported|was_not',
        example: 'TLS is required, but was not offered by host mx.example.com[192.0.2.1]',
        source: 'Postfix smtp_proto.c',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'tls-mode-wrong',
    rows: [
      {
        says: 'wrong_version_number|unknown_protocol|packet_length_too_long|record_overflow|plain_http',
        example: 'error:0A00010B:SSL routines::wrong version number',
        source: 'OpenSSL, a TLS handshake to a port that speaks plain text',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'tls-version-refused',
    rows: [
      {
        says: 'dh_key_too_small|legacy_sigalg|no_appropriate_protocol|ee_key_too_small|ca_md_too_weak',
        example: 'error:0A00018A:SSL routines::dh key too small',
        source: 'OpenSSL',
        strength: 'sure',
      },
      {
        says: 'unsupported_protocol|protocol_version|no_protocols_available|inappropriate_fallback|no_shared_cipher|unsupported_ssl_version|version_too_low',
        example: 'error:0A000102:SSL routines::unsupported protocol',
        source: 'OpenSSL',
        strength: 'sure',
      },
      {
        says: 'tls|ssl ~2 version* ~ {reject}|{fail}|not_supported|unsupported|deprecated|disabled|too_old',
        example: '554 5.7.0 TLS version is too old',
        source: 'hosting servers',
      },
      {
        says: 'tls @number ~~ not_supported|unsupported|upgrade',
        example:
          '421 4.7.66 TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS 1.2.',
        source: 'Exchange Online',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'certificate-refused',
    rows: [
      {
        says: 'certificate|x509 ~ subject|altname|name|authority|host|valid_for|signed|trust',
        example:
          "curl: (60) SSL: no alternative certificate subject name matches target host name 'mx.example.com'",
        source: 'curl',
        strength: 'sure',
      },
      {
        says: 'x_509|x509 ~~ certificate|authority|valid',
        example: 'x509: certificate signed by unknown authority',
        source: 'Go crypto/x509',
        strength: 'sure',
      },
      {
        says: 'certificate ~ verify|verification|validation|expired|invalid|self_signed|untrusted|not_trusted|mismatch|not_yet_valid|unknown_ca|failed',
        example: 'Error: certificate has expired',
        source: 'OpenSSL, Node.js',
        strength: 'sure',
      },
      {
        says: 'self_signed ~ certificate',
        example: 'Error: self-signed certificate in certificate chain',
        source: 'OpenSSL, Node.js',
        strength: 'sure',
      },
      {
        says: 'verify|unable_to_verify|unknown|bad|failed|invalid|expired ~ certificate',
        example: 'Error: unable to verify the first certificate',
        source: 'OpenSSL, Node.js',
        strength: 'sure',
      },
      {
        says: 'does_not_match|doesnt_match|not_match|mismatch ~ certificate*|altnames|cert',
        example: "Error: Hostname/IP does not match certificate's altnames",
        source: 'Node.js',
        strength: 'sure',
      },
    ],
  },
  {
    detail: 'tls',
    rows: [
      {
        says: 'before_secure_tls',
        example: 'Error: Client network socket disconnected before secure TLS connection was established',
        source: 'Node.js',
        strength: 'sure',
      },
      { says: 'tls|ssl|starttls ~ {fail}', example: '403 4.7.0 TLS handshake failed.', source: 'Sendmail' },
      {
        says: '{fail} ~ tls|ssl|starttls',
        example: '454 4.3.3 Failed to initiate TLS',
        source: 'Exchange and others',
      },
      {
        says: 'tls|ssl ~ handshake|negotiation|session|alert|startup',
        example: 'Cannot start TLS: handshake failure',
        source: 'Postfix smtp_proto.c',
      },
    ],
  },
];
