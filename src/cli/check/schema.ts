import { CONFIG, DEFINITIONS } from './config-fields.ts';

/** The JSON Schema (draft-07) of the config, from the definition that the config is read with. */
export function configSchema(): Readonly<Record<string, unknown>> {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://unpkg.com/smtp-doctor/smtp-doctor.schema.json',
    title: 'smtp-doctor check',
    description: 'What the mail servers that smtp-doctor check looks at must be.',
    ...CONFIG.schema,
    definitions: DEFINITIONS,
  };
}
