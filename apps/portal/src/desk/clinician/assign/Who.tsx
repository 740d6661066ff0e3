import { useQuery } from '@apollo/client/react';
import { listed } from '../../../lib/format.js';
import { ChooseSome } from '../../../ui/index.js';
import { Select } from '../../../ui/Select.js';
import { AssignTargetsDocument } from '../../gql/graphql.js';
import { useText } from '../../text.js';
import type { Recipients, Target } from './use-recipients.js';
import styles from '../../Desk.module.css';

/** So many open pieces are enough for one person; more is a question of ours, never a refusal. */
const enoughOpen = 2;

/** The second line of the sheet: the person, or whom of a couple. Everyone is preselected. */
export function Who({
  isGiven,
  isFirst,
  target,
  onTarget,
  recipients,
  chosenIds,
  onChoose,
}: {
  /** The page the sheet was opened from says whom it is about. */
  isGiven: boolean;
  /** The exercise is chosen already, so this is the first thing to say. */
  isFirst: boolean;
  target: Target | null;
  onTarget: (target: Target) => void;
  recipients: Recipients | null;
  chosenIds: readonly string[] | null;
  onChoose: (ids: readonly string[]) => void;
}) {
  const say = useText();
  const caseload = useQuery(AssignTargetsDocument, { variables: { first: 100 }, skip: isGiven });
  const rows = caseload.data?.caseload.edges.map(({ node }) => node) ?? [];
  const people = recipients?.people ?? [];
  const chosen = people.filter(({ id }) => !chosenIds || chosenIds.includes(id));
  const full = chosen.filter(({ openCount }) => openCount >= enoughOpen);
  return (
    <>
      {isGiven ? null : (
        <Select
          label={say('assign.who')}
          placeholder={say('assign.whoChoose')}
          autoFocus={isFirst}
          value={target?.id ?? null}
          onChange={(chosenId) => {
            const row = rows.find(({ id }) => id === chosenId);
            if (row) onTarget({ kind: row.kind, id: row.id });
          }}
          options={rows.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {recipients?.kind === 'COUPLE' ? (
        <ChooseSome
          label={isGiven ? say('assign.who') : say('assign.whoOf')}
          value={chosen.map(({ id }) => id)}
          onChange={onChoose}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : isGiven && recipients ? (
        <p>{say('assign.for', { name: recipients.name })}</p>
      ) : null}
      {full.length > 0 ? (
        <p className={styles.muted} role="status">
          {say('assign.enough', {
            names: listed(
              full.map(({ name }) => name),
              say.language,
            ),
            count: full.length,
          })}
        </p>
      ) : null}
    </>
  );
}
