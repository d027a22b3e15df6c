import { href } from '../route.ts';
import { useView } from '../view.ts';
import { Empty } from './empty.tsx';
import { icons } from './icons.ts';

/** An address that leads nowhere, and the way back. */
export function NotFound() {
  const { texts } = useView();
  return (
    <Empty icon={icons.gaps} title={texts.shell.notFound} isPage>
      <p>{texts.shell.notFoundTodo}</p>
      <a class="solid" href={href(['sources'])}>
        {texts.shell.goHome}
      </a>
    </Empty>
  );
}
