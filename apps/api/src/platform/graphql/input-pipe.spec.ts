import 'reflect-metadata';
import { type ArgumentMetadata, type Type, ValidationPipe } from '@nestjs/common';
import fc from 'fast-check';
import { PageArgs } from './connection.js';
import {
  FlagField,
  IdField,
  IntField,
  JsonField,
  ListField,
  PartField,
  TextField,
  ValueField,
} from './fields.js';
import { InputPipe } from './input-pipe.js';
import { JsonObject } from './scalars.js';

class Part {
  @TextField({ max: 5 })
  text: string;
}

class Whole {
  @IdField()
  id: string;

  @TextField({ max: 5, nullable: true })
  text?: string | null;

  @IntField({ min: 1, max: 9, nullable: true })
  number?: number | null;

  @FlagField({ nullable: true })
  isSo?: boolean | null;

  @ValueField(() => String, { nullable: true })
  value?: string | null;
}

class Sent {
  @IdField()
  id: string;

  @JsonField()
  body: object;
}

class Composed {
  @IdField()
  id: string;

  @ListField(() => String, { max: 2, nullable: true })
  list?: string[] | null;

  @PartField(() => Part, { nullable: true })
  part?: Part | null;
}

const metadata = (metatype: Type): ArgumentMetadata => ({ type: 'body', metatype, data: 'input' });
const ours = new InputPipe();
const nests = new ValidationPipe({
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  exceptionFactory: (faults) => faults,
});
/** Nest's pipe changes what it is given. */
const copyOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : value;
const outcomeOf = async (pipe: ValidationPipe, type: Type, value: unknown): Promise<unknown> => {
  try {
    return { taken: await pipe.transform(copyOf(value), metadata(type)) };
  } catch {
    return 'refused';
  }
};

const leaf = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, false, 0, 5, 10, 1.5, NaN, '', 'a', 'six is', '\u0000'),
  fc.constantFrom<unknown>([], ['a'], ['a', 'b', 'c'], [1], {}, { text: 'a' }, { text: 'much too long' }),
  fc.string(),
  fc.integer(),
);
const names = ['id', 'text', 'number', 'isSo', 'value', 'body', 'list', 'part', 'first', 'after', 'other'];
const anything = fc.dictionary(fc.constantFrom(...names), leaf);
const nearly = fc.record(
  { id: fc.constant('an-id'), text: leaf, number: leaf, isSo: leaf, value: leaf },
  { requiredKeys: ['id'] },
);

describe('what is declared of an input is looked up once, and', () => {
  it.each<[string, Type, fc.Arbitrary<unknown>]>([
    ['fields', Whole, nearly],
    [
      'parts',
      Composed,
      fc.record({ id: fc.constant('a'), list: leaf, part: leaf }, { requiredKeys: ['id'] }),
    ],
    ['pages', PageArgs, fc.record({ first: leaf, after: leaf }, { requiredKeys: [] })],
    ['anything else', Whole, anything],
    ['no object', PageArgs, leaf],
  ])('an input of %s is taken or refused as Nest does it', async (_, type, inputs) => {
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => {
        expect(await outcomeOf(ours, type, input)).toEqual(await outcomeOf(nests, type, input));
      }),
      { numRuns: 400 },
    );
  });

  it('takes an input as its class, with what the class sets by itself', async () => {
    const page: unknown = await ours.transform({ after: 'x' }, metadata(PageArgs));
    expect(page).toBeInstanceOf(PageArgs);
    expect(page).toEqual({ first: 25, after: 'x' });
  });

  it('hands JSON on as it was sent, and only where its scalar has read it', async () => {
    const body = JsonObject.parseValue({ answers: { a: 1 } });
    const taken = (await ours.transform({ id: 'a', body }, metadata(Sent))) as Sent;
    expect(taken.body).toBe(body);
    // As a document may hold it, past the scalar's check of variables: taken out by Nest.
    const written = { constructor: 1, kept: 2 };
    const stripped = (await ours.transform({ id: 'a', body: written }, metadata(Sent))) as Sent;
    expect(stripped.body).toEqual({ kept: 2 });
  });

  it('says what is wrong in the words of the field', async () => {
    await expect(
      Promise.resolve().then(() => ours.transform({ id: 'a', number: 10 }, metadata(Whole))),
    ).rejects.toMatchObject({ field: 'number', message: 'number must not be greater than 9' });
  });

  it('leaves alone what is no input', () => {
    const viewer = { name: 'a' };
    expect(ours.transform(viewer, { type: 'custom', metatype: Whole })).toBe(viewer);
  });
});
