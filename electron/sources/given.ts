import { ownNames } from './own-names.ts';

/** The field only where it says something: what is missing is absent, never undefined or `""`. */
export const given = <K extends string, V>(name: K, value: V | undefined) =>
  // One field of that name and type, or none.
  (value === undefined ? {} : { [name]: value }) as Readonly<Partial<Record<K, V>>>;

/**
 * Fields that are not known, to be kept with a record. One that has a name of ours is kept under another:
 * nobody has checked it, so it must not stand for our own.
 */
export const unknownFields = (fields: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      ownNames.has(name) ? `their_${name}` : name,
      value,
    ]),
  );

/** The fields of a value that its schema does not name, as `unknownFields`. */
export const unnamed = (
  { shape }: { readonly shape: object },
  value: object,
): Readonly<Record<string, unknown>> =>
  unknownFields(
    Object.fromEntries(Object.entries(value).filter(([name]) => !Object.hasOwn(shape, name))),
  );
