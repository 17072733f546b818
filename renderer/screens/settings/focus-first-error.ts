/** Leads to the first field that cannot be taken as it is: it may have been scrolled away. */
export function focusFirstError(form: HTMLFormElement): void {
  // The errors stand beside their fields only after the next rendering.
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
