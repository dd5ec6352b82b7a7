const SAMPLE_CHARACTERS = 200;

/** What a finding keeps of a text from the peer: 200 characters. */
export function sample(text: string): string {
  return text.slice(0, SAMPLE_CHARACTERS);
}

/** The lines of a reply that a finding keeps: the first five, 200 characters each. */
export function sampleLines(lines: readonly string[]): string[] {
  return lines.slice(0, 5).map(sample);
}
