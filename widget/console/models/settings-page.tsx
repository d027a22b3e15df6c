import type { LlmSettings } from '../../../src/domain/llm.ts';
import { useLoad } from '../data/use-load.ts';
import type { LlmUsage, Models, Organization } from '../data/wire.ts';
import { Bones } from '../ui/bones.tsx';
import { NotFound } from '../ui/not-found.tsx';
import { Notice } from '../ui/notice.tsx';
import { useView } from '../view.ts';
import { ModelCheck } from './model-check.tsx';
import { ModelsFrame } from './models-frame.tsx';
import { SettingsForm } from './settings-form.tsx';

/** What holds where an organization has chosen nothing; the compiler holds its shape to the server's. */
const DEFAULTS: LlmSettings = {
  enabled: true,
  models: {},
  budgets: { turnUsd: null, conversationUsd: null, dayUsd: null, dayTokens: null },
  voice: '',
  instructions: '',
};

/** How models answer here: for admins. */
export function SettingsPage() {
  const { api, mayWrite } = useView();
  const loaded = useLoad(mayWrite ? 'settings' : null, async (signal) => {
    const today = new Date().toISOString().slice(0, 10);
    const [organization, models, { total }] = await Promise.all([
      api.get<Organization>('/v1/organization', signal),
      api.get<Models>('/v1/models', signal),
      api.get<LlmUsage>(`/v1/usage/llm?from=${today}&to=${today}`, signal),
    ]);
    return { organization, models, total };
  });
  const { data } = loaded;
  if (!mayWrite) return <NotFound />;
  return (
    <ModelsFrame tab="settings">
      {loaded.error && <Notice error={loaded.error} onRetry={() => void loaded.reload()} />}
      {!data && loaded.isLoading && <Bones rows={10} />}
      {data && (
        <>
          <Setup models={data.models} />
          <SettingsForm
            key={data.organization.version}
            stored={data.organization.settings.llm ?? DEFAULTS}
            preferNewer={data.organization.settings.preferNewer ?? true}
            version={data.organization.version}
            models={data.models}
            today={data.total}
            onSaved={() => void loaded.reload()}
          />
          {data.models.vendors.length > 0 && <ModelCheck />}
        </>
      )}
    </ModelsFrame>
  );
}

/** What the deployment lacks before any model can answer. */
function Setup({ models }: { models: Models }) {
  const { texts } = useView();
  if (models.vendors.length === 0) return <p class="notice quiet">{texts.models.settings.noProvider}</p>;
  if (models.problem === null) return null;
  return (
    <p class="notice warn" lang="en" dir="auto">
      {models.problem}
    </p>
  );
}
