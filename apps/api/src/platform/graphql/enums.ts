import { registerEnumType } from '@nestjs/graphql';

/** Declares an enum of the schema from the values the code already knows: `Values[number]` is its type. */
export function graphqlEnum<const Values extends readonly string[]>(
  name: string,
  values: Values,
  description: string,
): { readonly [Value in Values[number]]: Value } {
  const entries = Object.fromEntries(values.map((value) => [value, value])) as {
    [Value in Values[number]]: Value;
  };
  registerEnumType(entries, { name, description });
  return entries;
}
