import { type ArgumentMetadata, type Type, ValidationPipe } from '@nestjs/common';
import {
  getMetadataStorage,
  type ValidationArguments,
  type ValidationError,
  ValidationTypes,
} from 'class-validator';
import { UserError, UserErrorCode } from './errors.js';
import { arrivedAsSent } from './scalars.js';

/**
 * Nest's ValidationPipe, which looks up what is declared of a class, and copies and walks what was sent, for each request anew.
 * Here that is looked up once: an input whose fields are all as their class declares them is taken by that, and whatever is
 * anything else goes to Nest's pipe, which alone says what is wrong.
 */
export class InputPipe extends ValidationPipe {
  readonly #takers = new WeakMap<Type, Taker>();

  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      exceptionFactory: (faults) => {
        const { message, field } = firstFault(faults);
        return new UserError(UserErrorCode.INVALID, message, field);
      },
    });
  }

  // Not async: what needs no waiting is handed on at once. Nest awaits either.
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    return this.#taken(value, metadata) as Promise<unknown>;
  }

  #taken(value: unknown, metadata: ArgumentMetadata): unknown {
    // The viewer and the parent are no inputs.
    if (metadata.type === 'custom') return value;
    const { metatype } = metadata;
    if (!metatype || !this.toValidate(metadata) || !isPlain(value)) return super.transform(value, metadata);
    let take = this.#takers.get(metatype);
    if (!take) {
      take = takerOf(metatype);
      this.#takers.set(metatype, take);
    }
    return take(value) ?? super.transform(value, metadata);
  }
}

/** Makes an instance of an input's class of what was sent; null where it is not sure that Nest's pipe would make the same. */
type Taker = (sent: Record<string, unknown>) => object | null;

interface Check {
  /** Whether the field is looked at at all: `@IsOptional` and `@ValidateIf`. */
  isConditional: boolean;
  constraints: unknown[] | undefined;
  validate: (value: unknown, args: ValidationArguments) => unknown;
}

function takerOf(type: Type): Taker {
  const fields = new Map<string, Check[]>();
  const storage = getMetadataStorage();
  for (const rule of storage.getTargetValidationMetadatas(type, type.name, false, false)) {
    const checks = fields.get(rule.propertyName) ?? [];
    fields.set(rule.propertyName, checks);
    if (rule.type === ValidationTypes.CONDITIONAL_VALIDATION) {
      const [isLookedAt] = rule.constraints as [(object: object, value: unknown) => boolean];
      checks.push({
        isConditional: true,
        constraints: undefined,
        validate: (value, { object }) => Boolean(isLookedAt(object, value)),
      });
    } else if (rule.type === ValidationTypes.CUSTOM_VALIDATION && !rule.validateIf) {
      for (const { instance } of storage.getTargetValidatorConstraints(rule.constraintCls))
        checks.push({
          isConditional: false,
          constraints: rule.constraints,
          validate: (value, args) => instance.validate(value, args),
        });
    } else {
      // An input within an input: it is copied and checked in depth.
      checks.push({ isConditional: false, constraints: undefined, validate: () => false });
    }
  }
  for (const checks of fields.values())
    checks.sort((a, b) => Number(b.isConditional) - Number(a.isConditional));

  const isFine = (object: object, property: string, value: unknown, checks: Check[]): boolean => {
    for (const { isConditional, constraints = [], validate } of checks) {
      // A promise is not `true` either.
      if (validate(value, { targetName: type.name, property, object, value, constraints }) === true) continue;
      return isConditional;
    }
    return true;
  };

  return (sent) => {
    const input = new type() as Record<string, unknown>;
    for (const [property, value] of Object.entries(sent)) {
      const isKept = typeof value !== 'object' || value === null || arrivedAsSent(value);
      if (!isKept || typeof value === 'function' || !fields.has(property)) return null;
      input[property] = value;
    }
    for (const [property, checks] of fields)
      if (!isFine(input, property, input[property], checks)) return null;
    return input;
  };
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** The first thing that is wrong with an input, in the words of its field. */
function firstFault(
  faults: ValidationError[],
  path: string[] = [],
): { message: string; field: string | null } {
  const [fault] = faults;
  if (!fault) return { message: 'This cannot be used.', field: null };
  const here = [...path, fault.property];
  if (fault.children && fault.children.length > 0) return firstFault(fault.children, here);
  return {
    message: Object.values(fault.constraints ?? {})[0] ?? 'This cannot be used.',
    field: here.join('.'),
  };
}
