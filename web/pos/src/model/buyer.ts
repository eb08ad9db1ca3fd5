/** Who is named on a full tax invoice. */
export interface Buyer {
  name: string
  tax_id: string
  branch_code: string
  address: string
}
