import type { Collection, Question } from './collections.ts';

/** Requests about the asker's own records: whatever the articles say of such records, none knows this one. */
const OWN_DATA = [
  'What is the status of my case 00012345?',
  'Where is my order 55812?',
  'When will my refund arrive?',
  'Has anyone looked at ticket #88123 yet?',
  'What is the state of our support request from Monday?',
  'Please close my case',
  'Can you cancel my subscription?',
  'What is my API key?',
  'When does my subscription end?',
  'Who is working on my case?',
  'case 00455121 any news?',
  'check my order please, number 4711223',
  'What is my current plan?',
  'Can you escalate my case, it has been open for a week',
  'What is the balance of my account?',
  'who owns our account at your company?',
  'What is my password?',
  'Reopen my ticket 10023',
  'is my case already assigned to somebody?',
  'did you get my payment for invoice 2024771?',
  'When was my case escalated?',
  'What is my user name?',
  'Please track my delivery',
  'order no. 998812 still not here',
];

/** Products of others: the same question about one of them is another question. */
const PRODUCTS = ['ServiceNow', 'HubSpot', 'Zendesk', 'SharePoint', 'Jira', 'Dynamics', 'Oracle', 'Shopify'];
/** Every so many of the written questions is asked about another product. */
const STEP = 5;

/** Questions that sound like the demo's and that no article answers: about own records, and about products of others. */
export function unknowableQuestions(demo: Collection): Question[] {
  const asked = demo.questions.filter((one) => /^(?:how|where|can) .*\?$/i.test(one.question));
  const elsewhere = asked
    .filter((one, index) => one.articles.length > 0 && index % STEP === 0)
    .map((one, index) => `${one.question.slice(0, -1)} in ${PRODUCTS[index % PRODUCTS.length]}?`);
  return [...OWN_DATA, ...elsewhere].map((question) => ({ question, articles: [] }));
}
