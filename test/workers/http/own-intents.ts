import { call, type Tenant } from './http-kit.ts';

/** What a company that lends tools and machines might want to tell apart; none of it is a built-in intent. */
export const LENDING = {
  'reserve-tool': `can I book the cement mixer for saturday
reserve a pressure washer for me please
I'd like to hire a mini digger next week
is the big scaffold free on the 12th? then I take it
book me one floor sander for two days
put my name down for the chainsaw
need to reserve the trailer for the bank holiday
hire of a carpet cleaner, tomorrow morning
could you keep a lawn scarifier for me until friday`,
  'extend-hire': `I need the digger for another day
can we keep the sander till monday
please prolong my rental by a week
we are not finished, may I have the scaffold longer
add two more days to my hire
the job overruns, extend the mixer rental
how do I lengthen a running hire
keep the generator three days longer`,
  'broken-machine': `the mixer stopped turning
chainsaw does not start any more
pressure washer leaks at the hose
your digger lost oil all over my drive
the sander smells burnt and stopped
generator cuts out after five minutes
one wheel of the trailer is broken
machine arrived with a cracked handle`,
  'deposit-back': `when do I get my deposit back
the security deposit has not been returned
you still hold my 200 euro bond
deposit refund for the trailer please
why was part of the deposit kept
where is my caution money
I returned everything but no deposit yet
release the hold on my card from the rental`,
  'safety-course': `do I need a licence for the excavator
is there a training for the chainsaw
how do I get the forklift certificate
book the safety briefing for two people
which course is required for the cherry picker
can you show my colleague how to use it safely
do you teach how to handle the saw
is an operator card needed for the digger`,
};

export type Intents = { name: string; examples: string[] }[];

/** The body of a training: each intent with all of its examples. */
export function lendingIntents(): Intents {
  return Object.entries(LENDING).map(([name, lines]) => ({ name, examples: lines.split('\n') }));
}

/** A version as the tests read it. */
export interface Version {
  version: number;
  state: string;
  active: boolean;
  progress: number;
  note: string | null;
  report: {
    method: string;
    measured: number;
    accuracy: number;
    intents: { name: string; examples: number; precision: number; recall: number }[];
    confusions: unknown[];
    bytes: number;
  } | null;
}

export async function readVersion(tenant: Tenant, version: number): Promise<Version> {
  const got = await call('GET', `/v1/intents/versions/${version}`, { token: tenant.users.agent.token });
  if (got.status !== 200) throw new Error(`version: ${got.status} ${got.text}`);
  return JSON.parse(got.text);
}

/** Waits until a training has ended, and tells what was seen on the way. */
export async function ended(
  tenant: Tenant,
  version: number,
  meanwhile: (seen: Version) => Promise<void> = async () => undefined,
): Promise<{ last: Version; progress: number[] }> {
  const progress: number[] = [];
  for (;;) {
    const last = await readVersion(tenant, version);
    progress.push(last.progress);
    if (last.state === 'ready' || last.state === 'failed') return { last, progress };
    await meanwhile(last);
    await scheduler.wait(200);
  }
}
