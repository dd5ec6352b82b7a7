const SAMPLE_CHARACTERS = 200;

/** What a finding keeps of a text from the peer: 200 characters. */
export function sample(text: string): string {
  return text.slice(0, SAMPLE_CHARACTERS);
}

const FIRST_CHARACTERS = 60;

/** What one of many texts is given room for: 60 characters, an ellipsis included. */
export function firstWords(text: string): string {
  return text.length <= FIRST_CHARACTERS ? text : `${text.slice(0, FIRST_CHARACTERS - 1)}…`;
}

/** The lines of a reply that a finding keeps: the first five, 200 characters each. */
export function sampleLines(lines: readonly string[]): string[] {
  return lines.slice(0, 5).map(sample);
}
