/** How far along, on the person's own five-step scale (1 to 5; `null`: not said yet). The words stand beside it. */
export function ProgressSteps(props: { value: number | null; label: string }) {
  return (
    <div class="steps5" role="img" aria-label={props.label}>
      {[1, 2, 3, 4, 5].map((step) => (
        <span key={step} class={props.value !== null && step <= props.value ? "on" : undefined} />
      ))}
    </div>
  );
}
