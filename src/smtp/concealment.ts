/** Shorter texts stand in too many innocent words to be told from them. */
const LEAST_CHARACTERS = 4;
/** A server that echoes a line may cut it; so much of its beginning gives it away. */
const BEGINNING_CHARACTERS = 16;

/** Keeps what a client said in secret out of the records when a server sends it back, as some do in an error. */
export class Concealment {
  #pattern: RegExp | undefined;
  readonly #sources = new Set<string>();

  /** Adds secrets in the forms in which they may come back; those below 4 characters are not looked for. */
  add(secrets: readonly string[]): void {
    for (const secret of secrets.filter(({ length }) => length >= LEAST_CHARACTERS)) {
      this.#sources.add(sourceOf(secret));
    }
    // A server may change the case of what it echoes.
    if (this.#sources.size > 0) this.#pattern = new RegExp([...this.#sources].join('|'), 'gi');
  }

  /** The text with every secret replaced by `***`. */
  hide(text: string): string {
    return this.#pattern ? text.replace(this.#pattern, '***') : text;
  }
}

function sourceOf(secret: string): string {
  const beginning = escapeRegExp(secret.slice(0, BEGINNING_CHARACTERS));
  return secret.length > BEGINNING_CHARACTERS ? `${beginning}[\\w+/=.~-]*` : beginning;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
