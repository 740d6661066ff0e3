import type { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { BadInputError } from './errors.js';

@ObjectType()
export class PageInfo {
  @Field()
  hasNextPage: boolean;

  @Field()
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true })
  startCursor: string | null;

  @Field(() => String, { nullable: true })
  endCursor: string | null;
}

/** Where a page begins and how long it is. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 25 })
  @IsInt()
  @Min(1)
  @Max(100)
  first: number = 25;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(300)
  after?: string | null;
}

export interface Connection<Node> {
  edges: { node: Node; cursor: string }[];
  pageInfo: PageInfo;
}

/** Declares `<Name>Connection` and `<Name>Edge` for a node type. */
export function connectionOf<Node>(node: Type<Node>, name: string): Type<Connection<Node>> {
  @ObjectType(`${name}Edge`)
  class Edge {
    @Field(() => node)
    node: Node;

    @Field()
    cursor: string;
  }

  @ObjectType(`${name}Connection`)
  class NodeConnection {
    @Field(() => [Edge])
    edges: Edge[];

    @Field(() => PageInfo)
    pageInfo: PageInfo;
  }
  return NodeConnection;
}

/** A page from one row more than was asked for; the keys of the last row are the cursor. */
export function pageOf<Row, Node>(
  rows: Row[],
  args: PageArgs,
  keys: (row: Row) => (string | number)[],
  node: (row: Row) => Node,
): Connection<Node> {
  const page = rows.slice(0, args.first);
  const edges = page.map((row) => ({
    node: node(row),
    cursor: Buffer.from(JSON.stringify(keys(row))).toString('base64url'),
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > args.first,
      hasPreviousPage: Boolean(args.after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** The keys a cursor stands for, checked against their forms; null for the first page. */
export function cursorKeys<const Forms extends readonly { test(key: string): boolean }[]>(
  after: string | null | undefined,
  forms: Forms,
): { [K in keyof Forms]: string } | null {
  if (!after) return null;
  let keys: unknown;
  try {
    keys = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'));
  } catch {
    keys = null;
  }
  const ok =
    Array.isArray(keys) &&
    keys.length === forms.length &&
    keys.every((key, index) => typeof key === 'string' && forms[index]?.test(key));
  if (!ok) throw new BadInputError('This cursor is not one of ours.');
  return keys as { [K in keyof Forms]: string };
}

const momentForm = /^(?!0000)(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d{6}Z$/;

/** A moment as PostgreSQL's microseconds need it, of a day and an hour that there are. */
function isMoment(key: string): boolean {
  const seconds = momentForm.exec(key)?.[1];
  if (!seconds) return false;
  const date = new Date(`${seconds}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(seconds);
}

/** Forms of the keys that cursors are made of. */
export const cursorForms = {
  id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  moment: { test: isMoment },
  name: /^[^\u0000]{0,200}$/,
  flag: /^(true|false)$/,
};
