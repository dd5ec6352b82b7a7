/** A run of letters that may be base64, standard or for URLs (RFC 4648 §4, §5). */
const BASE64_RUN = /[\w+/-]{8,}/g;

/** The offsets at which a secret may begin in what a run of base64 encodes. */
const PHASES = [0, 1, 2, 3];

/** Whether a text shows a secret: as it is, in JSON, in a URL, in hexadecimal, or within anything in base64. */
export function shows(text: string, secret: string): boolean {
  const forms = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString('hex'),
  ];
  return forms.some((form) => text.includes(form)) || showsInBase64(text, secret);
}

function showsInBase64(text: string, secret: string): boolean {
  const hidden = text.match(BASE64_RUN) ?? [];
  return hidden.some((run) =>
    PHASES.some((phase) => Buffer.from(run.slice(phase), 'base64').includes(secret)),
  );
}
