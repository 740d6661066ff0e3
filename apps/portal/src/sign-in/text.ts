import english from './messages/en.json' with { type: 'json' };

export type MessageId = keyof typeof english;

/** The sentences of this entry. It is small on purpose: no message runtime, only names put into places. */
export function say(id: MessageId, values: Record<string, string> = {}): string {
  return english[id].message.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
