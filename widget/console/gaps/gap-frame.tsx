import type { ComponentChildren } from 'preact';
import { href } from '../route.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { useView } from '../view.ts';

interface Props {
  tab: 'gaps' | 'health' | 'drafts' | 'names';
  children?: ComponentChildren;
}

/** Title and parts of the area. */
export function GapFrame({ tab, children }: Props) {
  const { texts } = useView();
  const tabs = [
    { id: 'gaps', label: texts.gaps.tabs.gaps, href: href(['gaps']) },
    { id: 'health', label: texts.gaps.tabs.health, href: href(['gaps', 'health']) },
    { id: 'drafts', label: texts.gaps.tabs.drafts, href: href(['gaps', 'drafts']) },
    { id: 'names', label: texts.names.tab, href: href(['gaps', 'names']) },
  ];
  return (
    <>
      <PageHead title={texts.shell.gaps} about={texts.gaps.about} />
      <Tabs label={texts.shell.gaps} tabs={tabs} current={tab} />
      {children}
    </>
  );
}
