import type { ComponentChildren } from 'preact';
import { href } from '../route.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { useView } from '../view.ts';

/** Title and parts of the area. Settings are for admins alone. */
export function ModelsFrame({
  tab,
  children,
}: {
  tab: 'spending' | 'settings';
  children?: ComponentChildren;
}) {
  const { texts, mayWrite } = useView();
  const { tabs } = texts.models;
  const all = [
    { id: 'spending', label: tabs.spending, href: href(['models']) },
    { id: 'settings', label: tabs.settings, href: href(['models', 'settings']) },
  ];
  return (
    <>
      <PageHead title={texts.shell.models} about={texts.models.about} />
      {mayWrite && <Tabs label={texts.shell.models} tabs={all} current={tab} />}
      {children}
    </>
  );
}
