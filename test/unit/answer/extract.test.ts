import { describe, expect, test } from 'vitest';
import { extractAnswer } from '../../../src/answer/extract.ts';
import { phrases } from '../../../src/answer/phrases.ts';
import type { Answer } from '../../../src/domain/passage.ts';
import { analyze } from '../../../src/retrieve/analyze.ts';
import { LOCKS, openKnowledge } from '../../support/knowledge-kit.ts';

const ARTICLES = [
  {
    articleId: 'art_locks',
    title: 'UNABLE_TO_LOCK_ROW and how to avoid it',
    body: LOCKS,
    url: 'https://a/locks',
  },
  {
    articleId: 'art_soql',
    title: 'What SOQL is',
    body: 'SOQL is the Salesforce Object Query Language. It reads records of one object and its relations.\n\n## Limits\n\n| Limit | Value |\n|---|---|\n| SOQL queries per transaction | 100 |\n| Rows per transaction | 50,000 |',
  },
  {
    articleId: 'art_reset',
    title: 'Reset your password',
    body: 'To reset your password, choose Forgot password on the login page.\n\n- Passwords have at least 12 characters.\n- The link is valid for 24 hours.',
  },
  {
    articleId: 'art_import',
    title: 'Fix a stuck import',
    body: 'A stuck import is fixed in these steps:\n\n1. Open the import queue.\n2. Fix the first row.\n3. Start again.',
  },
  {
    articleId: 'art_jobs',
    title: 'Import jobs that are stuck',
    body: 'To fix a stuck import:\n\n1. Cancel the import job.\n2. Wait a minute.\n3. Load the file again.',
  },
  {
    articleId: 'art_copy',
    title: 'Password help',
    body: 'To reset your password, choose Forgot password on the login page. Ask an admin if no mail comes.',
  },
];

async function answer(question: string, threshold = 0): Promise<Answer & { found: string[] }> {
  const knowledge = openKnowledge();
  for (const one of ARTICLES) await knowledge.put(one);
  const found = await knowledge.ask(question, { limit: 8 });
  return {
    ...extractAnswer({ question, found, threshold }, { analyze }),
    found: found.passages.map((one) => one.text),
  };
}

const QUESTIONS = [
  'Why do I get UNABLE_TO_LOCK_ROW and how do I avoid it?',
  'What is SOQL?',
  'How many SOQL queries per transaction?',
  'How do I reset my password?',
  'lock',
];

describe('citations', () => {
  test.each(QUESTIONS)(
    '"%s": every quote is an exact span of its passage, and every marker has its citation',
    async (question) => {
      const { text, citations, found, supported } = await answer(question);
      expect(supported).toBe(true);
      for (const one of citations) expect(found.some((passage) => passage.includes(one.quote))).toBe(true);
      const marked = [...text.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1]));
      expect([...new Set(marked)].sort()).toEqual(citations.map((one) => one.n));
    },
  );

  test('a citation names the article, its title and its address', async () => {
    const { citations } = await answer('How do I avoid UNABLE_TO_LOCK_ROW?');
    expect(citations[0]).toMatchObject({ n: 1, articleId: 'art_locks', url: 'https://a/locks' });
  });
});

describe('form', () => {
  test('a how-to question gets the steps whole, with the line that introduces them', async () => {
    const { text } = await answer('How do I avoid UNABLE_TO_LOCK_ROW?');
    expect(text).toContain(
      'Follow these steps:\n\n1. Sort records by parent id.\n2. Use smaller batches.\n3. Retry with a delay.',
    );
  });

  test('a code block comes whole, its marker on a line of its own', async () => {
    const { text } = await answer('SELECT FOR UPDATE lock code');
    expect(text).toMatch(/```apex\nSELECT Id FROM Account FOR UPDATE\n```\n\n\[\d\]/);
  });

  test('a question for a number gets the table that gives it, whole', async () => {
    expect((await answer('How many SOQL queries per transaction?')).text).toContain(
      '| SOQL queries per transaction | 100 |\n| Rows',
    );
  });

  test('a definition begins with the defining sentence', async () => {
    expect((await answer('What is SOQL?')).text).toMatch(/^SOQL is the Salesforce Object Query Language\./);
  });

  test('the list of a second article is not added to the list of the first', async () => {
    const { text } = await answer('How do I fix a stuck import?');
    expect(text.match(/^1\. .*$/gm)).toHaveLength(1);
  });

  test('what two articles say alike is said once', async () => {
    const { text } = await answer('How do I reset my password?');
    expect(text.split('To reset your password').length).toBe(2);
  });

  test('an answer is at most 1,200 characters of quotes from at most three passages', async () => {
    for (const question of QUESTIONS) {
      const { text, citations } = await answer(question);
      expect(text.length).toBeLessThanOrEqual(1_300);
      expect(citations.length).toBeLessThanOrEqual(3);
    }
  });
});

