import type { SessionOptions } from '../session.ts';
import type { Conversation } from './conversation.ts';
import type { View } from './view.ts';

/** Who can be asked; both throw UsageError where nobody can. */
export interface Asker {
  line(label: string): Promise<string>;
  /** For what is not to be seen. */
  hidden(label: string): Promise<string>;
}

/** What a macro works with. */
export interface SessionTools {
  readonly conversation: Conversation;
  readonly view: View;
  readonly asker: Asker;
  readonly options: SessionOptions;
}
