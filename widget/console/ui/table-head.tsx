/** A column's label, with how it looks: `end` stands at the end of the line, `minor` goes where there is little room. */
export type Column = string | readonly [label: string, look: 'end' | 'minor' | 'minor end'];

/** The heads of a table's columns. */
export function TableHead({ columns }: { columns: readonly Column[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column, at) => {
          const [label, look] = typeof column === 'string' ? [column] : column;
          return (
            <th key={at} scope="col" class={look}>
              {label}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
