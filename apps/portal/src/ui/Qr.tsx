import { encode } from 'uqr';
import styles from './Qr.module.css';

/** Empty squares around the code, without which a camera does not find it. */
const quietZone = 4;

/** An address as a code to point a phone's camera at: dark on light in every theme, because cameras want it so. */
export function Qr({ of, label }: { of: string; label: string }) {
  const { data, size } = encode(of, { ecc: 'M', border: quietZone });
  const squares = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${String(x)} ${String(y)}h1v1h-1z`] : [])),
  );
  return (
    <svg
      className={styles.code}
      viewBox={`0 0 ${String(size)} ${String(size)}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path className={styles.squares} d={squares.join('')} />
    </svg>
  );
}
