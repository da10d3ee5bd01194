import type { SourceFile, Violation } from '@/lib/architecture/violation.ts';

/** Shorter lines are said by many people; a longer one is somebody's. */
const LENGTH_MIN = 48;
/** A colon near the start marks a header field or a trailer, which are facts. */
const FIELD_NAME_MAX = 24;
const MARKS_BEFORE = /^[>\s|+*/#-]+/;

/** The lines of real mail that must not stand in the project, without the marks of quoting and patches. */
export function corpusLines(text: string): readonly string[] {
  return text.split('\n').map(withoutMarks).filter(isSomebodys);
}

/** Lines of `file` that stand word for word in the corpus. */
export function checkCorpusLines(file: SourceFile, corpus: ReadonlySet<string>): readonly Violation[] {
  return file.text.split('\n').flatMap((text, index) =>
    corpus.has(withoutMarks(text))
      ? [
          {
            path: file.path,
            line: index + 1,
            message:
              'stands word for word in the corpus mail; write our own words, or read it through corpusPath()',
          },
        ]
      : [],
  );
}

function withoutMarks(line: string): string {
  return line.replace(MARKS_BEFORE, '').trim();
}

function isSomebodys(line: string): boolean {
  return line.length >= LENGTH_MIN && line.includes(' ') && !line.slice(0, FIELD_NAME_MAX).includes(':');
}
