/** "12 Halcyon House, Ernest Street, E1 4LS": in one line, the postcode never broken in two. */
export function addressLine(of: { address_line: string | null; postcode: string | null }): string {
  return [of.address_line, of.postcode?.replace(" ", "\u00a0")].filter(Boolean).join(", ");
}
