import { useQuery } from '@apollo/client/react';
import {
  say as sayIn,
  sittingKind,
  sittingOf,
  stepsIn,
  type ExerciseDefinition,
  type Step,
} from '@rejoin/domain';
import { ErrorState, Loading, Tag } from '../../../ui/index.js';
import { ExercisePreviewDocument } from '../../gql/graphql.js';
import { useText } from '../../text.js';
import styles from '../../Desk.module.css';

/** Every question in its order and wording, with who will read the answer. */
export function ExercisePreview({ slug }: { slug: string }) {
  const say = useText();
  const { data, error, refetch } = useQuery(ExercisePreviewDocument, { variables: { slug } });
  if (!data?.exercise) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading lines={3} />;
  }
  const definition = data.exercise.definition as ExerciseDefinition;
  return (
    <ol className={styles.steps}>
      {stepsIn(definition).flatMap((step) =>
        step.blocks.map((block) => (
          <li key={`${step.key} ${block.key}`}>
            <span>{sayIn(block.prompt, say.language)}</span>
            <span className={styles.tags}>
              {block.readers === 'ONLY_ME' ? <Tag>{say('assign.onlyClient')}</Tag> : null}
              <Later of={step} />
            </span>
          </li>
        )),
      )}
    </ol>
  );
}

function Later({ of: step }: { of: Step }) {
  const say = useText();
  if (step.later === 'TOGETHER') return <Tag>{say('assign.later.TOGETHER')}</Tag>;
  const sitting = sittingOf(step);
  const kind = sitting === undefined ? 'FIRST' : sittingKind(sitting);
  return kind === 'FIRST' ? null : <Tag>{say(`sitting.${kind}`)}</Tag>;
}
