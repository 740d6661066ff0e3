import { Inject } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { AccountsService, Roles, SignInPayload } from '../modules/accounts/index.js';
import { Public, type Role } from '../platform/auth/index.js';
import { CONFIG, type Config } from '../platform/config/index.js';
import { NotFoundError, Request, type RequestContext, TextField } from '../platform/graphql/index.js';
import { demoPersonas } from './demo-personas.js';

@ObjectType('DemoPersona', { description: 'An invented person to sign in as with one click.' })
class DemoPersonaType {
  @Field()
  key: string;

  @Field()
  name: string;

  @Field(() => Roles)
  role: Role;

  @Field()
  about: string;
}

@ObjectType('Demo', { description: 'Only where an installation runs as a demo.' })
class DemoType {
  @Field(() => [DemoPersonaType])
  personas: DemoPersonaType[];

  @Field(() => String, { nullable: true, description: 'Page of the mail catcher.' })
  mailUrl: string | null;
}

@InputType()
class SignInAsDemoPersonaInput {
  @TextField({ max: 40 })
  key: string;
}

@Resolver()
export class DemoResolver {
  constructor(
    @Inject(AccountsService) private readonly accounts: AccountsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Public()
  @Query(() => DemoType, { nullable: true, description: 'Null unless DEMO is on.' })
  demo(): DemoType | null {
    if (!this.config.isDemo) return null;
    return {
      personas: demoPersonas.map(({ key, name, role, about }) => ({ key, name, role, about })),
      mailUrl: this.config.demoMailUrl,
    };
  }

  @Public()
  @Mutation(() => SignInPayload, { description: 'Refused unless DEMO is on.' })
  async signInAsDemoPersona(
    @Request() request: RequestContext,
    @Args('input') input: SignInAsDemoPersonaInput,
  ): Promise<SignInPayload> {
    const persona = demoPersonas.find(({ key }) => key === input.key);
    if (!persona || !this.config.isDemo) throw new NotFoundError('DemoPersona', null);
    return {
      step: 'SIGNED_IN',
      viewer: await this.accounts.signInDemoAccount(request, persona.email, persona.role),
      userErrors: [],
    };
  }
}
