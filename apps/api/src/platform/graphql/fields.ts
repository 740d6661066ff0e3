import { applyDecorators } from '@nestjs/common';
import { Field, ID, Int } from '@nestjs/graphql';
import { isCleanText, countCharacters } from '@rejoin/domain';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  registerDecorator,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { JsonObject } from './scalars.js';

interface FieldOptions {
  nullable?: boolean;
  description?: string;
}

const optional = (nullable?: boolean) => (nullable ? [IsOptional()] : []);

/** Text a person typed: counted in characters as they see them, without control characters or halves of one. */
export function TextField({
  max,
  nullable,
  // What may be left out may be left blank.
  min = nullable ? 0 : 1,
  description,
}: FieldOptions & { max: number; min?: number }): PropertyDecorator {
  return applyDecorators(
    Field(() => String, { nullable: nullable ?? false, description }),
    ...optional(nullable),
    IsString(),
    HasCharacters(min, max),
  );
}

export function IdField({ nullable, description }: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    Field(() => ID, { nullable: nullable ?? false, description }),
    ...optional(nullable),
    IsString(),
    HasCharacters(1, 100),
  );
}

export function IntField({
  min,
  max,
  nullable,
  description,
}: FieldOptions & { min: number; max: number }): PropertyDecorator {
  return applyDecorators(
    Field(() => Int, { nullable: nullable ?? false, description }),
    ...optional(nullable),
    IsInt(),
    Min(min),
    Max(max),
  );
}

export function FlagField({ nullable, description }: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    Field(() => Boolean, { nullable: nullable ?? false, description }),
    ...optional(nullable),
    IsBoolean(),
  );
}

/** A value of an enum or own scalar; the schema has checked it already. */
export function ValueField(
  type: () => unknown,
  { nullable, description }: FieldOptions = {},
): PropertyDecorator {
  return applyDecorators(
    Field(type as () => StringConstructor, { nullable: nullable ?? false, description }),
    ...optional(nullable),
    ValidateIf(() => true),
  );
}

/** Several of a kind: enum values, ids, or inputs of their own, which are checked each. */
export function ListField(
  type: () => unknown,
  { min = 0, max, nullable, description }: FieldOptions & { min?: number; max: number },
): PropertyDecorator {
  const item = type();
  const isText = item === ID || item === String;
  return applyDecorators(
    Field(() => [type() as StringConstructor], { nullable: nullable ?? false, description }),
    ...optional(nullable),
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    ...(isText ? [IsString({ each: true }), MaxLength(100, { each: true })] : []),
    ...(typeof item === 'function' && !isText ? [ValidateNested({ each: true }), Type(() => item)] : []),
  );
}

/** An input of its own within another, which is checked as well. */
export function PartField(
  type: () => new () => object,
  { nullable, description }: FieldOptions = {},
): PropertyDecorator {
  return applyDecorators(
    Field(type, { nullable: nullable ?? false, description }),
    ...optional(nullable),
    ValidateNested(),
    Type(type),
  );
}

export function JsonField({ description }: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    Field(() => JsonObject, { description }),
    // As it was sent: class-transformer would rebuild it, key by key.
    Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key]),
    IsObject(),
  );
}

function HasCharacters(min: number, max: number): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'hasCharacters',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' &&
          isCleanText(value) &&
          value.trim().length >= Math.min(min, 1) &&
          countCharacters(value) >= min &&
          countCharacters(value) <= max,
        defaultMessage: (args) => {
          const value: unknown = args?.value;
          if (typeof value === 'string' && !isCleanText(value))
            return 'This has characters in it that cannot be kept.';
          if (typeof value === 'string' && countCharacters(value) > max)
            return `At most ${max} characters fit here.`;
          return 'Please fill this in.';
        },
      },
    });
}
