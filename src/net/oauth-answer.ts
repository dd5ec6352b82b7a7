/** Why a token endpoint gave no usable token. */
export type OAuthProblem =
  | { readonly kind: 'timeout' | 'too-large' }
  /** `code` is the system's, undici's or OpenSSL's name for it. */
  | { readonly kind: 'unreachable'; readonly code: string }
  | { readonly kind: 'redirect' | 'status'; readonly status: number }
  /** `member` is what the JSON lacks; absent when it is no JSON object. */
  | { readonly kind: 'malformed'; readonly member?: 'access_token' | 'token_type' }
  /** An error answer (RFC 6749 §5.2); `code` such as `invalid_grant`, `description` in the endpoint's words. */
  | { readonly kind: 'refused'; readonly code: string; readonly description?: string };

export type TokenAnswer =
  | {
      readonly token: string;
      /** Whether a new refresh token came with it, which takes the old one's place (RFC 6749 §6). */
      readonly isRotated: boolean;
    }
  | { readonly problem: OAuthProblem };

interface GrantSecrets {
  readonly refreshToken: string;
  readonly clientSecret?: string;
}

const DESCRIPTION_CHARACTERS = 200;
/** As many characters of a secret as are too many to be quoted. */
const FRAGMENT_CHARACTERS = 8;

/** Reads a token endpoint's answer (RFC 6749 §5.1, §5.2); the secrets are what it may not be quoted with. */
export function parseTokenAnswer(status: number, text: string, secrets: GrantSecrets): TokenAnswer {
  const answer = parseObject(text);
  const hidden = Object.values(secrets).flatMap(formsOf);
  const code = answer?.error;
  if (typeof code === 'string') return { problem: refusal(code, answer?.error_description, hidden) };
  if (status !== 200) return { problem: { kind: 'status', status } };
  if (!answer) return { problem: { kind: 'malformed' } };
  const { access_token: token, token_type: type = 'bearer', refresh_token: next } = answer;
  // What RFC 6750 §2.1 lets a header carry, and SASL's ^A and NUL are not in it.
  if (typeof token !== 'string' || !/^[!-~]+$/.test(token)) {
    return { problem: { kind: 'malformed', member: 'access_token' } };
  }
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') {
    return { problem: { kind: 'malformed', member: 'token_type' } };
  }
  return { token, isRotated: typeof next === 'string' && next !== secrets.refreshToken };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refusal(code: string, description: unknown, hidden: readonly string[]): OAuthProblem {
  // The characters an error code may have (RFC 6749 §5.2), and no more than any has.
  const isCode = /^[!#-[\]-~]{1,64}$/.test(code) && !tells(code, hidden);
  const line = typeof description === 'string' ? (description.trim().split(/[\r\n]/)[0] ?? '') : '';
  const words = line.slice(0, DESCRIPTION_CHARACTERS);
  return {
    kind: 'refused',
    code: isCode ? code : 'unknown',
    ...(words === '' || tells(words, hidden) ? {} : { description: words }),
  };
}

/** A secret in the forms in which it was sent or may come back, in lower case. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const forms = [secret, encodeURIComponent(secret), bytes.toString('base64'), bytes.toString('base64url')];
  return forms.map((form) => form.toLowerCase());
}

/** Whether a text holds a fragment of something that is to stay hidden. */
function tells(text: string, hidden: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return hidden.some((form) => {
    if (form.length <= FRAGMENT_CHARACTERS) return lower.includes(form);
    const last = lower.length - FRAGMENT_CHARACTERS;
    for (let at = 0; at <= last; at += 1) {
      if (form.includes(lower.slice(at, at + FRAGMENT_CHARACTERS))) return true;
    }
    return false;
  });
}
