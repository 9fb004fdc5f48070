// Three-valued answers. Unknown never becomes yes.

export type Answer = 'yes' | 'no' | 'unknown';

/** `yes` when all are `yes`; `no` when one is `no`; else `unknown`. */
export function every(answers: Iterable<Answer>): Answer {
  let result: Answer = 'yes';
  for (const answer of answers) {
    if (answer === 'no') return 'no';
    if (answer === 'unknown') result = 'unknown';
  }
  return result;
}

export function not(answer: Answer): Answer {
  return answer === 'yes' ? 'no' : answer === 'no' ? 'yes' : 'unknown';
}
