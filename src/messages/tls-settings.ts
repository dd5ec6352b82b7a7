/** What of TLS a server can be told to do, as far as one line tells it. */
export type TlsSettingTopic =
  | 'offer-starttls'
  | 'require-tls'
  | 'auth-after-tls'
  | 'certificate-chain'
  | 'protocols'
  | 'protocols-modern'
  | 'ciphers'
  | 'ciphers-strict'
  | 'dh-parameters'
  | 'stapling'
  | 'compression';

/** One line, or several of which one fits: each with the version or library that it is for. */
export type SettingLine = string | readonly (readonly [line: string, where: string])[];

/** ECDHE with an AEAD cipher, as Mozilla's intermediate profile has them (guidelines 6.0). */
const STRICT = 'ECDHE+AESGCM:ECDHE+CHACHA20';
const FRONTEND = 'Set-ReceiveConnector "SERVER\\Client Frontend SERVER"';
const SCHANNEL = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols';

/**
 * The line for the server's own configuration, by the software's name and in no human language.
 *
 * Sources: postconf(5) of Postfix 3.6; the specification of Exim 4.96, chapters 14 and 43; smtpd.conf(5) of OpenSMTPD 7;
 * Dovecot's settings of 2.3 and 2.4; Microsoft's references of Set-ReceiveConnector, Enable-ExchangeCertificate,
 * Disable-TlsCipherSuite, and of Schannel's registry keys.
 */
export const TLS_SETTINGS: Readonly<Record<string, Partial<Record<TlsSettingTopic, SettingLine>>>> = {
  Postfix: {
    'offer-starttls': 'smtpd_tls_security_level = may',
    'require-tls': '-o smtpd_tls_security_level=encrypt',
    'auth-after-tls': 'smtpd_tls_auth_only = yes',
    'certificate-chain': 'smtpd_tls_chain_files = /path/privkey.pem, /path/fullchain.pem',
    protocols: [
      ['smtpd_tls_protocols = >=TLSv1.2', 'may'],
      ['smtpd_tls_mandatory_protocols = >=TLSv1.2', 'encrypt'],
    ],
    'protocols-modern': [
      ['smtpd_tls_protocols = >=TLSv1.3', 'may'],
      ['smtpd_tls_mandatory_protocols = >=TLSv1.3', 'encrypt'],
    ],
    ciphers: 'smtpd_tls_exclude_ciphers = aNULL, eNULL, EXPORT, RC4, DES, 3DES, MD5, kRSA',
    'ciphers-strict':
      'smtpd_tls_exclude_ciphers = aNULL, eNULL, kRSA, kDHE, kPSK, SHA1, SHA256, SHA384, ARIA, AESCCM',
    // Empty means the 2048 bits that are built in.
    'dh-parameters': 'smtpd_tls_dh1024_param_file =',
    compression: 'tls_ssl_options = NO_COMPRESSION',
  },
  Exim: {
    'offer-starttls': 'tls_advertise_hosts = *',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Exim that expands this
    'auth-after-tls': 'auth_advertise_hosts = ${if eq{$tls_in_cipher}{}{}{*}}',
    'certificate-chain': 'tls_certificate = /path/fullchain.pem',
    protocols: [
      ['tls_require_ciphers = NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2', 'GnuTLS'],
      ['openssl_options = +no_sslv2 +no_sslv3 +no_tlsv1 +no_tlsv1_1', 'OpenSSL'],
    ],
    'protocols-modern': [
      ['tls_require_ciphers = NORMAL:-VERS-ALL:+VERS-TLS1.3', 'GnuTLS'],
      ['openssl_options = +no_sslv2 +no_sslv3 +no_tlsv1 +no_tlsv1_1 +no_tlsv1_2', 'OpenSSL'],
    ],
    ciphers: [
      ['tls_require_ciphers = NORMAL:-3DES-CBC:-ARCFOUR-128:-RSA', 'GnuTLS'],
      ['tls_require_ciphers = HIGH:!aNULL:!eNULL:!RC4:!3DES:!MD5:!kRSA', 'OpenSSL'],
    ],
    'ciphers-strict': [
      [
        'tls_require_ciphers = SECURE128:-RSA:-DHE-RSA:-AES-128-CBC:-AES-256-CBC:-AES-128-CCM:-AES-256-CCM',
        'GnuTLS',
      ],
      [`tls_require_ciphers = ${STRICT}`, 'OpenSSL'],
    ],
    'dh-parameters': 'tls_dhparam = ffdhe2048',
    stapling: 'tls_ocsp_file = /path/ocsp.der',
    compression: [['openssl_options = +no_compression', 'OpenSSL']],
  },
  OpenSMTPD: {
    'offer-starttls': 'listen on all tls pki NAME',
    'require-tls': 'listen on all port submission tls-require pki NAME auth',
    'certificate-chain': 'pki NAME cert "/path/fullchain.pem"',
    ciphers: 'smtp ciphers "HIGH:!aNULL:!eNULL:!RC4:!3DES:!MD5:!kRSA"',
    'ciphers-strict': `smtp ciphers "${STRICT}"`,
    'dh-parameters': 'pki NAME dhe auto',
  },
  Dovecot: {
    'offer-starttls': 'ssl = yes',
    'require-tls': 'ssl = required',
    'auth-after-tls': [
      ['disable_plaintext_auth = yes', '2.3'],
      ['auth_allow_cleartext = no', '2.4'],
    ],
    'certificate-chain': [
      ['ssl_cert = </path/fullchain.pem', '2.3'],
      ['ssl_server_cert_file = /path/fullchain.pem', '2.4'],
    ],
    protocols: 'ssl_min_protocol = TLSv1.2',
    'protocols-modern': 'ssl_min_protocol = TLSv1.3',
    ciphers: 'ssl_cipher_list = HIGH:!aNULL:!eNULL:!RC4:!3DES:!MD5:!kRSA',
    'ciphers-strict': `ssl_cipher_list = ${STRICT}`,
    'dh-parameters': [
      ['ssl_dh = </path/dh2048.pem', '2.3'],
      ['ssl_server_dh_file = /path/dh2048.pem', '2.4'],
    ],
  },
  'Microsoft Exchange': {
    'require-tls': `${FRONTEND} -RequireTLS $true`,
    'auth-after-tls': `${FRONTEND} -AuthMechanism Tls, BasicAuth, BasicAuthRequireTLS`,
    'certificate-chain': 'Enable-ExchangeCertificate -Thumbprint THUMBPRINT -Services SMTP',
    protocols: `${SCHANNEL}\\TLS 1.0\\Server: Enabled = 0`,
    ciphers: 'Disable-TlsCipherSuite -Name TLS_RSA_WITH_3DES_EDE_CBC_SHA',
  },
};
