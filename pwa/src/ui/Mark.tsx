/** The mark: two strokes side by side and a dot. */
export function Mark() {
  return (
    <svg viewBox="0 0 40 40" fill="none" aria-hidden="true">
      <path d="M7 31 16.5 9M15 31l9.5-22" stroke="#fff" stroke-width="4.5" stroke-linecap="round" />
      <circle cx="31" cy="27" r="4.5" fill="#41b6e6" />
    </svg>
  );
}
