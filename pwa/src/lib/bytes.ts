/** "640 bytes", "61 MB", "1.3 GB": in thousands, as tablets say it. */
export function bytesInWords(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)}\u00a0bytes`;
  const units = ["kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = -1;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 ? value.toFixed(1).replace(/\.0$/, "") : Math.round(value)}\u00a0${units[unit]}`;
}
