import { fill } from '../../locale/texts.ts';
import { useLoad } from '../data/use-load.ts';
import { useSubmit } from '../data/use-submit.ts';
import type { DecidedSynonym, MinedSynonym } from '../data/wire.ts';
import { Badge } from '../ui/badge.tsx';
import { Bones } from '../ui/bones.tsx';
import { Empty } from '../ui/empty.tsx';
import { icons } from '../ui/icons.ts';
import { Notice } from '../ui/notice.tsx';
import { TableHead } from '../ui/table-head.tsx';
import { useView } from '../view.ts';
import { GapFrame } from './gap-frame.tsx';

const PATH = '/v1/knowledge/synonyms';

/** Names that articles use for the same thing: what search uses, and what an admin may accept or switch off. */
export function NamesPage() {
  const { api, texts } = useView();
  const list = useLoad(PATH, async (signal) => (await api.get<{ data: MinedSynonym[] }>(PATH, signal)).data);
  const { data } = list;
  return (
    <GapFrame tab="names">
      <p class="fine">{texts.names.about}</p>
      {list.error && <Notice error={list.error} onRetry={() => void list.reload()} />}
      {!data && list.isLoading && <Bones rows={8} />}
      {data?.length === 0 && (
        <Empty icon={icons.articles} title={texts.names.empty}>
          <p>{texts.names.emptyTodo}</p>
        </Empty>
      )}
      {data && data.length > 0 && <NameTable pairs={data} reload={list.reload} />}
    </GapFrame>
  );
}

function NameTable({ pairs, reload }: { pairs: readonly MinedSynonym[]; reload(): Promise<void> }) {
  const { texts, mayWrite } = useView();
  const { names } = texts;
  return (
    <table class="list">
      <TableHead
        columns={[
          names.name,
          names.also,
          [names.kind, 'minor'],
          [names.articles, 'minor end'],
          texts.articles.state,
          ...(mayWrite ? [['', 'end'] as const] : []),
        ]}
      />
      <tbody>
        {pairs.map((pair) => (
          <NameRow key={`${pair.short} ${pair.long}`} pair={pair} reload={reload} />
        ))}
      </tbody>
    </table>
  );
}

function NameRow({ pair, reload }: { pair: MinedSynonym; reload(): Promise<void> }) {
  const { api, texts, formats, mayWrite, say } = useView();
  const { names } = texts;
  const { short, long, used } = pair;
  const { isBusy, error, run } = useSubmit(async () => {
    const { absent, articles } = await api.send<DecidedSynonym>('PUT', PATH, { short, long, use: !used });
    // An article may have changed since the list was read.
    if (absent.length > 0) say(fill(names.absent, absent.join(', ')));
    else if (articles === 0) say(names.unsaid);
    await reload();
  });
  return (
    <tr>
      <td dir="auto">{short}</td>
      <td dir="auto">{long}</td>
      <td class="minor">{names.kinds[pair.kind]}</td>
      <td class="minor end">{formats.count(pair.articles)}</td>
      <td>
        <Badge tone={used ? 'good' : 'busy'} text={used ? names.used : names.unused} />
        {error && <Notice error={error} />}
      </td>
      {mayWrite && (
        <td class="end">
          <button type="button" class="plain" disabled={isBusy} onClick={() => void run()}>
            {used ? names.off : names.use}
          </button>
        </td>
      )}
    </tr>
  );
}
