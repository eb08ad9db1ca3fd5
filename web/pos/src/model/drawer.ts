/** Counting a drawer: pieces by denomination. */
import { wire, type Satang } from './money'
import { PIECES } from './tenders'

export type Count = Record<number, number>

export function emptyCount(): Count {
  return Object.fromEntries(PIECES.map((piece) => [piece, 0]))
}

export function setPieces(count: Count, piece: Satang, pieces: number): Count {
  return { ...count, [piece]: Math.max(0, Math.min(99_999, Math.floor(pieces) || 0)) }
}

export function sumOf(count: Count): Satang {
  return PIECES.reduce((sum, piece) => sum + piece * (count[piece] ?? 0), 0)
}

export function piecesIn(count: Count): number {
  return PIECES.reduce((sum, piece) => sum + (count[piece] ?? 0), 0)
}

export interface CountedRow {
  denomination: string
  pieces: number
}

export function countWire(count: Count): CountedRow[] {
  return PIECES.filter((piece) => (count[piece] ?? 0) > 0).map((piece) => ({
    denomination: wire(piece),
    pieces: count[piece] ?? 0,
  }))
}

export function isNote(piece: Satang): boolean {
  return piece >= 2_000
}
