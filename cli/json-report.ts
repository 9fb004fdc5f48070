// ESLint's result format, one array for all files, written file by file. Nothing else may go to stdout.

import type { Linter } from 'eslint';
import type { ReportedFinding } from '../core/find.js';
import type { Host } from './host.js';
import type { FileOutcome } from './outcome.js';
import type { Reporter } from './reporter.js';
import { severityOf } from './severity.js';

export function jsonReporter({ stdout }: Host): Reporter {
  let separator = '[';
  return {
    file(outcome) {
      stdout.write(`${separator}${JSON.stringify(resultOf(outcome))}`);
      separator = ',\n';
    },
    end() {
      stdout.write(separator === '[' ? '[]\n' : ']\n');
    },
  };
}

function resultOf({ filePath, original, text, findings, problem }: FileOutcome): object {
  const messages = problem ? [fatalMessage(problem)] : findings.map(messageOf);
  const errors = messages.filter(({ severity }) => severity === 2);
  const warnings = messages.filter(({ severity }) => severity === 1);
  const hasFix = ({ fix }: Partial<Linter.LintMessage>): boolean => fix !== undefined;
  return {
    filePath,
    messages,
    suppressedMessages: [],
    errorCount: errors.length,
    fatalErrorCount: problem ? 1 : 0,
    warningCount: warnings.length,
    fixableErrorCount: errors.filter(hasFix).length,
    fixableWarningCount: warnings.filter(hasFix).length,
    ...(text !== original ? { output: text } : messages.length > 0 ? { source: original } : {}),
    usedDeprecatedRules: [],
  };
}

function messageOf({ message, tier }: ReportedFinding): Linter.LintMessage {
  return { ...message, severity: severityOf(tier) };
}

function fatalMessage({ line, column, message }: NonNullable<FileOutcome['problem']>): Partial<Linter.LintMessage> {
  return { ruleId: null, fatal: true, severity: 2, message, ...(line > 0 && { line, column }) };
}
