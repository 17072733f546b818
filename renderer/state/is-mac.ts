/** Whether this keyboard has ⌘ rather than Ctrl. */
export const isMac = (): boolean => /mac/i.test(navigator.platform);
