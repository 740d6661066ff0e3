import { useQuery } from '@apollo/client/react';
import { say as sayIn, type ExerciseDefinition } from '@rejoin/domain';
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
      {definition.steps.flatMap(({ key, later, blocks }) =>
        blocks.map((block) => (
          <li key={`${key} ${block.key}`}>
            <span>{sayIn(block.prompt, say.language)}</span>
            <span className={styles.tags}>
              {block.readers === 'ONLY_ME' ? <Tag>{say('assign.onlyClient')}</Tag> : null}
              {later === 'NEXT_SESSION' || later === 'WHEN_I_CHOOSE' ? (
                <Tag>{say(`sitting.${later}`)}</Tag>
              ) : later === 'TOGETHER' ? (
                <Tag>{say('assign.later.TOGETHER')}</Tag>
              ) : null}
            </span>
          </li>
        )),
      )}
    </ol>
  );
}
