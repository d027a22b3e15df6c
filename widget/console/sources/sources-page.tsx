import { useCallback } from 'preact/hooks';
import { Icon } from '../../app/icon.tsx';
import type { Page } from '../data/api.ts';
import { usePages } from '../data/use-pages.ts';
import { usePoll } from '../data/use-poll.ts';
import type { Source } from '../data/wire.ts';
import { href } from '../route.ts';
import { Bones } from '../ui/bones.tsx';
import { Empty } from '../ui/empty.tsx';
import { icons } from '../ui/icons.ts';
import { MoreButton } from '../ui/more-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { useView } from '../view.ts';
import { AddFiles } from './add-files.tsx';
import { AddWebsite } from './add-website.tsx';
import { isMoving, versionOf } from './source-state.ts';
import { SourceTable } from './source-table.tsx';

/** All sources. `?add=website` and `?add=files` open the forms. */
export function SourcesPage({ query }: { query: URLSearchParams }) {
  const { api, texts, mayWrite, go } = useView();
  const get = useCallback((path: string, signal?: AbortSignal) => api.get<Page<Source>>(path, signal), [api]);
  const pages = usePages<Source, Page<Source>>('/v1/knowledge/sources?limit=50', get);
  const sources = pages.data?.data ?? [];
  usePoll(sources.some(isMoving), versionOf(sources), pages.reload);
  const add = mayWrite ? query.get('add') : null;
  const close = () => go(href(['sources']));
  return (
    <>
      <PageHead title={texts.shell.sources} about={texts.sources.about}>
        {mayWrite && sources.length > 0 && <AddLinks />}
      </PageHead>
      {pages.error && <Notice error={pages.error} onRetry={() => void pages.reload()} />}
      {!pages.data && pages.isLoading && <Bones rows={5} />}
      {sources.length > 0 && <SourceTable sources={sources} />}
      {pages.data && sources.length === 0 && <FirstSource />}
      <MoreButton pages={pages} />
      {add === 'website' && <AddWebsite onClose={close} />}
      {add === 'files' && <AddFiles onClose={close} />}
    </>
  );
}

function AddLinks() {
  const { texts } = useView();
  return (
    <>
      <a class="plain" href={href(['sources'], { add: 'files' })}>
        <Icon d={icons.upload} />
        {texts.sources.addFilesAction}
      </a>
      <a class="solid" href={href(['sources'], { add: 'website' })}>
        <Icon d={icons.plus} />
        {texts.sources.addWebsiteAction}
      </a>
    </>
  );
}

function FirstSource() {
  const { texts, mayWrite } = useView();
  return (
    <Empty icon={icons.sources} title={texts.sources.empty}>
      <p>{texts.sources.emptyTodo}</p>
      {mayWrite && (
        <div class="choices">
          {(['website', 'files'] as const).map((kind) => (
            <a key={kind} class="choice" href={href(['sources'], { add: kind })}>
              <Icon d={kind === 'website' ? icons.web : icons.folder} />
              <strong>{kind === 'website' ? texts.sources.addWebsite : texts.sources.addFiles}</strong>
              <span class="fine">
                {kind === 'website' ? texts.sources.addWebsiteAbout : texts.sources.addFilesAbout}
              </span>
            </a>
          ))}
        </div>
      )}
    </Empty>
  );
}
