import { SmtpError } from '../errors.ts';

/** Puts an error of a TLS socket before its handshake's end into ours. */
export function tlsFailure(error: NodeJS.ErrnoException & { readonly reason?: string }): SmtpError {
  const { code, syscall, reason, message } = error;
  // Node gives the end of the stream this code too, but no system call.
  if (code === 'ECONNRESET' && syscall === undefined) return closedFailure(error);
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ECONNABORTED') {
    return new SmtpError('disconnected', 'the server broke the connection off during the TLS handshake', {
      stage: 'tls',
      code,
      cause: error,
    });
  }
  return new SmtpError('tls', `TLS handshake failed: ${reason ?? message}`, {
    stage: 'tls',
    code: normaliseCode(code, reason),
    cause: error,
  });
}

/** The error for a server that closed in the midst of the handshake. */
export function closedFailure(cause?: Error): SmtpError {
  return new SmtpError('disconnected', 'the server closed the connection during the TLS handshake', {
    stage: 'tls',
    code: 'EOF',
    cause,
  });
}

/** One name for one reason: OpenSSL 3.2 and later write `ssl/tls alert` for what was `sslv3 alert` before. */
function normaliseCode(code: string | undefined, reason: string | undefined): string | undefined {
  const name =
    code ?? (reason === undefined ? undefined : `ERR_SSL_${reason.toUpperCase().replaceAll(' ', '_')}`);
  return name?.replace('ERR_SSL_SSL/TLS_ALERT', 'ERR_SSL_SSLV3_ALERT');
}
