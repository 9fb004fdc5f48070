// Questions to a list of messages that make a list first.

interface Message {
  readonly id: string;
  readonly from: string;
  readonly unread: boolean;
}

export function badge(messages: readonly Message[]): string {
  return messages.filter((message) => message.unread).length > 0 ? 'new' : '';
}

export function isListed(messages: readonly Message[], id: string): boolean {
  return messages.map((message) => message.id).includes(id);
}

export function hasNewsFrom(messages: readonly Message[], name: string): boolean {
  return messages.filter((message) => message.unread).some((message) => message.from === name);
}
