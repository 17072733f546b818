/** The field only where it says something: what is missing is absent, never undefined or `""`. */
export const given = <K extends string, V>(name: K, value: V | undefined) =>
  // One field of that name and type, or none.
  (value === undefined ? {} : { [name]: value }) as Readonly<Partial<Record<K, V>>>;

/** The fields of a value that its schema does not name, as they are. */
export const unnamed = (
  { shape }: { readonly shape: object },
  value: object,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !Object.hasOwn(shape, name)));
