import { randomUUID } from 'node:crypto';

/** Code of the round that the benchmark posts to. */
export const ROUND = 'BENCH-INTAKE';

const ID = '<id>';
const COMMENT = 'Cán bộ hướng dẫn nhiệt tình, nhưng nơi chờ còn ít ghế và phải bổ sung giấy tờ một lần. ';

/** Makes bodies of 25 answers (1.4 KB), each with an id of its own: only id and agency change between two. */
export function bodyMaker(
  criteria: readonly string[],
  agencies: readonly string[],
  service: string,
): () => string {
  const halves = agencies.map((agency, nth) => {
    const levels = criteria.map((code, index) => [code, 1 + ((index * 7 + nth * 3) % 5)] as const);
    const answers = {
      ...Object.fromEntries(levels),
      ND1: '1',
      MD1: ['time', 'fees'],
      YK1: COMMENT.repeat(6),
    };
    const body = {
      id: ID,
      round: ROUND,
      questionnaireVersion: 1,
      agency,
      service,
      channel: 'web',
      locale: 'vi',
    };
    const times = { startedAt: '2025-05-12T09:12:40+07:00', submittedAt: '2025-05-12T09:14:31+07:00' };
    return JSON.stringify({ ...body, ...times, answers }).split(ID);
  });
  let count = 0;
  return () => {
    count += 1;
    return (halves[count % halves.length] ?? []).join(randomUUID());
  };
}
