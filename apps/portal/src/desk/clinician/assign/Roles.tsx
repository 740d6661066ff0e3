import type { ExerciseRole } from '../../gql/graphql.js';
import { ChooseOne } from '../../../ui/index.js';
import { useText } from '../../text.js';
import styles from '../../Desk.module.css';

/** Whose side of an exercise is whose. Neither of them sees a label for the other, so the words here are for the clinician. */
export function Roles({
  roles,
  people,
  chosen,
  onChoose,
}: {
  roles: readonly ExerciseRole[];
  people: readonly { id: string; name: string }[];
  chosen: Readonly<Record<string, ExerciseRole>>;
  onChoose: (chosen: Record<string, ExerciseRole>) => void;
}) {
  const say = useText();
  if (roles.length === 0) return null;
  const give = (id: string, role: ExerciseRole): void => {
    // Of two people and two sides, the other one has the other side; it can be changed all the same.
    const others = people.filter((person) => person.id !== id && !chosen[person.id]);
    const left = roles.filter((other) => other !== role);
    const [other] = others;
    const [side] = left;
    const rest = people.length === 2 && other && side && left.length === 1 ? { [other.id]: side } : {};
    onChoose({ ...chosen, ...rest, [id]: role });
  };
  return (
    <div className={styles.section}>
      {people.map(({ id, name }) => (
        <ChooseOne<ExerciseRole>
          key={id}
          label={say('assign.role', { name })}
          options={roles.map((role) => ({ value: role, label: say(`role.${role}`) }))}
          value={chosen[id] ?? null}
          onChange={(role) => give(id, role)}
        />
      ))}
    </div>
  );
}
