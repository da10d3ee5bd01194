/** `1 reply`, `0 replies`. */
export function formatCount(count: number, one: string, many: string): string {
  return `${count} ${unitOf(count, one, many)}`;
}

export function unitOf(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}
