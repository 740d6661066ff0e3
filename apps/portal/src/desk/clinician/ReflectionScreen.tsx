import { useParams } from 'react-router';
import { Reading } from './reading/Reading.js';
import styles from '../Desk.module.css';

/** One reflection on a page of its own, as the client's page leads to it. */
export function ReflectionScreen() {
  const { reflectionId = '' } = useParams();
  return (
    <div className={styles.pane}>
      <Reading key={reflectionId} id={reflectionId} />
    </div>
  );
}
