import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, type Viewer } from '../../platform/auth/index.js';
import { AsViewer } from '../../platform/graphql/index.js';
import { EndingWishesService } from './ending-wishes.service.js';
import {
  CloseEndingWishInput,
  CloseEndingWishPayload,
  EndingWishType,
  OwnJointWork,
  SetEndingWishInput,
  SetEndingWishPayload,
} from './ending-wishes.types.js';

@Resolver()
export class EndingWishesResolver {
  constructor(@Inject(EndingWishesService) private readonly wishes: EndingWishesService) {}

  @Allow('CLIENT')
  @Query(() => [OwnJointWork], {
    description: 'The joint work that the viewer is in and that has not ended.',
  })
  ownJointWork(@AsViewer() viewer: Viewer): Promise<OwnJointWork[]> {
    return this.wishes.ownJointWork(viewer);
  }

  @Allow('CLIENT')
  @Mutation(() => SetEndingWishPayload, {
    description:
      'Tells the care team, and nobody else, that one wishes to end joint work, or that one does not any more. No screen shows it.',
  })
  async setEndingWish(
    @AsViewer() viewer: Viewer,
    @Args('input') input: SetEndingWishInput,
  ): Promise<SetEndingWishPayload> {
    await this.wishes.setWish(viewer, input);
    return { userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Query(() => [EndingWishType], {
    description: 'Who wishes to end joint work and was not talked with yet, whoever waits longest first.',
  })
  endingWishes(@AsViewer() viewer: Viewer): Promise<EndingWishType[]> {
    return this.wishes.endingWishes(viewer);
  }

  @Allow('CLINICIAN')
  @Mutation(() => CloseEndingWishPayload, {
    description: 'It was talked about with the one who wished it, and joint work goes on.',
  })
  async closeEndingWish(
    @AsViewer() viewer: Viewer,
    @Args('input') input: CloseEndingWishInput,
  ): Promise<CloseEndingWishPayload> {
    return { endingWishes: await this.wishes.closeWish(viewer, input), userErrors: [] };
  }
}
