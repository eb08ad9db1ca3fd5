export interface Person { staff_id: number; name: string; base: string; amount: string; open: string; settled: string }
export interface Question { id: number; state: string; text: string; asked_by: string; asked_at: string; answer: string; answered_by: string | null; answered_at: string | null }
export interface Line { id: number; business_on: string; title: string; kind_label: string; base: string; amount: string; state: string; state_label: string; settlement: string; explanation: string[]; questions: Question[] }
export interface Statement { month_on: string; staff_id: number | null; people: Person[]; lines: Line[] }
