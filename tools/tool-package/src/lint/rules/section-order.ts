import type { Fault, Rule } from '../rule.ts';
import { orderOf, type Section, SECTIONS } from '../sections.ts';
import type { LintSubject } from '../subject.ts';

/** Instructions that belong in a section of their own. */
const HOME: Readonly<Record<string, readonly Section[]>> = {
  FROM: ['base image', 'builder'],
  LABEL: ['metadata'],
  ENTRYPOINT: ['entry point'],
  CMD: ['entry point'],
};

export const sectionOrder: Rule = {
  id: 'section-order',
  why: 'Dockerfiles of one shape let a reader find what differs',
  check: (subject) => [...missing(subject), ...repeated(subject), ...inOtherSection(subject)],
};

function missing({ headers }: LintSubject): Fault[] {
  return SECTIONS.filter(
    ({ name, required }) => required && !headers.some(({ section }) => section === name),
  ).map(({ name }) => ({
    line: 1,
    what: `there is no section "# ${name}"`,
    advice: `Write that comment. The order is ${ORDER}.`,
  }));
}

const ORDER = SECTIONS.map(({ name }) => name).join(', ');

function repeated({ headers }: LintSubject): Fault[] {
  return headers.flatMap(({ section, line }, index) => {
    const before = headers.slice(0, index);
    const later = before.find((header) => orderOf(header.section) >= orderOf(section));
    if (!later) return [];
    const what = `the section "# ${section}" comes after "# ${later.section}"`;
    return [{ line, what, advice: `Keep each section once, in this order: ${ORDER}.` }];
  });
}

function inOtherSection({ instructions, headers }: LintSubject): Fault[] {
  if (headers.length === 0) return [];
  return instructions.flatMap(({ keyword, line, section }) => {
    const home = HOME[keyword];
    if (!home || (section && home.includes(section))) return [];
    const where = section ? `in the section "# ${section}"` : 'above the first section';
    const advice = `Move it to "# ${home.join('" or "# ')}".`;
    return [{ line, what: `${keyword} is ${where}`, advice }];
  });
}
