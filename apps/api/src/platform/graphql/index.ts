export { graphqlEnum } from './enums.js';
export {
  type Connection,
  connectionOf,
  cursorForms,
  cursorKeys,
  PageArgs,
  PageInfo,
  pageOf,
} from './connection.js';
export {
  BadInputError,
  ForbiddenError,
  NotFoundError,
  UnauthenticatedError,
  UserError,
  UserErrorCode,
} from './errors.js';
export {
  FlagField,
  IdField,
  IntField,
  JsonField,
  ListField,
  PartField,
  TextField,
  ValueField,
} from './fields.js';
export { describeFault, graphqlModule } from './graphql.module.js';
export { asId } from './ids.js';
export { InputPipe } from './input-pipe.js';
export { Payload } from './payload.js';
export { AsViewer, MaybeViewer, Request, type RequestContext } from './request-context.js';
export { DateScalar, DateTime, DateTimeScalar, JsonObject, LocalDate } from './scalars.js';
export { inSource } from './source-places.js';
