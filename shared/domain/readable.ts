/** A recorded word as people say it: `needs_operator_action` gives `needs operator action`. */
export const readable = (word: string): string => word.replaceAll('_', ' ');