describe('confidence', () => {
  test('below the threshold it says that it does not know and offers a person', async () => {
    const refused = await answer('How do I bake sourdough bread in Wichita?', 0.5);
    expect(refused).toMatchObject({
      supported: false,
      text: phrases('en').unknown,
      citations: [],
      quickReplies: [phrases('en').person],
    });
    expect(refused.confidence).toBeLessThan(0.5);
  });

  test('a question that is answered outright is above the default threshold', async () => {
    expect((await answer('Why do I get UNABLE_TO_LOCK_ROW and how do I avoid it?', 0.5)).supported).toBe(
      true,
    );
  });

  test('it is a probability, falls for a name that the answer lacks, and is the same every time', async () => {
    const own = await answer('How do I reset my password?');
    const foreign = await answer('How do I reset my Netflix password?');
    expect(own.confidence).toBeLessThanOrEqual(1);
    expect(foreign.confidence).toBeLessThan(own.confidence);
    expect(await answer('How do I reset my password?')).toEqual(own);
  });

  test('it falls for a number that the answer lacks, and for a request about own records', async () => {
    const base = await answer('UNABLE_TO_LOCK_ROW batches');
    const many = await answer('How many UNABLE_TO_LOCK_ROW batches?');
    expect(many.confidence).toBeLessThan(base.confidence);
    const locked = await answer('Where is UNABLE_TO_LOCK_ROW of record?');
    const own = await answer('Where is UNABLE_TO_LOCK_ROW of my case?');
    expect(own.confidence).toBeLessThan(locked.confidence);
  });

  test('nothing found is nothing known, at any threshold', async () => {
    expect(await answer('zzzz qqqq')).toMatchObject({ supported: false, confidence: 0 });
  });
});

describe('a reported problem', () => {
  const QUERY_ROWS = {
    articleId: 'art_rows',
    title: 'Too many query rows: 50001',
    body: [
      'System.LimitException: Too many query rows: 50001 means that the queries of one transaction retrieved too many rows.',
      '## Why it happens\n\nThe error Too many query rows: 50001 appears when a query has no filter.',
      '## How to fix it\n\nFilter the query to the records that are needed.\n\n1. Find the largest query in the debug log.\n2. Add filters on indexed fields.',
    ].join('\n\n'),
  };
  const said = async (question: string) => {
    const knowledge = openKnowledge();
    await knowledge.put(QUERY_ROWS);
    const found = await knowledge.ask(question, { limit: 8 });
    return extractAnswer({ question, found, threshold: 0 }, { analyze }).text;
  };

  test('is answered with what mends it, not only with what says the same again', async () => {
    const text = await said('System.LimitException: Too many query rows: 50001. What now?');
    expect(text).toContain('Filter the query to the records that are needed.');
    expect(text).toContain('2. Add filters on indexed fields.');
  });

  test('whose cause is asked for is answered with the cause', async () => {
    expect(await said('Why do I get Too many query rows: 50001?')).toContain(
      'appears when a query has no filter',
    );
  });
});

describe('a message that names nothing', () => {
  test.each([
    "It doesn't work",
    'help!! nothing works',
    'I have a problem',
    'es funktioniert nicht',
    'problema',
  ])('has no answer, whatever its words are found in: %s', async (question) => {
    const knowledge = openKnowledge();
    await knowledge.put({
      articleId: 'art_1',
      title: 'A problem with work that does not work',
      body: 'It works. Help helps. Es funktioniert. Un problema.',
    });
    const found = await knowledge.ask(question, { limit: 8 });
    expect(extractAnswer({ question, found, threshold: 0 }, { analyze }).supported).toBe(false);
  });

  test('has one as soon as it names something', async () => {
    const { supported } = await answer('my import does not work');
    expect(supported).toBe(true);
  });
});
